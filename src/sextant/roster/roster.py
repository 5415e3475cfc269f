"""A roster: who does what, when. Read-only questions; built by the solver or read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sextant.almanac.activity import Activity
from sextant.almanac.timeline import Nature, Timeline, timeline
from sextant.roster.problem import Intern, Problem


@dataclass(frozen=True, slots=True)
class Roster:
    """A problem and the activities of each of its interns, by name.

    Activities include leave, university and personal half-days; safety rests are derived, not
    stored. Duties carry the ``id`` of their line.
    """

    problem: Problem
    activities: Mapping[str, tuple[Activity, ...]]

    def timeline(self, intern: Intern) -> Timeline:
        """The planned timeline of one intern. Raises BadTimeline when activities overlap."""
        problem = self.problem
        return timeline(
            intern.person,
            problem.first,
            problem.last,
            self.activities.get(intern.name, ()),
            Nature.PLANNED,
            problem.records,
        )

    def timelines(self) -> list[Timeline]:
        """One timeline per intern, in the ward's order."""
        return [self.timeline(intern) for intern in self.problem.interns]
