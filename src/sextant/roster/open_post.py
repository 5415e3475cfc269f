"""A duty that nobody holds: which, who cannot take it and by what rule, and whom to call on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.letters import LETTERS
from sextant.errors import BadInput, BadTimeline
from sextant.law import say
from sextant.law.library import Library, load
from sextant.roster.audit import RosterAudit, audit
from sextant.roster.change import Cell, Edit, cells_of, change
from sextant.roster.duty_words import lower
from sextant.roster.problem import DutyLine
from sextant.roster.roster import Roster


@dataclass(frozen=True, slots=True)
class OpenPost:
    """A duty of a line on a day (ordinal) that nobody holds."""

    line: DutyLine
    kind: Kind
    day: int
    half_day: HalfDay

    @property
    def sentence(self) -> str:
        """« Gardes de médecine : garde de nuit du samedi 7 novembre 2026 »."""
        return f"{self.line.name or self.line.id} : {say.name(self.kind)} du {say.day(self.day)}"

    @property
    def letter(self) -> str:
        """The letter that stands for it in a grid."""
        return next(sign for sign, sense in LETTERS.items() if sense.kind is self.kind)

    @property
    def call_on(self) -> str:
        """Who may be asked, beyond the interns of the ward."""
        if self.line.shared_with:
            also = ", ou un senior" if self.line.senior_roster else ""
            return f"un interne de {self.line.shared_with}, qui partage la ligne{also}"
        return (
            "un senior, qui complète la ligne" if self.line.senior_roster else "un senior, ou un remplaçant"
        )


def open_posts(roster: Roster) -> tuple[OpenPost, ...]:
    """The duties of required lines that nobody holds, in order of day."""
    held = {(a.line, a.kind, a.day, a.half_day) for own in roster.activities.values() for a in own if a.line}
    found = [
        OpenPost(line, duty.kind, day, duty.half_day)
        for line in roster.problem.lines
        if line.required
        for duty in line.duties
        for day in duty.days
        if (line.id, duty.kind, day, duty.half_day) not in held
    ]
    return tuple(sorted(found, key=lambda post: (post.day, post.half_day, post.line.id)))


def why_nobody(
    roster: Roster, post: OpenPost, library: Library | None = None, *, known: RosterAudit | None = None
) -> tuple[tuple[str, str], ...]:
    """Each intern, and what forbids that they hold it, in French; empty words for who could.

    Each is a trial: the duty is written in, the stage half-days that its rest wants are cleared, and the auditor
    reads the result. Other cells stay what they are.
    """
    library = library or load()
    known = known or audit(roster, library)
    return tuple(
        (intern.name, next(_forbids(roster, post, intern.name, library, known), ""))
        for intern in roster.problem.interns
    )


def _forbids(
    roster: Roster, post: OpenPost, name: str, library: Library, known: RosterAudit
) -> Iterator[str]:
    intern = roster.problem.intern(name)
    if any(leave.first.toordinal() <= post.day <= leave.last.toordinal() for leave in intern.leaves):
        yield "absence prévue ce jour-là"
    ends_later = any(d.end > 24 * 60 or d.end <= d.start for d in post.line.duties if d.kind is post.kind)
    if ends_later and any(leave.first.toordinal() == post.day + 1 for leave in intern.leaves):
        yield "absence prévue le lendemain, où cette garde finit"
    if name not in post.line.eligible:
        yield "la ligne ne l’admet pas"
    night = post.half_day is HalfDay.NIGHT
    freed = [
        Edit(Cell(name, day, half_day))
        for (day, half_day), held in cells_of(roster, name).items()
        if held.kind is Kind.STAGE and day in ((post.day + 1,) if night else (post.day, post.day + 1))
    ]
    written = Edit(Cell(name, post.day, post.half_day), post.letter, post.line.id)
    try:
        found = change(roster, [*freed, written], library, known=known)
    except (BadTimeline, BadInput):
        yield "une autre garde, ou un cours, prend ces heures"
        return
    for breach in found.unlawful:
        rule = breach.rule
        yield f"{lower(rule.says.rstrip('.'))} ({rule.code}, {rule.article})"
    for fault in found.faults_made:
        if fault.code != "P4":
            yield lower(fault.sentence.rstrip("."))
