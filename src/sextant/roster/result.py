"""What solving answers: proven best, good so far, impossible, or out of time; with its costs, named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sextant.roster.audit import RosterAudit
from sextant.roster.roster import Roster


class Status(StrEnum):
    """The four answers, as people read them."""

    PROVEN_BEST = "meilleur possible, prouvé"
    GOOD = "bon, sans preuve qu’il soit le meilleur"
    IMPOSSIBLE = "impossible"
    OUT_OF_TIME = "temps écoulé sans tableau"


@dataclass(frozen=True, slots=True)
class CostLine:
    """One thing that the roster does not give: what, how much it costs, on which day (0: the whole period)."""

    kind: str
    what: str
    amount: int
    cost: int
    day: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of the search: best cost so far (None before the first roster), proved bound, seconds.

    ``missing`` says in words what the best roster so far does not give.
    """

    best: int | None
    bound: int
    seconds: float
    missing: str = ""

    @property
    def gap(self) -> float | None:
        """(cost - bound) / cost, None before the first roster."""
        return None if self.best is None else gap(self.best, self.bound)


@dataclass(frozen=True, slots=True)
class Result:
    """The answer. ``roster`` and ``audit`` are None when there is none; ``first_seconds`` until the first."""

    status: Status
    roster: Roster | None
    audit: RosterAudit | None
    cost: int | None
    bound: int
    seconds: float
    first_seconds: float | None
    costs: tuple[CostLine, ...] = ()

    @property
    def gap(self) -> float | None:
        """(cost - bound) / cost: 0 when proved best."""
        return None if self.cost is None else gap(self.cost, self.bound)


def gap(cost: int, bound: int) -> float:
    """Share of the cost that is not proved necessary."""
    return 0.0 if cost <= bound else (cost - bound) / cost
