"""Step 7: one version, what the auditor says of it, who approves, publishes, and has seen it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sextant.wording import say_day
from sextant_web.people.models import User
from sextant_web.people.models.role import WARD_ROLES
from sextant_web.people.readings import note_readings
from sextant_web.people.rights import may
from sextant_web.roster.editing import roster_in, show
from sextant_web.roster.letters import tell_published
from sextant_web.roster.models import Acknowledgement, Roster, Status, Version
from sextant_web.roster.shares import shares_told
from sextant_web.roster.versions import (
    Refused,
    grid_of,
    judged,
    latest,
    seen_by,
)
from sextant_web.roster.versions import (
    acknowledge as note_seen,
)
from sextant_web.roster.versions import (
    approve as approve_version,
)
from sextant_web.roster.versions import (
    publish as publish_version,
)
from sextant_web.roster.versions import (
    reopen as reopen_version,
)


@require_safe
def publication(request: HttpRequest, ward: UUID, roster: UUID) -> HttpResponse:
    """Step 7 without saying which version: the one that leads there."""
    row = roster_in(request, roster)
    found = latest(row)
    if found is None:
        messages.info(request, "Il n’y a encore aucune version à publier : lancez d’abord le calcul.")
        return redirect("roster:roster", ward, roster)
    return redirect("roster:version", ward, roster, found.pk)


@require_safe
def version(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """What each role may do with it. An intern sees it once it is published."""
    row = roster_in(request, roster)
    found = version_of(row, version)
    prepares = may(request, "roster:roster", row.ward)
    shown = prepares or found.status == Status.PUBLISHED
    if shown and not {role.kind for role in request.roles} & set(WARD_ROLES):  # type: ignore[attr-defined]
        # The ward has it on its wall; who reads it from elsewhere is told to those it names.
        seated = User.objects.filter(seats__roster=row)
        note_readings(request, seated, f"le tableau du {say_day(row.first)}, version {found.number}")
    return show(
        request,
        row,
        "roster/screens/version.html",
        "publish",
        version=found,
        shown=shown,
        prepares=prepares,
        approves=may(request, "roster:approve", row.ward, act=True),
        publishes=may(request, "roster:publish", row.ward, act=True),
        acknowledges=may(request, "roster:acknowledge", row.ward, act=True),
        mine=Acknowledgement.objects.filter(version=found, user=request.user).first(),
        verdict=judged(found).verdict if shown and not found.frozen else None,
        **(shares_told(found, prepares) if shown else {}),
        seen=seen_by(row, found) if prepares and found.status == Status.PUBLISHED else [],
        grid=grid_of(row, found),
        papers=found.papers.defer("content"),
    )


@require_POST
def approve(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """The direction approves (rule T2)."""
    return _do(
        request, roster, version, lambda one: approve_version(one, request.user), "La version est arrêtée."
    )


@require_POST
def reopen(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """The direction takes its decision back, before publication."""
    return _do(request, roster, version, reopen_version, "La version est de nouveau un brouillon.")


@require_POST
def publish(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """Published: numbered, dated, never changed again; the interns are told."""

    def gesture(one: Version) -> None:
        publish_version(one, request.user)
        one.refresh_from_db()
        tell_published(one, request.build_absolute_uri(_address(one)))

    return _do(
        request,
        roster,
        version,
        gesture,
        "Le tableau est publié. Les internes qui ont un compte sont prévenus.",
    )


@require_POST
def acknowledge(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """An intern has seen it."""
    return _do(request, roster, version, lambda one: note_seen(one, request.user), "C’est noté.")


@require_safe
def paper(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """The PDF (or, with ``?forme=xlsx``, the workbook) as it was published."""
    found = version_of(roster_in(request, roster), version)
    kind = "xlsx" if request.GET.get("forme") == "xlsx" else "pdf"
    held = found.papers.filter(kind=kind).first()
    if held is None:
        messages.info(request, "Les papiers existent une fois le tableau publié.")
        return redirect("roster:version", ward, roster, version)
    types = {
        "pdf": "application/pdf",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    name = f"tableau-{found.roster.first:%Y-%m-%d}-v{found.number}.{kind}"
    return HttpResponse(
        bytes(held.content),
        content_type=types[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def version_of(row: Roster, pk: UUID) -> Version:
    """A version of that roster. Raises Http404."""
    asked = Version.objects.select_related("made_by", "approved_by", "published_by", "roster__ward__hospital")
    return get_object_or_404(asked, pk=pk, roster=row)


def _address(one: Version) -> str:
    return reverse("roster:version", args=[one.roster.ward_id, one.roster_id, one.pk])


def _do(
    request: HttpRequest, roster: UUID, pk: UUID, gesture: Callable[[Version], None], done: str
) -> HttpResponse:
    row = roster_in(request, roster)
    found = version_of(row, pk)
    try:
        gesture(found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("roster:version", row.ward_id, row.pk, found.pk)
