"""Showing a dossier to the local union or to a lawyer: on purpose, for a time, taken back at will; each look is told."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from secrets import token_urlsafe
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

import sextant
from sextant.errors import BadInput
from sextant.evidence.layout import write_dossier
from sextant_web.dossier.bridge import dossier_of, noted_since, usual_period
from sextant_web.dossier.models import SharedDossier
from sextant_web.dossier.screens.exhibits import own_matter
from sextant_web.dossier.screens.paper import LONGEST
from sextant_web.dossier.typed import day_typed
from sextant_web.ledger.noting import capital
from sextant_web.people.models import RoleKind, Subdivision, User
from sextant_web.people.secret_address import hash_of

LASTING = {"7": "une semaine", "30": "un mois", "90": "trois mois"}


@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: HttpRequest) -> HttpResponse:
    """Those that were made, who looked, and the form of a new one."""
    today = timezone.localdate()
    first, last = usual_period(request.user, today)
    union, trouble, address = union_of(request.user, today), "", ""
    fields = {"lasting": "30", "how": "link", "du": first.isoformat(), "au": last.isoformat()}
    if request.method == "POST":
        fields = request.POST.dict()
        try:
            address = _make(request, fields, union, today)
        except BadInput as error:
            trouble = capital(f"{error.what}. {error.remedy}".rstrip())
    page = {
        "shares": request.user.shared_dossiers.defer("content").prefetch_related("visits"),
        "matters": request.user.matters.all(),
        "lasting": LASTING.items(),
        "union": union,
        "fields": fields,
        "trouble": trouble,
        "address": address,
        "today": today,
    }
    return render(request, "dossier/screens/shared_dossiers.html", page, status=422 if trouble else 200)


def revoke(request: HttpRequest, bundle: UUID) -> HttpResponse:
    """Takes a dossier back, at once; its pages are not kept."""
    found = get_object_or_404(SharedDossier, pk=bundle, user=request.user)
    if request.method != "POST":  # after the look-up: a stranger learns nothing, not even this
        return HttpResponseNotAllowed(["POST"])
    if found.revoked_at is None:
        found.revoked_at, found.content = timezone.now(), b""
        found.save(update_fields=["revoked_at", "content"])
    messages.success(request, "Ce dossier est retiré : il ne se lit plus.")
    return redirect("dossier:shares")


def union_of(user: User, today: date) -> Subdivision | None:
    """The local union that an intern can turn to: that of the placement held today."""
    seat = (
        user.roles.held_on(today)
        .filter(kind=RoleKind.INTERN)
        .select_related("ward__hospital__subdivision")
        .first()
    )
    return seat.ward.hospital.subdivision if seat and seat.ward else None


def _make(request: HttpRequest, fields: dict[str, str], union: Subdivision | None, today: date) -> str:
    """Freezes the dossier and shows it; the secret address, said once, or nothing for the union. Raises BadInput."""
    if fields.get("lasting") not in LASTING:
        raise BadInput("dites combien de temps", remedy="Une semaine, un mois ou trois mois.")
    first, last = day_typed(fields.get("du", ""), "premier"), day_typed(fields.get("au", ""), "dernier")
    if last < first or (last - first).days > LONGEST:
        raise BadInput("ces jours ne font pas une période d’un an au plus", remedy="Corrigez l’un des deux.")
    to_union = fields.get("how") == "union"
    if to_union and union is None:
        raise BadInput(
            "aucune structure locale n’est connue pour votre stage", remedy="Partagez par un lien."
        )
    if noted_since(request.user) is None:
        raise BadInput(
            "rien n’est encore noté dans votre carnet", remedy="Un dossier commence par un carnet."
        )
    made = dossier_of(request.user, first, last, own_matter(request, fields.get("demarche", "")), today)
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        path = Path(folder) / "dossier.pdf"
        seal = write_dossier(made, path, version=sextant.__version__)
        content = path.read_bytes()
    secret = "" if to_union else token_urlsafe(24)
    SharedDossier.objects.create(
        user=request.user,
        first=made.first,
        last=made.last,
        union=union if to_union else None,
        secret_hash=hash_of(secret) if secret else None,
        said=" ".join(fields.get("said", "").split())[:80],
        until=today + timedelta(days=int(fields["lasting"])),
        content=content,
        code=seal.code,
    )
    if to_union:
        messages.success(request, "C’est partagé : votre structure locale le verra en se connectant.")
        return ""
    return request.build_absolute_uri(reverse("dossier:by_link", kwargs={"secret": secret}))
