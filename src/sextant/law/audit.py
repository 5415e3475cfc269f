"""Judge timelines, planned or worked, by the rules in force: breaches and accounts. Never imports a solver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sextant.almanac.span import local
from sextant.almanac.timeline import Timeline
from sextant.law.account import Account, accounts
from sextant.law.breach import Breach
from sextant.law.finding import Finding
from sextant.law.library import Library, load
from sextant.law.line import Line
from sextant.law.reading import Reading
from sextant.law.rule import Force, Level, Rule
from sextant.law.settings import Settings


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the auditor says of a set of timelines judged together.

    ``breaches`` are findings of level *manquement*, ``warnings`` those of level *avertissement*,
    ``notes`` plain information; each in order of person, then time. ``accounts`` follow the order of
    the timelines.
    """

    breaches: tuple[Breach, ...]
    warnings: tuple[Breach, ...]
    notes: tuple[Breach, ...]
    accounts: tuple[Account, ...]

    @property
    def unlawful(self) -> tuple[Breach, ...]:
        """The breaches of rules whose force is law."""
        return tuple(breach for breach in self.breaches if breach.rule.force is Force.LAW)

    @property
    def legal(self) -> bool:
        """True when no rule whose force is law is broken."""
        return not self.unlawful

    def of(self, person: str) -> tuple[Breach, ...]:
        """Breaches of one person (or line), by name."""
        return tuple(breach for breach in self.breaches if breach.person == person)


def judge(
    timelines: Sequence[Timeline],
    *,
    library: Library | None = None,
    settings: Settings | None = None,
    lines: Sequence[Line] = (),
    codes: Iterable[str] | None = None,
) -> Judgement:
    """Apply every rule, as in force on the day of each event, to every timeline.

    ``codes`` limits the rules applied (all by default). ``library`` defaults to the shipped law.
    """
    library = library or load()
    settings = settings or Settings()
    reading = Reading(timelines, settings, lines)
    wanted = None if codes is None else set(codes)
    found: dict[Level, list[Breach]] = {level: [] for level in Level}
    for rule in library.rules:
        if (wanted is None or rule.code in wanted) and _may_bind(rule, reading):
            for finding in rule.shape.find(reading):
                day = finding.day or local(finding.start, _zone(reading, finding)).toordinal()
                if rule.valid.covers(date.fromordinal(day)):
                    level = Level(finding.level) if finding.level else rule.level_in(settings)
                    found[level].append(_breach(rule, level, finding, reading))
    for breaches in found.values():
        breaches.sort(key=lambda breach: (breach.person, breach.start, breach.code))
    return Judgement(
        tuple(found[Level.BREACH]),
        tuple(found[Level.WARNING]),
        tuple(found[Level.INFO]),
        accounts(reading, library),
    )


def _may_bind(rule: Rule, reading: Reading) -> bool:
    """False when the rule was not in force on any day of the reading."""
    if not reading.timelines:
        return True
    first, last = reading.span
    since, until = rule.valid.since, rule.valid.until
    return (since is None or since.toordinal() <= last) and (until is None or until.toordinal() > first)


def _zone(reading: Reading, finding: Finding) -> str:
    return reading.timelines[finding.who].person.zone if finding.who >= 0 else "Europe/Paris"


def _breach(rule: Rule, level: Level, finding: Finding, reading: Reading) -> Breach:
    person = reading.timelines[finding.who].person.name if finding.who >= 0 else finding.subject
    because = finding.because[0].upper() + finding.because[1:]
    return Breach(
        rule=rule,
        level=level,
        person=person,
        start=finding.start,
        end=finding.end,
        measured=finding.measured,
        allowed=finding.allowed,
        unit=finding.unit,
        because=because,
        sentence=f"{because} ({rule.article}).",
        zone=_zone(reading, finding),
    )
