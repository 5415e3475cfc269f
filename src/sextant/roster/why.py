"""Why she is on duty here, and why not him: the rule that forbids it, or what it would cost and whom."""

from __future__ import annotations

from dataclasses import dataclass

from sextant.almanac.activity import Activity
from sextant.almanac.half_day import HalfDay
from sextant.errors import BadInput, BadTimeline
from sextant.law.library import Library, load
from sextant.roster.audit import RosterAudit, audit
from sextant.roster.duty_words import the_duty
from sextant.roster.fairness import Fairness, fairness
from sextant.roster.handed import Hand, duty_of
from sextant.roster.policies.policy import Missed
from sextant.roster.policy_costs import Place, missed_at, policy_costs
from sextant.roster.problem import DutyLine, Intern, Problem
from sextant.roster.roster import Roster
from sextant.roster.swap import Swap, judge_swap


@dataclass(frozen=True, slots=True)
class Instead:
    """What it would be if ``name`` held the duty: ``forbidden`` says why not, else ``costs`` says what and whom."""

    name: str
    forbidden: tuple[str, ...]
    costs: tuple[str, ...]
    swap: Swap | None

    @property
    def possible(self) -> bool:
        """True when nothing forbids it."""
        return not self.forbidden

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        if self.forbidden:
            return f"{self.name} ne peut pas : {self.forbidden[0]}"
        if self.costs:
            return f"{self.name} le pourrait, à ce prix : {' '.join(self.costs)}"
        return f"{self.name} le pourrait aussi bien : rien ne les départage."


@dataclass(frozen=True, slots=True)
class Why:
    """Who holds the duty, what it weighs for them, and each of the others in their place."""

    holder: str
    duty: Activity
    sentence: str
    others: tuple[Instead, ...]


def why(
    roster: Roster,
    name: str,
    day: int,
    half_day: HalfDay,
    instead: str = "",
    library: Library | None = None,
    *,
    known: RosterAudit | None = None,
) -> Why:
    """Why ``name`` holds the duty of that half-day, and why not ``instead`` (everybody else when empty).

    Each answer is a trial: the duty is handed over with its rest, and the auditor reads the result. Raises
    BadInput when nobody of that name holds a duty then.
    """
    library = library or load()
    duty = duty_of(roster, name, day, half_day)
    found, share = known or audit(roster, library), fairness(roster, library)
    names = [intern.name for intern in roster.problem.interns if intern.name != name]
    if instead and instead not in names:
        raise BadInput(f"« {instead} » n’est pas un autre interne de ce service")
    missed = missed_at(roster)
    others = [
        _instead(roster, Hand(name, other, day, half_day), duty, library, found, share, missed)
        for other in ([instead] if instead else names)
    ]
    others.sort(key=lambda one: (not one.possible, len(one.costs)))
    able = sum(one.possible for one in others)
    who = f"{name} tient {the_duty(duty)}"
    if instead:
        sentence = f"{who}."
    elif not able:
        sentence = (
            f"{who} : personne d’autre ne le peut légalement, les autres cases restant ce qu’elles sont."
        )
    else:
        sentence = f"{who} : {able} autre{'s' if able > 1 else ''} le pourrai{'en' if able > 1 else ''}t."
    return Why(name, duty, sentence, tuple(others))


def _instead(
    roster: Roster,
    hand: Hand,
    duty: Activity,
    library: Library,
    known: RosterAudit,
    share: Fairness,
    missed: dict[Place, Missed],
) -> Instead:
    facts = tuple(_facts(roster.problem, hand.taker, duty))
    if facts:
        return Instead(hand.taker, facts, (), None)
    try:
        swap = judge_swap(roster, [hand], library, known=known, share=share)
    except BadTimeline as overlap:
        return Instead(hand.taker, (str(overlap),), (), None)
    if not swap.legal:
        own = tuple(reason.removeprefix(f"{hand.taker} : ") for reason in swap.reasons)
        return Instead(hand.taker, own, (), swap)
    worse = [s.sentence for s in swap.shifts if s.fairer is False]
    wishes = [s.sentence for s in swap.shifts if s.what == "refused" and s.by > 0]
    paid = [f"{said}." for said in policy_costs(roster, swap.roster, known=missed).made]
    return Instead(hand.taker, (), (*wishes, *worse, *paid, *swap.given_back, *swap.cautions), swap)


def _facts(problem: Problem, name: str, duty: Activity) -> list[str]:
    """What rules somebody out before any rule of time: leave, or a line that does not admit them."""
    intern = problem.intern(name)
    line = next((line for line in problem.lines if line.id == duty.line), None)
    return [*_away(intern, duty), *_not_on(line, name)]


def _away(intern: Intern, duty: Activity) -> list[str]:
    return [
        "absence prévue ce jour-là."
        for leave in intern.leaves
        if leave.first.toordinal() <= duty.day <= leave.last.toordinal()
    ][:1]


def _not_on(line: DutyLine | None, name: str) -> list[str]:
    if line is None or name in line.eligible:
        return []
    return [f"la ligne « {line.name} » ne l’admet pas."]
