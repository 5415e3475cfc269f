"""What is refused before any search: a line with too few interns, a leave too long, a record said to be missing.

No roster can mend these: they are facts of the ward. The auditor finds them on a roster that holds nothing but
those facts.
"""

from __future__ import annotations

from sextant.law.breach import Breach
from sextant.law.library import Library
from sextant.law.shapes.count_at_most import CountAtMost
from sextant.law.shapes.deadline import Deadline
from sextant.law.shapes.leave_run import LeaveRun
from sextant.law.shapes.line_at_least import LineAtLeast
from sextant.law.shapes.record import Record
from sextant.roster.audit import audit
from sextant.roster.encode.variables import Model, make_facts
from sextant.roster.problem import Problem
from sextant.roster.roster import Roster

# Shapes that speak of facts. The others wait for a timetable: nothing is chosen yet.
_OF_FACTS = (CountAtMost, Deadline, LeaveRun, LineAtLeast, Record)


def refused(problem: Problem, library: Library) -> tuple[Breach, ...]:
    """The breaches of law that every roster of this ward would have, whatever is chosen."""
    verdict = audit(_facts(problem), library)
    return tuple(breach for breach in verdict.judgement.unlawful if isinstance(breach.rule.shape, _OF_FACTS))


def _facts(problem: Problem) -> Roster:
    """A roster of leave and courses only."""
    model = Model(problem)
    make_facts(model)
    return Roster(
        problem,
        {
            seat.intern.name: (*seat.absences, *(c.activity for c in seat.candidates if c.given))
            for seat in model.seats
        },
    )
