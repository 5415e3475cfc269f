"""Cells of a roster changed: the new roster, and what the change breaks or mends.

Only the people whose cells change are judged again: the law looks at one person's time at once, and at the
lines, which no cell changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sextant import wording
from sextant.almanac.activity import ABSENCES, Activity
from sextant.almanac.half_day import HalfDay
from sextant.almanac.letters import LETTERS, PLACES, usual_hours
from sextant.almanac.span import instant
from sextant.errors import BadInput
from sextant.law import say
from sextant.law.account import Account
from sextant.law.audit import Judgement
from sextant.law.breach import Breach
from sextant.law.library import Library, load
from sextant.law.rule import Force, Level
from sextant.roster.audit import DUTIES, Fault, RosterAudit, audit, judge_interns, ward_faults
from sextant.roster.problem import Duty, DutyLine, Problem
from sextant.roster.roster import Roster

WRITABLE = tuple("MANJDSabuprex")
"""Letters that may be written in a cell. Rests follow from duties; absences are facts, said with their dates."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One half-day of one intern: the smallest thing that may change. ``day`` is an ordinal."""

    name: str
    day: int
    half_day: HalfDay


@dataclass(frozen=True, slots=True)
class Edit:
    """Write ``letter`` in ``cell``, as in the week notation; empty: nothing there. A duty may name its ``line``."""

    cell: Cell
    letter: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What starts in a cell, before and after; None: nothing."""

    cell: Cell
    was: Activity | None
    now: Activity | None


@dataclass(frozen=True, slots=True)
class Change:
    """A roster changed and judged. ``broken`` and ``mended`` are breaches of every force; ``faults_*`` P1 to P6."""

    before: Roster
    after: Roster
    audit: RosterAudit
    differences: tuple[Difference, ...]
    broken: tuple[Breach, ...]
    mended: tuple[Breach, ...]
    faults_made: tuple[Fault, ...]
    faults_mended: tuple[Fault, ...]

    @property
    def unlawful(self) -> tuple[Breach, ...]:
        """The breaches of law that were not there before, or are now worse."""
        return tuple(b for b in self.broken if b.level is Level.BREACH and b.rule.force is Force.LAW)

    @property
    def harmless(self) -> bool:
        """True when no law is newly broken, and nothing that the ward requires newly missing."""
        return not self.unlawful and not any(fault.code != "P4" for fault in self.faults_made)


def change(
    roster: Roster,
    edits: Iterable[Edit],
    library: Library | None = None,
    *,
    known: RosterAudit | None = None,
) -> Change:
    """Apply the edits and say what they break or mend. ``known`` is the audit of ``roster``, when there is one.

    Raises BadInput, in French, for a letter, a day or a line that does not fit, and BadTimeline when two
    activities of one person would overlap. Nothing is changed in ``roster``.
    """
    library = library or load()
    return judged_change(roster, edited(roster, edits), library, known=known)


def judged_change(
    before: Roster, after: Roster, library: Library, *, known: RosterAudit | None = None
) -> Change:
    """What changes from one roster to another of the same ward, and what that breaks or mends."""
    found = known or audit(before, library)
    touched = {
        intern.name
        for intern in after.problem.interns
        if before.activities.get(intern.name) != after.activities.get(intern.name)
    }
    same_ward = before.problem is after.problem or before.problem == after.problem
    now = _judged_again(after, found, touched, library) if same_ward else audit(after, library)
    old, new = _by_place(found.judgement), _by_place(now.judgement)
    old_faults = {*found.faults, *found.shortages}
    new_faults = {*now.faults, *now.shortages}
    return Change(
        before=before,
        after=after,
        audit=now,
        differences=differences(before, after),
        broken=tuple(b for place, b in new.items() if place not in old or _excess(b) > _excess(old[place])),
        mended=tuple(b for place, b in old.items() if place not in new),
        faults_made=tuple(f for f in (*now.faults, *now.shortages) if f not in old_faults),
        faults_mended=tuple(f for f in (*found.faults, *found.shortages) if f not in new_faults),
    )


def _by_place(judgement: Judgement) -> dict[tuple[object, ...], Breach]:
    """Breaches and warnings by rule, person and time; plain information changes with every cell and says nothing."""
    return {
        (b.rule.id, b.level, b.person, b.start, b.end): b for b in (*judgement.breaches, *judgement.warnings)
    }


def _excess(breach: Breach) -> float:
    return round(abs(breach.measured - breach.allowed), 6)


def _judged_again(after: Roster, known: RosterAudit, touched: set[str], library: Library) -> RosterAudit:
    """The audit of ``after``, where only the people ``touched`` are judged anew."""
    names = [intern.name for intern in after.problem.interns]
    anew = judge_interns(
        after, [intern for intern in after.problem.interns if intern.name in touched], library
    )
    accounts: dict[str, Account] = dict(zip(names, known.judgement.accounts, strict=True))
    accounts |= {account.person: account for account in anew.accounts}

    def merged(old: Sequence[Breach], new: Sequence[Breach]) -> tuple[Breach, ...]:
        kept = [breach for breach in old if breach.person not in touched]
        return tuple(sorted((*kept, *new), key=lambda breach: (breach.person, breach.start, breach.code)))

    judgement = Judgement(
        merged(known.judgement.breaches, anew.breaches),
        merged(known.judgement.warnings, anew.warnings),
        merged(known.judgement.notes, anew.notes),
        tuple(accounts[name] for name in names),
    )
    return RosterAudit(judgement, *ward_faults(after))


# -- the new roster -----------------------------------------------------------------------------------


def edited(roster: Roster, edits: Iterable[Edit]) -> Roster:
    """The roster with those cells changed, not judged. Raises as :func:`change`."""
    activities = {name: list(held) for name, held in roster.activities.items()}
    touched: set[str] = set()
    for edit in edits:
        cell = edit.cell
        _refuse_outside(roster.problem, cell)
        own = activities.setdefault(cell.name, [])
        new = activity_of(roster.problem, edit)
        if new is None or not any(_same(new, held) for held in own):
            taken = (cell.half_day,) if new is None else new.fills
            own[:] = [held for held in own if held.day != cell.day or not set(held.fills) & set(taken)]
            own.extend([] if new is None else [new])
        touched.add(cell.name)
    after = Roster(
        roster.problem,
        {
            name: tuple(sorted(held, key=lambda a: (a.start, a.end))) if name in touched else tuple(held)
            for name, held in activities.items()
        },
    )
    for intern in after.problem.interns:
        if intern.name in touched:
            after.timeline(intern)
    return after


def _same(new: Activity, held: Activity) -> bool:
    """Writing a letter that is there already changes nothing, whatever hours the cell had."""
    return (new.kind, new.day, new.half_day, new.line) == (held.kind, held.day, held.half_day, held.line)


def activity_of(problem: Problem, edit: Edit) -> Activity | None:
    """What a letter stands for in its cell: a duty of the ward at its hours; else at the usual hours of the letter."""
    cell, letter = edit.cell, edit.letter
    if letter in ("", "."):
        return None
    _refuse_letter(letter, cell)
    kind = LETTERS[letter].kind
    line, duty = _duty(problem, edit) if kind in DUTIES else (None, None)
    hours = (duty.start, duty.end) if duty else usual_hours(letter, cell.half_day, problem.hours)
    if hours is None:
        raise BadInput(
            f"« {letter} » demande des heures, qu’une case ne dit pas",
            remedy="Écrivez-le dans le fichier du tableau, par exemple « x(14:00-19:30) ».",
        )
    return Activity(
        kind=kind,
        day=cell.day,
        half_day=cell.half_day,
        start=instant(cell.day, hours[0], problem.zone),
        end=instant(cell.day, hours[1], problem.zone),
        line=line.id if line else "",
    )


def _refuse_outside(problem: Problem, cell: Cell) -> None:
    if cell.name not in {intern.name for intern in problem.interns}:
        raise BadInput(f"« {cell.name} » n’est pas un interne de ce service")
    if not problem.first.toordinal() <= cell.day <= problem.last.toordinal():
        raise BadInput(
            f"le {say.day(cell.day)} est hors du tableau, qui va {wording.say_span(problem.first, problem.last)}"
        )


def _refuse_letter(letter: str, cell: Cell) -> None:
    sense = LETTERS.get(letter)
    if sense is not None and sense.kind in ABSENCES:
        raise BadInput(
            f"« {letter} » ({sense.name}) se dit avec ses dates",
            remedy="Déclarez l’absence : le tableau est alors réparé autour d’elle.",
        )
    if letter == "R":
        raise BadInput(
            "le repos de sécurité suit la garde, il ne s’écrit pas",
            remedy="Effacez la demi-journée : le repos y paraît de lui-même.",
        )
    if sense is None or letter not in WRITABLE:
        raise BadInput(
            f"« {letter:.10} » n’est pas une lettre d’une case", remedy=f"Lettres : {' '.join(WRITABLE)}."
        )
    by_night = cell.half_day is HalfDay.NIGHT
    if (sense.slot is not None and sense.slot is not cell.half_day) or (sense.slot is None and by_night):
        when = "le jour" if sense.slot is None else PLACES[sense.slot]
        raise BadInput(f"« {letter} » ({sense.name}) ne va pas ici : {when} seulement")


def _duty(problem: Problem, edit: Edit) -> tuple[DutyLine | None, Duty | None]:
    """The line and the duty that a letter of garde stands for: the one named, or the only one of that half-day."""
    cell, kind = edit.cell, LETTERS[edit.letter].kind
    lines = [line for line in problem.lines if not edit.line or line.id == edit.line]
    if edit.line and not lines:
        raise BadInput(f"la ligne « {edit.line:.40} » n’existe pas dans ce service")
    found = [
        (line, duty)
        for line in lines
        for duty in line.duties
        if (duty.kind, duty.half_day) == (kind, cell.half_day) and cell.day in duty.days
    ]
    if len(found) > 1:
        ids = " ou ".join(f"« {line.name or line.id} »" for line, _ in found)
        raise BadInput(
            f"plusieurs lignes ont une {say.name(kind)} le {say.day(cell.day)}",
            remedy=f"Dites laquelle : {ids}.",
        )
    return found[0] if found else (lines[0] if edit.line else None, None)


# -- what differs -------------------------------------------------------------------------------------


def differences(before: Roster, after: Roster) -> tuple[Difference, ...]:
    """The cells in which something else starts, in order of day, then as the ward names its people."""
    names = [intern.name for intern in after.problem.interns]
    names += [intern.name for intern in before.problem.interns if intern.name not in names]
    found = []
    for name in names:
        if before.activities.get(name) == after.activities.get(name):
            continue
        was, now = cells_of(before, name), cells_of(after, name)
        found += [
            Difference(Cell(name, *key), was.get(key), now.get(key))
            for key in was.keys() | now.keys()
            if _says(was.get(key)) != _says(now.get(key))
        ]
    rank = {name: number for number, name in enumerate(names)}
    return tuple(sorted(found, key=lambda d: (d.cell.day, d.cell.half_day, rank[d.cell.name])))


def cells_of(roster: Roster, name: str) -> dict[tuple[int, HalfDay], Activity]:
    """What one intern does, by the day and half-day that it starts in."""
    return {(activity.day, activity.half_day): activity for activity in roster.activities.get(name, ())}


def _says(activity: Activity | None) -> tuple[object, ...]:
    """What a cell says. Agreement to a duty or a pause not given are said elsewhere."""
    return (activity.kind, activity.start, activity.end, activity.line) if activity else ()
