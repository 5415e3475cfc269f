"""A swap between two interns, judged before anyone says yes: is it legal, and is it fair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sextant.almanac.half_day import HalfDay
from sextant.law.library import Library, load
from sextant.law.shapes.exempted import Exempted
from sextant.roster.audit import RosterAudit, audit
from sextant.roster.change import Change, judged_change
from sextant.roster.duty_words import half_days, lower
from sextant.roster.fairness import Fairness, fairness, recounted
from sextant.roster.given_back import give_back
from sextant.roster.handed import Hand, hand_over
from sextant.roster.roster import Roster
from sextant.roster.shares import Shift, shifts


@dataclass(frozen=True, slots=True)
class Swap:
    """A swap and its verdict. ``reasons``: what it would break, in French; empty when it may be approved."""

    hands: tuple[Hand, ...]
    change: Change
    shifts: tuple[Shift, ...]

    @property
    def roster(self) -> Roster:
        """The roster once the swap is made."""
        return self.change.after

    @property
    def legal(self) -> bool:
        """True when nothing of law is newly broken and every line stays held."""
        return self.change.harmless

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it cannot be approved."""
        told = [f"{b.person} : {lower(b.sentence)}" for b in self.change.unlawful]
        return (*told, *(f.sentence for f in self.change.faults_made if f.code != "P4"))

    @property
    def discreet(self) -> tuple[str, ...]:
        """The same reasons as a colleague may read them: why somebody is exempted is nobody else's business."""
        told = [
            f"{b.person} : ne peut pas tenir cette garde."
            if isinstance(b.rule.shape, Exempted)
            else f"{b.person} : {lower(b.sentence)}"
            for b in self.change.unlawful
        ]
        return tuple(dict.fromkeys((*told, *(f.sentence for f in self.change.faults_made if f.code != "P4"))))

    @property
    def cautions(self) -> tuple[str, ...]:
        """What forbids nothing, and is good to know: warnings, charters, presence under the ward's minimum."""
        unlawful = self.change.unlawful
        told = [f"{b.person} : {lower(b.sentence)}" for b in self.change.broken if b not in unlawful]
        return (*told, *(f.sentence for f in self.change.faults_made if f.code == "P4"))

    @property
    def given_back(self) -> tuple[str, ...]:
        """The half-days freed so that means hold: « Interne 3 n’est plus attendu en stage : jeudi 3 décembre 2026 (matin) »."""
        days = {hand.day + n for hand in self.hands for n in (0, 1)}
        freed: dict[str, list[tuple[int, HalfDay]]] = {}
        for d in self.change.differences:
            if d.cell.day not in days and d.was is not None:
                freed.setdefault(d.cell.name, []).append((d.cell.day, d.cell.half_day))
        return tuple(
            f"{name} n’est plus attendu en stage : {half_days(cells)}." for name, cells in freed.items()
        )


def judge_swap(
    roster: Roster,
    hands: Sequence[Hand],
    library: Library | None = None,
    *,
    known: RosterAudit | None = None,
    share: Fairness | None = None,
) -> Swap:
    """Hand the duties over with their rests, and judge. What a mean wants back is given back.

    ``known`` and ``share`` are the audit and the fairness of ``roster``, when they are known. Raises BadInput when a
    duty is not where it is said to be, BadTimeline when two activities would overlap.
    """
    library = library or load()
    found = known or audit(roster, library)
    names = {name for hand in hands for name in (hand.giver, hand.taker)}
    change = judged_change(roster, hand_over(roster, hands, library), library, known=found)
    change = give_back(change, min(hand.day for hand in hands), names, library, known=found)
    share = share or fairness(roster, library)
    figures = shifts(
        share,
        recounted(share, change.after, names),
        found.judgement.accounts,
        change.audit.judgement.accounts,
    )
    return Swap(tuple(hands), change, tuple(shift for shift in figures if shift.name in names))
