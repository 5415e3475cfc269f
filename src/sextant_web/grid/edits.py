"""Changing a version: never over somebody else's work, judged at once, undone as it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from sextant import wording
from sextant.almanac.letters import LETTERS
from sextant.errors import BadInput
from sextant.law import say
from sextant.roster.audit import RosterAudit, audit
from sextant.roster.change import Cell, cells_of, edited
from sextant.roster.change import Edit as Stroke
from sextant.roster.problem import Fixed
from sextant.roster.roster import Roster as Planned
from sextant_web.grid.models import Edit
from sextant_web.people.models import User
from sextant_web.roster import bridge
from sextant_web.roster.models import Roster, Version

Json = dict[str, Any]
_FACTS = ("fixed", "leave", "university")
"""What an edit may change of an intern's facts."""


class Refused(Exception):
    """A gesture that cannot be done, in French; nothing was written."""


class Stale(Refused):
    """Somebody else changed the version meanwhile; ``since`` are their edits, oldest first."""

    def __init__(self, since: list[Edit]) -> None:
        super().__init__("Quelqu’un a changé ce tableau pendant que vous l’aviez sous les yeux.")
        self.since = since


@dataclass(frozen=True)
class Written:
    """A version as it now is: its roster and the verdict, and the names whose rows changed."""

    version: Version
    planned: Planned
    verdict: RosterAudit
    touched: frozenset[str]
    said: str


Make = Callable[[Version, Planned], tuple[Planned, str]]
"""Takes the roster of a version and gives the changed one, with what was done in French."""


def write(pk: UUID, revision: int, by: User, make: Make) -> Written:
    """Changes a draft if nobody did since ``revision``. Raises Stale, Refused or BadInput; nothing is then written."""
    with transaction.atomic():
        version = _held(pk, revision)
        planned = bridge.roster_of_version(version)
        after, said = make(version, planned)
        before_cells, after_cells = version.cells, bridge.cells_of(after)
        facts = facts_with(version.facts, planned, after)
        names = _names_changed(before_cells, after_cells) | _names_changed(_own(version.facts), _own(facts))
        if not names:
            return Written(version, planned, audit(planned), frozenset(), said)
        version.edits.filter(undone=True, dropped=False).update(dropped=True)
        last = version.edits.aggregate(last=Max("number"))["last"] or 0
        Edit.objects.create(
            version=version,
            number=last + 1,
            said=said[:300],
            by=by,
            before=_part(before_cells, version.facts, names),
            after=_part(after_cells, facts, names),
        )
        return _save(version, {**before_cells, **after_cells}, facts, frozenset(names), said)


def undo(pk: UUID, revision: int) -> Written:
    """Takes the last edit back. Raises Refused when there is none."""
    return _replay(pk, revision, again=False)


def redo(pk: UUID, revision: int) -> Written:
    """Makes again what was undone last. Raises Refused when there is none."""
    return _replay(pk, revision, again=True)


def _replay(pk: UUID, revision: int, *, again: bool) -> Written:
    with transaction.atomic():
        version = _held(pk, revision)
        edits = version.edits.filter(dropped=False, undone=again)
        edit = edits.order_by("number" if again else "-number").first()
        if edit is None:
            raise Refused("Il n’y a rien à refaire." if again else "Il n’y a rien à annuler.")
        part = edit.after if again else edit.before
        cells = {**version.cells, **{name: one["weeks"] for name, one in part.items()}}
        facts = _with_part(version.facts, part)
        Edit.objects.filter(pk=edit.pk).update(undone=not again)
        said = f"{'Refait' if again else 'Annulé'} : {edit.said}"
        return _save(version, cells, facts, frozenset(part), said)


def _held(pk: UUID, revision: int) -> Version:
    """The version, locked, when it may be changed from that revision."""
    version = Version.objects.select_for_update(of=("self",)).select_related("roster").get(pk=pk)
    if version.frozen:
        raise Refused("Cette version est arrêtée ou publiée : elle ne change plus. Faites-en une nouvelle.")
    if version.revision != revision:
        behind = max(version.revision - revision, 0)
        raise Stale(list(version.edits.select_related("by")[:behind])[::-1])
    return version


def _save(version: Version, cells: Json, facts: Json, names: frozenset[str], said: str) -> Written:
    before, version.cells, version.facts = version.facts, cells, facts
    planned = bridge.roster_of_version(version)
    verdict = audit(planned)
    bridge.note_verdict(version, verdict)
    version.revision = version.revision + 1
    version.save(update_fields=["cells", "facts", "revision", "lawful", "breaches"])
    follow(version.roster, before, facts, names)
    return Written(version, planned, verdict, names, said)


