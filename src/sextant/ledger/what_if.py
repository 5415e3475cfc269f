"""If I do this garde: what it would add, what it would break, until when the rest would last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sextant.almanac.person import Person
from sextant.almanac.week import monday_of
from sextant.law.account import Account
from sextant.law.audit import Judgement, judge
from sextant.law.breach import Breach
from sextant.law.library import Library, load
from sextant.law.rests import Rest, rests
from sextant.law.settings import Settings
from sextant.ledger.account import whole_timeline
from sextant.ledger.entry import Entry
from sextant.ledger.journal import timeline_of


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Before and after. ``new`` breaches and ``warnings`` are not there today; ``worse`` are, by less."""

    before: Judgement
    after: Judgement
    new: tuple[Breach, ...]
    worse: tuple[Breach, ...]
    warnings: tuple[Breach, ...]
    rest: Rest | None

    @property
    def accounts(self) -> tuple[Account, Account]:
        """The account before, and after."""
        return self.before.accounts[0], self.after.accounts[0]


def what_if(
    person: Person,
    entries: Sequence[Entry],
    added: Sequence[Entry],
    *,
    settings: Settings | None = None,
    library: Library | None = None,
) -> WhatIf:
    """What the ``added`` entries, yet to come, would change. Raises BadTimeline when they overlap something."""
    library = library or load()
    together = [*entries, *added]
    days = [entry.day for entry in together]
    # Both are judged over the same days, a week after the last one included: that is where a rest may break.
    last = monday_of(date.fromordinal(max(days))) + timedelta(days=6)
    after_timeline = whole_timeline(person, together, last=last)
    before_timeline = timeline_of(after_timeline.person, entries, after_timeline.first, after_timeline.last)
    before, after = (
        judge([one], settings=settings, library=library) for one in (before_timeline, after_timeline)
    )
    known = {_key(breach): breach.measured for breach in (*before.breaches, *before.notes)}
    new = tuple(breach for breach in after.breaches if _key(breach) not in known)
    worse = tuple(
        breach
        for breach in after.breaches
        if _key(breach) in known and breach.measured > known[_key(breach)] + 1e-6
    )
    warned = {_key(breach) for breach in before.warnings}
    warnings = tuple(breach for breach in after.warnings if _key(breach) not in warned)
    ends = {entry.end for entry in added} | {call.end for entry in added for call in entry.call_outs}
    owed = [rest for rest in rests(after_timeline, library, settings) if rest.span.start in ends]
    return WhatIf(before, after, new, worse, warnings, owed[-1] if owed else None)


def _key(breach: Breach) -> tuple[str, int, int]:
    return breach.rule.id, breach.start, breach.end
