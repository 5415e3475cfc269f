"""Three months of logged life for the interns of the demo: seeded, plausible, some of it against the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from sextant.almanac.activity import ABSENCES, Activity, CallOut, Kind
from sextant.almanac.holidays import is_holiday
from sextant.almanac.span import instant, local
from sextant.almanac.week import monday_of
from sextant.ledger.entry import Correction, Entry, Source, absence
from sextant_web.ledger.bridge import chain_of
from sextant_web.ledger.noting import note
from sextant_web.ledger.planned import planned
from sextant_web.people.models import Role, RoleKind, User

ON_CALL_AT_HOME = "Pédiatrie"
"""Where nights are astreintes."""

LOGGED = timedelta(weeks=12)

_TASKS = ("secrétariat", "brancardage", "téléphone", "recherche de lit", "codage")


def load(today: date) -> None:
    """The last three months to yesterday, noted week by week."""
    seats = Role.objects.filter(kind=RoleKind.INTERN, first__lte=today).select_related("user", "ward")
    for number, seat in enumerate(seats.order_by("user__email")):
        _Life(seat, number, today).note(today)


class _Life:
    """One intern's weeks. Every third one works too long; one in four has rests broken."""

    def __init__(self, seat: Role, number: int, today: date) -> None:
        self.user: User = seat.user
        self.first: date = max(seat.first, monday_of(today) - LOGGED)
        self.at_home = seat.ward.name == ON_CALL_AT_HOME
        self.heavy, self.breaks_rests = number % 3 == 0, number % 4 == 1
        self.offset, self.leave_week = number, 4 + number % 7
        self.draw = Random(f"carnet {seat.user.email}")
        self.count = 0
        self.plan: dict[int, list[Activity]] = {}

    def note(self, today: date) -> None:
        chain_of(self.user)
        for one in planned(self.user, self.first, today):
            self.plan.setdefault(one.day, []).append(one)
        monday = monday_of(self.first)
        while monday < today:
            days = [monday + timedelta(days=n) for n in range(7)]
            entries = [one for day in days if self.first <= day < today for one in self._day(day)]
            now = datetime.combine(
                min(monday + timedelta(days=8), today), datetime.min.time(), UTC
            ) + timedelta(hours=11)
            over = [one for one in entries if one.end * 60 < now.timestamp()]
            note(self.user, [*over, *self._corrections(over, now)], now)
            monday += timedelta(weeks=1)

    def _day(self, day: date) -> Iterator[Entry]:
        """As the published roster has it, more or less; before there was one, by habit."""
        if self.plan and day.toordinal() >= min(self.plan):
            return self._as_planned(day, self.plan.get(day.toordinal(), []))
        return self._by_habit(day)

    def _as_planned(self, day: date, plan: list[Activity]) -> Iterator[Entry]:
        kinds = [one.kind for one in plan]
        by_night = any(kind in (Kind.GARDE_NUIT, Kind.ASTREINTE, Kind.DEMI_GARDE) for kind in kinds)
        late = 0 if by_night else max(0, (70 if self.heavy else 10) + self._about(30))
        stages = [one for one in plan if one.kind is Kind.STAGE]
        if len(stages) == 2:
            end = 18 * 60 + 30 + late
            yield self._stage(
                day, 8 * 60 + 30, end, half_days=2, lunch=self.draw.choice((0, 30, 45)), **self._said()
            )
        elif stages:
            start, end = (local(at).hour * 60 + local(at).minute for at in (stages[0].start, stages[0].end))
            yield self._stage(day, start, end + (late if end > 15 * 60 else 0), half_days=1)
        for one in plan:
            if one.kind in ABSENCES:
                yield absence(self._id(), one.kind, day.toordinal(), self._after(day, 1110))
            elif one.kind is Kind.ASTREINTE:
                made = self._astreinte(day)
                inside = tuple(call for call in made.call_outs if one.start <= call.start < one.end)
                yield replace(made, start=one.start, end=one.end, call_outs=inside)
            elif one.kind not in (Kind.STAGE, Kind.REST):
                when = datetime.fromtimestamp(one.end * 60, UTC)
                yield Entry(self._id(), one.kind, one.start, one.end, when, source=Source.TAP)

    def _said(self) -> dict[str, object]:
        if self.draw.random() < 0.5:
            return {}
        spent = self.draw.choice((15, 30, 45, 60, 90) if self.heavy else (0, 15, 30))
        return {"out_of_care": spent, "tags": (self.draw.choice(_TASKS),) if spent else ()}

    def _by_habit(self, day: date) -> Iterator[Entry]:
        week = (monday_of(day) - monday_of(self.first)).days // 7
        free = day.weekday() == 6 or is_holiday(day.toordinal(), "metropole")
        if week == self.leave_week:
            if day.weekday() < 6 and not free:
                yield absence(self._id(), Kind.LEAVE, day.toordinal(), self._after(day, 1110))
            return
        if self._on_duty(day - timedelta(days=1)):
            if self.breaks_rests and not free and day.weekday() < 5 and self.draw.random() < 0.4:
                yield self._stage(day, 14 * 60 + self._about(20), 18 * 60 + self._about(30), half_days=1)
            return
        if not free and day.weekday() < 5:
            yield from self._weekday(day)
        elif not free and day.weekday() == 5 and self.draw.random() < (0.5 if self.heavy else 0.2):
            yield self._stage(day, 8 * 60 + 40, 12 * 60 + 30 + self._about(30), half_days=1)
        if self._on_duty(day):
            yield from self._duty(day, free)

    def _weekday(self, day: date) -> Iterator[Entry]:
        start = 8 * 60 + 20 + self._about(15)
        if self._on_duty(day) and not self.heavy:
            start = 8 * 60 + 30 + self.draw.randint(0, 10)  # with the night, 24 hours and no more
        if day.weekday() == 3:
            yield self._stage(day, start, 12 * 60 + 50 + self._about(20), half_days=1)
            yield self._entry(Kind.UNIVERSITY, day, 14 * 60, 17 * 60 + 20)
            return
        if day.weekday() == 1 and (not self.heavy or self.draw.random() < 0.25):
            yield self._stage(day, start, 12 * 60 + 50 + self._about(20), half_days=1)
            yield self._entry(Kind.PERSONAL, day, 14 * 60, 18 * 60)
            return
        end = (
            18 * 60 + 30
            if self._on_duty(day)
            else (19 * 60 + 30 if self.heavy else 18 * 60 + 5) + self._about(35)
        )
        yield self._stage(
            day, start, end, half_days=2, lunch=self.draw.choice((0, 20, 30, 45)), **self._said()
        )

    def _duty(self, day: date, free: bool) -> Iterator[Entry]:
        if self.at_home:
            yield self._astreinte(day)
            return
        if free:
            yield self._entry(Kind.GARDE_JOUR, day, 8 * 60 + 30, 18 * 60 + 30)
        late = self.draw.choice((0, 0, 15, 45)) if self.breaks_rests else 0
        yield self._entry(Kind.GARDE_NUIT, day, 18 * 60 + 30, 32 * 60 + 30 + late)

    def _astreinte(self, day: date) -> Entry:
        calls = []
        if self.draw.random() < 0.6:
            left = instant(day.toordinal(), 21 * 60 + self._about(60))
            calls.append(CallOut(left, left + 110, 70))
        if self.draw.random() < 0.35:
            left = instant(day.toordinal(), 26 * 60 + self._about(50))
            calls.append(CallOut(left, left + 150, 100))
        return self._entry(Kind.ASTREINTE, day, 18 * 60 + 30, 32 * 60 + 30, call_outs=tuple(calls))

    def _on_duty(self, day: date) -> bool:
        """A duty every seventh night, or every fifth for those who work too long; none around the leave."""
        week = (monday_of(day) - monday_of(self.first)).days // 7
        every = 5 if self.heavy else 7
        return (
            day >= self.first and week != self.leave_week and (day.toordinal() + 3 * self.offset) % every == 0
        )

    def _corrections(self, entries: list[Entry], now: datetime) -> list[Correction]:
        stages = [one for one in entries if one.half_days == 2]
        if not stages or self.draw.random() > 0.3:
            return []
        wrong = self.draw.choice(stages)
        to = replace(wrong, end=wrong.end - 20)
        return [
            Correction(
                self._id(), wrong.id, to, "heure de départ relue le lendemain", now - timedelta(hours=1)
            )
        ]

    def _stage(self, day: date, start: int, end: int, **facts: object) -> Entry:
        return self._entry(Kind.STAGE, day, start, end, **facts)

    def _entry(self, kind: Kind, day: date, start: int, end: int, **facts: object) -> Entry:
        source = Source.TAP if self.draw.random() < 0.8 else Source.TYPED
        when = day.toordinal()
        return Entry(  # type: ignore[misc]
            self._id(),
            kind,
            instant(when, start),
            instant(when, end),
            self._after(day, end),
            source=source,
            **facts,
        )

    def _after(self, day: date, clock: int) -> datetime:
        return datetime.fromtimestamp(instant(day.toordinal(), clock) * 60, UTC)

    def _about(self, minutes: int) -> int:
        return self.draw.randint(-minutes, minutes)

    def _id(self) -> str:
        self.count += 1
        return f"demo-{self.offset:02d}-{self.count:05d}"
