"""Two versions of a roster side by side: each cell that differs, who gains and who loses, what is broken or mended."""

from __future__ import annotations

from dataclasses import dataclass

from sextant.law.library import Library, load
from sextant.roster.audit import audit
from sextant.roster.change import Change, Difference, judged_change
from sextant.roster.fairness import fairness
from sextant.roster.roster import Roster
from sextant.roster.shares import Shift, shifts


@dataclass(frozen=True, slots=True)
class Comparison:
    """``change`` holds the cells and the breaches; ``shifts`` each figure of each intern that differs."""

    change: Change
    shifts: tuple[Shift, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The cells that differ, day by day."""
        return self.change.differences

    @property
    def people(self) -> tuple[str, ...]:
        """Who has a cell that differs, in the order of the later version."""
        named = {difference.cell.name for difference in self.differences}
        order = [intern.name for intern in self.change.after.problem.interns]
        return tuple(name for name in [*order, *sorted(named - set(order))] if name in named)


def compare(before: Roster, after: Roster, library: Library | None = None) -> Comparison:
    """What changed from one version to the next. People and periods may differ; both are judged whole."""
    library = library or load()
    known = audit(before, library)
    change = judged_change(before, after, library, known=known)
    return Comparison(
        change,
        shifts(
            fairness(before, library),
            fairness(after, library),
            known.judgement.accounts,
            change.audit.judgement.accounts,
        ),
    )
