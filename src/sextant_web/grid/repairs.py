"""Repairing a version around an absence: tried first, then written in the draft or in a new version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from sextant import wording
from sextant.almanac.activity import Kind
from sextant.roster.repair import Absence, Repair, repair
from sextant.roster.roster import Roster as Planned
from sextant_web.grid.edits import facts_with, follow, write
from sextant_web.people.models import User
from sextant_web.roster.bridge import roster_of_version, version_from_roster
from sextant_web.roster.models import Source, Status, Version

SECONDS = 15.0
"""Given to a repair: the proof comes in one or two at ward size."""

KINDS = {"maladie": Kind.SICKNESS, "conge": Kind.LEAVE, "formation-syndicale": Kind.UNION_TRAINING}


@dataclass(frozen=True)
class Asked:
    """What happened: who is away, from when to when; no ``name``: only mend what is broken."""

    name: str
    first: date
    last: date
    kind: str

    @property
    def absences(self) -> tuple[Absence, ...]:
        """For the floor below."""
        return (Absence(self.name, self.first, self.last, KINDS[self.kind]),) if self.name else ()

    @property
    def said(self) -> str:
        """« Réparé autour de l’absence de Camille, du 3 au 8 novembre 2026 »."""
        if not self.name:
            return "Réparé, ce qui était fixé restant en place"
        return f"Réparé autour de l’absence de {self.name}, {wording.say_span(self.first, self.last)}"


def tried(version: Version, asked: Asked, today: date) -> Repair:
    """The smallest repair. Nothing before today moves. Raises BadInput, Undecided."""
    return _repaired(version, roster_of_version(version), asked, today)


def _repaired(version: Version, planned: Planned, asked: Asked, today: date) -> Repair:
    promised = (
        version.roster.last if version.roster.versions.filter(status=Status.PUBLISHED).exists() else None
    )
    since = max(asked.first if asked.name else planned.problem.first, min(today, planned.problem.last))
    return repair(planned, since=since, absences=asked.absences, promised_until=promised, seconds=SECONDS)


def applied(version: Version, asked: Asked, revision: int, by: User, today: date) -> Version:
    """Writes the repair, found again: in the draft itself, or as a new version of one that may not change.

    Raises Stale, Refused, BadInput, Undecided.
    """
    if not version.frozen:

        def make(held: Version, planned: Planned) -> tuple[Planned, str]:
            return _repaired(held, planned, asked, today).roster, asked.said

        return write(version.pk, revision, by, make).version
    planned = roster_of_version(version)
    after = _repaired(version, planned, asked, today).roster
    with transaction.atomic():
        facts = facts_with(version.facts, planned, after)
        made = version_from_roster(
            version.roster, after, facts, Source.REPAIR, parent=version, made_by=by, note=f"{asked.said}."
        )
        follow(version.roster, version.facts, facts, {asked.name})
    return made
