"""Versions of a roster: read for screens, approved, published with their papers, acknowledged."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

import sextant
from sextant.roster.audit import RosterAudit, audit
from sextant.roster.papers.fingerprint import verification_code
from sextant.roster.papers.pdf import write_pdf
from sextant.roster.papers.workbook import write_workbook
from sextant.roster.roster import Roster as Planned
from sextant_web.people.models import User
from sextant_web.roster.bridge import note_verdict, roster_of_version
from sextant_web.roster.models import Acknowledgement, Paper, Roster, RosterState, Seat, Status, Version


class Refused(Exception):
    """A gesture that the state of the version does not allow, in French."""


def versions_of(row: Roster) -> list[Version]:
    """Newest first, without the cells, each with the address of its grid."""
    found = list(
        row.versions.select_related("made_by", "approved_by", "published_by").defer("facts", "cells")
    )
    for version in found:
        version.grid = grid_of(row, version)  # type: ignore[attr-defined]
    return found


def grid_of(row: Roster, version: Version) -> str:
    """The address of the grid of a version; empty while no screen draws one."""
    try:
        return reverse("grid:grid", args=[row.ward_id, row.pk, version.pk])
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Judged:
    """A version as it was planned, and what the auditor says of it today."""

    planned: Planned
    verdict: RosterAudit


def judged(version: Version) -> Judged:
    """The roster of the version, judged."""
    planned = roster_of_version(version)
    return Judged(planned, audit(planned))


def approve(version: Version, by: User, at: datetime | None = None) -> None:
    """The direction approves a draft (rule T2). Raises Refused for a version that breaks the law or holds no line."""
    with transaction.atomic():
        held = Version.objects.select_for_update().get(pk=version.pk)
        if held.status != Status.DRAFT:
            raise Refused("Cette version est déjà arrêtée.")
        if unfinished := _unfinished(held.facts):
            raise Refused(unfinished)
        verdict = judged(held).verdict
        note_verdict(held, verdict)
        if not verdict.clean:
            raise Refused(
                "Cette version enfreint la loi ou laisse un poste vide : elle ne peut pas être arrêtée."
            )
        held.status, held.approved_by, held.approved_at = Status.APPROVED, by, at or timezone.now()
        held.save()


def _unfinished(facts: dict[str, Any]) -> str:
    """What a way out that was tried leaves to be done by people; empty when nothing is."""
    if any(
        str(line.get("necessity", "")).strip().casefold() == "à motiver" for line in facts.get("lines", [])
    ):
        return "La nécessité impérieuse n’est pas motivée : écrivez-la à l’étape 2, puis relancez le calcul."
    if any(str(one.get("name", "")).startswith("Interne supplémentaire") for one in facts.get("interns", [])):
        return "Cette version compte un interne supplémentaire qui n’existe pas encore : donnez son nom à l’étape 1."
    return ""


def reopen(version: Version) -> None:
    """Takes an approved version back to draft before it was published."""
    changed = Version.objects.filter(pk=version.pk, status=Status.APPROVED).update(
        status=Status.DRAFT, approved_by=None, approved_at=None
    )
    if not changed:
        raise Refused("Seule une version arrêtée et pas encore publiée peut être rouverte.")


def publish(version: Version, by: User, at: datetime | None = None) -> None:
    """Gives an approved version its code and its papers; it never changes again. Raises Refused."""
    with transaction.atomic():
        held = Version.objects.select_for_update().select_related("roster").get(pk=version.pk)
        if held.status == Status.PUBLISHED:
            raise Refused("Cette version est déjà publiée.")
        if held.status != Status.APPROVED:
            raise Refused("La direction doit d’abord arrêter cette version.")
        found = judged(held)
        note_verdict(held, found.verdict)
        if not found.verdict.clean:
            raise Refused(
                "Depuis qu’elle a été arrêtée, cette version enfreint la loi : elle ne peut pas être publiée."
            )
        held.status, held.published_by, held.published_at = Status.PUBLISHED, by, at or timezone.now()
        held.code = verification_code(found.planned)
        held.save()
        for kind, content in papers_of(found, timezone.localtime(held.published_at).date()).items():
            Paper.objects.create(version=held, kind=kind, content=content, sha256=sha256(content).hexdigest())
        Roster.objects.filter(pk=held.roster_id).update(state=RosterState.PUBLISHED)


def papers_of(found: Judged, day: date) -> dict[str, bytes]:
    """The PDF and the workbook, printed on that day."""
    with tempfile.TemporaryDirectory(prefix="sextant-") as folder:
        pdf, book = Path(folder, "tableau.pdf"), Path(folder, "tableau.xlsx")
        judgement = found.verdict.judgement
        write_pdf(found.planned, judgement, pdf, printed_on=day, version=sextant.__version__)
        write_workbook(found.planned, judgement, book, printed_on=day, version=sextant.__version__)
        return {"pdf": pdf.read_bytes(), "xlsx": book.read_bytes()}


def acknowledge(version: Version, by: User) -> None:
    """An intern of the roster has seen it. Raises Refused for a version that is not published, or somebody else."""
    if version.status != Status.PUBLISHED:
        raise Refused("Ce tableau n’est pas encore publié.")
    if not Seat.objects.filter(roster=version.roster_id, user=by).exists():
        raise Refused(
            "Votre compte n’est pas relié à un nom de ce tableau. Demandez-le au responsable du service."
        )
    Acknowledgement.objects.get_or_create(version=version, user=by)


@dataclass(frozen=True)
class Seen:
    """An intern, and when they said they had seen the version."""

    name: str
    account: bool
    at: object


def seen_by(row: Roster, version: Version) -> list[Seen]:
    """Each intern of the version."""
    users: dict[str, UUID] = dict(row.seats.values_list("name", "user_id"))
    at = dict(version.acknowledgements.values_list("user_id", "at"))
    names = [str(intern.get("name", "")) for intern in version.facts.get("interns", [])]
    return [Seen(name, name in users, at.get(users[name]) if name in users else None) for name in names]


def latest(row: Roster) -> Version | None:
    """The version that leads to publication: the last approved or published, else the last draft."""
    found = list(row.versions.select_related("approved_by", "published_by"))
    order = {Status.PUBLISHED: 0, Status.APPROVED: 1, Status.DRAFT: 2}
    return max(found, key=lambda one: (order[Status(one.status)] < 2, one.number), default=None)
