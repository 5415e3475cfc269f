"""What every shape is: a few numbers, and a way to find its breaches in a reading of timelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sextant.law.finding import Finding
    from sextant.law.reading import Reading


class Shape(BaseModel):
    """The numbers of a rule. Subclasses name themselves by ``kind`` and implement :meth:`find`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Yield what does not hold in ``reading``, wherever it lies (dates are filtered by the caller)."""
        return ()
