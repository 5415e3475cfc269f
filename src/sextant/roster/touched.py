"""Who a change touches, and why: each cell that moved is put back, and what that would break is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sextant.almanac.activity import ABSENCES, Activity
from sextant.almanac.half_day import HalfDay
from sextant.errors import BadTimeline
from sextant.law.library import Library
from sextant.roster.audit import DUTIES
from sextant.roster.change import Change, Difference, judged_change
from sextant.roster.duty_words import half_days, the_duty
from sextant.roster.roster import Roster


@dataclass(frozen=True, slots=True)
class Touched:
    """One person whose cells change, and the reasons, in French sentences without their name."""

    name: str
    differences: tuple[Difference, ...]
    why: tuple[str, ...]


def touched(change: Change, causes: Collection[str], library: Library) -> tuple[Touched, ...]:
    """Each person whose cells change, in the ward's order. The days of absence of ``causes`` are no change of theirs."""
    found = []
    for intern in change.after.problem.interns:
        away = {
            day
            for leave in intern.leaves
            for day in range(leave.first.toordinal(), leave.last.toordinal() + 1)
        }
        own = tuple(
            d
            for d in change.differences
            if d.cell.name == intern.name and not (intern.name in causes and d.cell.day in away)
        )
        if own:
            found.append(Touched(intern.name, own, tuple(_reasons(change, own, library))))
    return tuple(found)


def _reasons(change: Change, own: Iterable[Difference], library: Library) -> Iterable[str]:
    because: dict[str, list[tuple[int, HalfDay]]] = {}
    for d in own:
        if d.now is not None and d.now.kind in DUTIES:
            yield f"Prend {the_duty(d.now)}{_from_whom(change, d)}."
        elif d.was is not None and d.was.kind in DUTIES and d.now is None:
            yield f"Ne tient plus {the_duty(d.was)}{_to_whom(change, d)}."
        else:
            because.setdefault(f"{_what(d)}|{_if_put_back(change, d, library)}", []).append(
                (d.cell.day, d.cell.half_day)
            )
    for said, cells in because.items():
        what, _, reason = said.partition("|")
        yield f"{what}, {half_days(cells)}{f' : {reason}' if reason else ''}."


def _from_whom(change: Change, d: Difference) -> str:
    """« , que tenait Camille », when somebody did."""
    name = _holder(change.before, d.now, d.cell.name)
    return f", que tenait {name}" if name else ", que personne ne tenait"


def _to_whom(change: Change, d: Difference) -> str:
    name = _holder(change.after, d.was, d.cell.name)
    return f", reprise par {name}" if name else ""


def _holder(roster: Roster, duty: Activity | None, but: str) -> str:
    """Who else holds the same duty of the same line."""
    if duty is None:
        return ""
    key = duty.kind, duty.day, duty.half_day, duty.line
    return next(
        (
            name
            for name, held in roster.activities.items()
            if name != but and any((a.kind, a.day, a.half_day, a.line) == key for a in held)
        ),
        "",
    )


def _what(d: Difference) -> str:
    if d.now is None:
        return (
            "N’est plus attendu en stage"
            if d.was is not None and d.was.kind not in ABSENCES
            else "N’est plus absent"
        )
    return (
        "Est attendu en stage" if d.now.kind.value == "stage" else f"A une case changée ({d.now.kind.value})"
    )


def _if_put_back(change: Change, d: Difference, library: Library) -> str:
    """What breaks when this one cell is as it was: the reason why it is not."""
    after = change.after
    own = [a for a in after.activities[d.cell.name] if (a.day, a.half_day) != (d.cell.day, d.cell.half_day)]
    if d.was is not None:
        own.append(d.was)
    back = Roster(
        after.problem, {**after.activities, d.cell.name: tuple(sorted(own, key=lambda a: (a.start, a.end)))}
    )
    try:
        undone = judged_change(after, back, library, known=change.audit)
    except BadTimeline:
        return "une garde prend déjà ces heures"
    if undone.unlawful:
        rule = min(undone.unlawful, key=lambda b: b.end - b.start).rule  # a rest says more than a mean
        return f"{rule.says.rstrip('.')} ({rule.code}, {rule.article})"
    faults = [f.sentence.rstrip(".") for f in undone.faults_made]
    return faults[0][0].lower() + faults[0][1:] if faults else ""
