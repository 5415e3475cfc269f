"""A weekend is worked whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sextant.roster.policies.held import Held
from sextant.roster.policies.policy import Missed, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeWeekends(Policy):
    """Saturday and Sunday are both worked or both free. A weekend that the period cuts is not looked at."""

    key: ClassVar[str] = "whole_weekends"

    def missed(self, held: Held) -> Iterator[Missed]:
        """Each weekend of which one day alone is worked."""
        for name in self.people(held):
            for days in held.weekends:
                if len(days) == 2 and bool(held.on(name, days[0])) != bool(held.on(name, days[1])):
                    said = f"{name} : un seul jour travaillé, {held.weekend_said(days)}"
                    yield Missed(self.key, name, days[0], 1, self.price(1), said)