def follow(row: Roster, before: Json, after: Json, names: Iterable[str]) -> None:
    """Pins and absences are facts: the roster in preparation takes what was added and what was taken away.

    What its head changed there since the version was made stays.
    """
    held = Roster.objects.select_for_update().get(pk=row.pk)
    was, now = _own(before), _own(after)
    interns = []
    for one in held.facts.get("interns", []):
        kept, name = dict(one), one.get("name")
        if name in names and name in now:
            for key in _FACTS:
                old, new = was.get(name, {}).get(key) or [], now[name].get(key) or []
                there = [x for x in kept.get(key) or [] if x in new or x not in old]
                _set(kept, key, there + [x for x in new if x not in old and x not in there])
        interns.append(kept)
    if interns != held.facts.get("interns", []):
        Roster.objects.filter(pk=row.pk).update(
            facts={**held.facts, "interns": interns}, revision=F("revision") + 1, changed_at=timezone.now()
        )


# -- facts and cells ----------------------------------------------------------------------------------


def facts_with(facts: Json, before: Planned, after: Planned) -> Json:
    """The facts with what the change did to pins, leave and courses; the words of the head stay for the rest."""
    if after.problem is before.problem:
        return facts
    old = {one["name"]: one for one in bridge.facts_of(before.problem)["interns"]}
    new = {one["name"]: one for one in bridge.facts_of(after.problem)["interns"]}
    interns = []
    for one in facts.get("interns", []):
        kept, name = dict(one), " ".join(str(one.get("name", "")).split())
        for key in _FACTS:
            if name in new and old[name].get(key) != new[name].get(key):
                _set(kept, key, new[name].get(key))
        interns.append(kept)
    return {**facts, "interns": interns}


def _own(facts: Json) -> Json:
    return {one["name"]: {key: one.get(key) for key in _FACTS} for one in facts.get("interns", [])}


def _part(cells: Json, facts: Json, names: Iterable[str]) -> Json:
    own = _own(facts)
    return {name: {"weeks": cells[name], "facts": own.get(name, {})} for name in sorted(names)}


def _with_part(facts: Json, part: Json) -> Json:
    interns = []
    for one in facts.get("interns", []):
        kept = dict(one)
        for key, value in part.get(one["name"], {}).get("facts", {}).items():
            _set(kept, key, value)
        interns.append(kept)
    return {**facts, "interns": interns}


def _set(facts: Json, key: str, value: Any) -> None:
    if value:
        facts[key] = value
    else:
        facts.pop(key, None)


def _names_changed(before: Json, after: Json) -> set[str]:
    return {name for name, value in after.items() if before.get(name) != value}


# -- gestures -----------------------------------------------------------------------------------------


def letter(cell: Cell, sign: str, line: str = "") -> Make:
    """Writes a letter in a cell; an empty one clears it."""

    def make(version: Version, planned: Planned) -> tuple[Planned, str]:
        said = LETTERS[sign].name if sign in LETTERS else "rien"
        return edited(planned, [Stroke(cell, sign, line)]), f"{_where(cell)} : {said}"

    return make


def pin(cell: Cell) -> Make:
    """Pins what the cell holds, or frees it: a pinned cell is a fact that searches and repairs keep."""

    def make(version: Version, planned: Planned) -> tuple[Planned, str]:
        held = cells_of(planned, cell.name).get((cell.day, cell.half_day))
        intern = planned.problem.intern(cell.name)
        pinned = [f for f in intern.fixed if (f.day, f.half_day) == (cell.day, cell.half_day)]
        if held is None and not pinned:
            raise BadInput("il n’y a rien à fixer ici", remedy="Écrivez d’abord une lettre.")
        fixed = tuple(f for f in intern.fixed if f not in pinned)
        if not pinned and held is not None:
            fixed = (*fixed, Fixed(held.kind, held.day, held.half_day, held.line))
        said = "libéré" if pinned else f"fixé ({say.name(held.kind) if held else ''})"
        return with_fixed(planned, cell.name, fixed), f"{_where(cell)} : {said}"

    return make


def with_fixed(planned: Planned, name: str, fixed: tuple[Fixed, ...]) -> Planned:
    """The same roster, that intern's pins changed."""
    problem = planned.problem
    interns = tuple(replace(i, fixed=fixed) if i.name == name else i for i in problem.interns)
    return Planned(replace(problem, interns=interns), planned.activities)


def _where(cell: Cell) -> str:
    return f"{cell.name}, {say.day(cell.day)}, {say.half_day(cell.half_day)}"


def said_of(error: BadInput) -> str:
    """What the floor below refused, as a sentence of its own."""
    told = wording.typography(str(error))
    return told[:1].upper() + told[1:]
