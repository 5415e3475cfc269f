"""The dossier: chosen period, facts, breaches by article, statements, plans, letters, exhibits, numbered.

1. Cut the worked time to the period and judge it by the law in force on each day.
2. Put the breaches of law under their article, and number them through the whole dossier.
3. Draw every week, and account for every month and trimester.
4. Set each planned version beside what was done.
5. Tell the letters sent and answered, and number the exhibits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sextant import wording
from sextant.almanac.person import Person
from sextant.almanac.timeline import Timeline
from sextant.evidence.exhibit import Exhibit
from sextant.evidence.source import Source, clip, entries_within
from sextant.evidence.week_picture import WeekPicture, week_pictures
from sextant.law.account import Account
from sextant.law.audit import Judgement, judge
from sextant.law.breach import Breach
from sextant.law.library import Library, load
from sextant.law.rule import Rule
from sextant.law.settings import Settings
from sextant.ledger.account import PeriodAccount, timeline_accounts
from sextant.ledger.comparison import Comparison, compare
from sextant.ledger.periods import By
from sextant.procedure.case_facts import Facts
from sextant.procedure.progress import Progress, progress


@dataclass(frozen=True, slots=True)
class Numbered:
    """A breach with its number in the dossier."""

    number: int
    breach: Breach


@dataclass(frozen=True, slots=True)
class Article:
    """A rule of law that was broken, and each time it was."""

    rule: Rule
    breaches: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A version of the roster, in the order of the files; ``comparison`` is None when no day is common."""

    name: str
    timeline: Timeline
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that is printed. ``made_on`` is the day the dossier was made, given by the caller."""

    person: Person
    first: date
    last: date
    made_on: date
    source: Source
    settings: Settings
    account: Account
    judgement: Judgement
    articles: tuple[Article, ...]
    weeks: tuple[WeekPicture, ...]
    months: tuple[PeriodAccount, ...]
    trimesters: tuple[PeriodAccount, ...]
    plans: tuple[Plan, ...]
    facts: Facts | None
    progress: Progress | None
    exhibits: tuple[Exhibit, ...]

    @property
    def span(self) -> str:
        """« du 2 novembre 2026 au 31 janvier 2027 »."""
        return wording.say_span(self.first, self.last)

    @property
    def count(self) -> int:
        """Breaches of law."""
        return sum(len(article.breaches) for article in self.articles)


def make_dossier(
    source: Source,
    made_on: date,
    *,
    plans: Sequence[tuple[str, Timeline]] = (),
    facts: Facts | None = None,
    exhibits: Sequence[Exhibit] = (),
    library: Library | None = None,
) -> Dossier:
    """The dossier of the whole period of ``source``."""
    library = library or load()
    timeline, settings = source.timeline, source.settings
    judgement = judge([timeline], settings=settings, library=library)
    entries = entries_within(source.entries, timeline)

    def accounts(by: By) -> tuple[PeriodAccount, ...]:
        return timeline_accounts(timeline, by, entries=entries, settings=settings, library=library)

    return Dossier(
        person=timeline.person,
        first=timeline.first,
        last=timeline.last,
        made_on=made_on,
        source=source,
        settings=settings,
        account=judgement.accounts[0],
        judgement=judgement,
        articles=_articles(judgement),
        weeks=week_pictures(timeline, library, settings),
        months=accounts(By.MONTH),
        trimesters=accounts(By.TRIMESTER),
        plans=tuple(_plan(name, planned, timeline, settings, library) for name, planned in plans),
        facts=facts,
        progress=progress(facts, made_on) if facts else None,
        exhibits=tuple(exhibits),
    )


def _articles(judgement: Judgement) -> tuple[Article, ...]:
    """Breaches of law by rule, in the order of the library, numbered from 1."""
    by_rule: dict[str, list[Breach]] = {}
    for breach in judgement.unlawful:
        by_rule.setdefault(breach.rule.id, []).append(breach)
    order = {rule.id: n for n, rule in enumerate(load().rules)}
    found, number = [], 0
    for rule_id in sorted(by_rule, key=lambda one: order.get(one, len(order))):
        numbered = []
        for breach in sorted(by_rule[rule_id], key=lambda one: one.start):
            number += 1
            numbered.append(Numbered(number, breach))
        found.append(Article(by_rule[rule_id][0].rule, tuple(numbered)))
    return tuple(found)


def _plan(name: str, planned: Timeline, worked: Timeline, settings: Settings, library: Library) -> Plan:
    if planned.last < worked.first or worked.last < planned.first:
        return Plan(name, planned, None)
    cut = clip(planned, worked.first, worked.last)
    return Plan(name, cut, compare(cut, worked, settings=settings, library=library))
