"""A made-up population of interns and what they worked: the auditor's food. Same seed, same people.

Most weeks are ordinary: eight half-days of stage, a course, a personal half-day, about one night, the
rest of the morrow. Some are not, as in life: a night without rest, a week of ten half-days, three
nights in a week, a night after the third month of pregnancy.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sextant.almanac.activity import Activity, CallOut, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.hours import DEFAULT_HOURS
from sextant.almanac.person import Person, Pregnancy
from sextant.almanac.span import instant
from sextant.almanac.timeline import Nature, Timeline, timeline

FIRST = date(2026, 11, 2)  # first Monday of the winter placement
MORNING, AFTERNOON, NIGHT = HalfDay.MORNING, HalfDay.AFTERNOON, HalfDay.NIGHT
_CLOCKS = {MORNING: DEFAULT_HOURS.morning, AFTERNOON: DEFAULT_HOURS.afternoon, NIGHT: DEFAULT_HOURS.night}
_HALF_DAYS = {Kind.STAGE: 1, Kind.GARDE_NUIT: 2, Kind.GARDE_JOUR: 2}


def population(people: int, weeks: int, seed: int = 1) -> list[Timeline]:
    """``people`` timelines of ``weeks`` weeks from :data:`FIRST`, half of them planned, half worked."""
    random = Random(seed)
    return [_someone(number, weeks, random) for number in range(people)]


def _someone(number: int, weeks: int, random: Random) -> Timeline:
    last = FIRST + timedelta(weeks=weeks, days=-1)
    pregnant = random.random() < 0.04
    person = Person(
        f"Interne {number:05d}",
        share=0.5 if random.random() < 0.03 else 1.0,
        surnombre=random.random() < 0.02,
        pregnancy=Pregnancy(FIRST + timedelta(weeks=random.randrange(weeks))) if pregnant else None,
    )
    diary = _Diary(
        random, hard=random.random() < 0.1, course=random.randrange(5), personal=random.randrange(5)
    )
    away = random.randrange(weeks)
    for week in range(weeks):
        monday = FIRST.toordinal() + 7 * week
        if week == away:
            diary.absent(monday, Kind.LEAVE if random.random() < 0.8 else Kind.SICKNESS)
        else:
            diary.week(monday, person.share, last.toordinal())
    nature = Nature.PLANNED if number % 2 else Nature.WORKED
    return timeline(person, FIRST, last, diary.written, nature)


class _Diary:
    """What one person writes down, week after week. ``hard``: the ward seldom gives the rest."""

    def __init__(self, random: Random, hard: bool, course: int, personal: int) -> None:
        self.random = random
        self.keeps_rest = 0.6 if hard else 0.99
        self.nights_a_week = 2.0 if hard else 1.1
        self.course, self.personal = course, personal
        self.on_call = random.random() < 0.15  # astreintes rather than gardes
        self.written: list[Activity] = []
        self.resting = 0  # day of rest after a night
        self.surplus = 0.0  # stage half-days beyond eight a week, given back when the ward keeps its word

    def week(self, monday: int, share: float, last: int) -> None:
        """One ordinary week."""
        random = self.random
        often = 3.0 if self.on_call else self.nights_a_week
        nights = {weekday for weekday in range(7) if random.random() < share * often / 7}
        for weekday in range(7):
            day = monday + weekday
            free = weekday == 6 or is_holiday(day)
            if self.resting == day:
                self.write(Kind.REST, day, MORNING)
                self.write(Kind.REST, day, AFTERNOON)
            elif not (share < 1 and weekday % 2):
                self.by_day(day, weekday, free)
            if (
                weekday in nights
                and day < last
                and (self.resting < day or self.keeps_rest < 0.9 or self.on_call)
            ):
                self.by_night(day)
            self.surplus -= 8 * share / 7

    def by_day(self, day: int, weekday: int, free: bool) -> None:
        """Stage, course, personal half-day; a duty on a Sunday or holiday."""
        if free:
            if self.random.random() < 0.15 and not self.on_call:
                self.write(Kind.GARDE_JOUR, day, MORNING, DEFAULT_HOURS.day_duty)
                self.rest(day + 1)
        elif weekday == 5:
            if self.random.random() < 0.1:
                self.write(Kind.STAGE, day, MORNING)
        else:
            self.write(Kind.STAGE, day, MORNING)
            if weekday == self.course:
                start = DEFAULT_HOURS.afternoon[0]
                end = min(start + DEFAULT_HOURS.university_minutes, DEFAULT_HOURS.night[0])
                self.write(Kind.UNIVERSITY, day, AFTERNOON, (start, end))
            elif weekday == self.personal and self.random.random() < 0.9:
                self.write(Kind.PERSONAL, day, AFTERNOON)
            elif self.surplus >= 0 and self.keeps_rest > 0.9:
                self.write(Kind.RECOVERY, day, AFTERNOON)
            else:
                self.write(Kind.STAGE, day, AFTERNOON)

    def by_night(self, day: int) -> None:
        """A garde and the rest that follows, or an astreinte and its call-outs."""
        if self.on_call:
            calls: tuple[CallOut, ...] = ()
            if self.random.random() < 0.5:
                start = instant(day, 60 * self.random.randrange(19, 29))
                length = 30 * self.random.randrange(2, 7)
                calls = (CallOut(start, start + length, length - 30),)
            self.write(Kind.ASTREINTE, day, NIGHT, call_outs=calls)
            return
        self.write(Kind.GARDE_NUIT, day, NIGHT)
        self.rest(day + 1)

    def rest(self, day: int) -> None:
        """The safety rest after a duty, when it is given: written down as wards do."""
        if self.random.random() < self.keeps_rest:
            self.resting = day

    def absent(self, monday: int, kind: Kind) -> None:
        """A week away, Monday to Saturday."""
        for day in range(monday, monday + 6):
            if not is_holiday(day):
                self.write(kind, day, MORNING, DEFAULT_HOURS.day_duty)

    def write(
        self,
        kind: Kind,
        day: int,
        half_day: HalfDay,
        clocks: tuple[int, int] | None = None,
        call_outs: tuple[CallOut, ...] = (),
    ) -> None:
        """Add one activity."""
        start, end = clocks or _CLOCKS[half_day]
        self.surplus += _HALF_DAYS.get(kind, 0)
        line = "gardes" if half_day is NIGHT or kind is Kind.GARDE_JOUR else ""
        self.written.append(
            Activity(kind, day, half_day, instant(day, start), instant(day, end), line, call_outs=call_outs)
        )
