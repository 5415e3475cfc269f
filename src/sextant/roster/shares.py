"""What a change does to each one's share: nights, weekends, holidays, half-days, hours, wishes, in French."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sextant import wording
from sextant.law.account import Account
from sextant.roster.fairness import Fairness, Share


@dataclass(frozen=True, slots=True)
class Shift:
    """One figure of one intern, before and after, and the fair share when there is one."""

    name: str
    what: str  # nights, weekends, holidays, half_days, minutes, refused
    was: float
    now: float
    fair: float | None = None

    @property
    def by(self) -> float:
        """What is gained (lost, when negative)."""
        return self.now - self.was

    @property
    def fairer(self) -> bool | None:
        """Nearer to the fair share than before; None when there is no share, or nothing to tell."""
        if self.fair is None or abs(abs(self.now - self.fair) - abs(self.was - self.fair)) < 1e-9:
            return None
        return abs(self.now - self.fair) < abs(self.was - self.fair)

    @property
    def sentence(self) -> str:
        """« Yanis : 10 nuits au lieu de 9, pour une part équitable de 9,6. »"""
        said = f"{self.name} : {self._said(self.now)} au lieu de {self._number(self.was)}"
        return (
            f"{said}, pour une part équitable de {wording.say_number(self.fair, 1)}."
            if self.fair is not None
            else f"{said}."
        )

    def _number(self, value: float) -> str:
        return wording.say_duration(round(value)) if self.what == "minutes" else wording.say_number(value)

    def _said(self, value: float) -> str:
        if self.what == "minutes":
            return wording.say_duration(round(value))
        one, many = _NOUNS[self.what]
        return wording.say_count(value, one, many)


_NOUNS = {
    "nights": ("nuit", "nuits"),
    "weekends": ("garde de week-end", "gardes de week-end"),
    "holidays": ("garde de jour férié", "gardes de jour férié"),
    "half_days": ("demi-journée de stage", "demi-journées de stage"),
    "refused": ("souhait refusé", "souhaits refusés"),
}
_FAIR = {"nights": "fair_nights", "weekends": "fair_weekends", "holidays": "fair_holidays"}


def shifts(
    before: Fairness, after: Fairness, accounts: Sequence[Account] = (), then: Sequence[Account] = ()
) -> tuple[Shift, ...]:
    """Every figure that changes, by intern, in the order of ``after``. ``accounts`` and ``then``: before and after."""
    old = {share.name: share for share in before.shares}
    was, now = ({account.person: account.minutes for account in these} for these in (accounts, then))
    found = []
    for share in after.shares:
        past = old.get(share.name, Share(share.name, 0, 0, 0, 0, 0.0, 0, 0.0, 0.0, 0.0))
        for what in _NOUNS:
            fair = getattr(share, _FAIR[what]) if what in _FAIR else None
            found.append(Shift(share.name, what, getattr(past, what), getattr(share, what), fair))
        if share.name in now:
            found.append(Shift(share.name, "minutes", was.get(share.name, 0), now[share.name]))
    return tuple(shift for shift in found if abs(shift.by) > 1e-9)
