"""A day by which something must be done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from sextant.almanac.span import instant
from sextant.almanac.week import months_later
from sextant.law import say
from sextant.law.finding import Finding
from sextant.law.records import say_record
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Reading
    from sextant.law.settings import Settings


class Deadline(Shape):
    """The act ``act`` (a dated record) happens on or before a day computed from ``anchor``.

    ``anchor`` names the dated record it counts from (``month`` for the month of a roster or a
    statement, written as its first day; ``leave_from``; ``training_from``; ``asked_on``). The last
    day is ``anchor + months``, set to ``day_of_month`` when given, then moved by ``days`` (negative:
    before), or to as many days before as the setting ``days_before_setting`` gives.
    ``silence`` says what no answer means, in French.
    """

    shape: Literal["deadline"]
    act: str
    anchor: str
    months: int = 0
    day_of_month: int | None = Field(default=None, ge=1, le=28)
    days: int = 0
    days_before_setting: str = ""
    silence: str = ""

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per act done too late. An act without a date is unknown: nothing is said of it."""
        for who, one in enumerate(reading.timelines):
            anchor, act = one.records.get(self.anchor), one.records.get(self.act)
            if not isinstance(anchor, date) or not isinstance(act, date):
                continue
            due = self.due(anchor, reading.settings)
            if act > due:
                yield Finding(
                    who=who,
                    start=instant(act.toordinal(), 0),
                    end=instant(act.toordinal(), 0),
                    measured=(act - due).days,
                    allowed=0,
                    unit="jours",
                    because=f"{say_record(self.act)} : {say.day(act.toordinal())}, "
                    f"au lieu du {say.day(due.toordinal())} au plus tard",
                    day=act.toordinal(),
                )

    def due(self, anchor: date, settings: Settings) -> date:
        """Last day on which the act is in time."""
        day = months_later(anchor, self.months)
        if self.day_of_month is not None:
            day = day.replace(day=self.day_of_month)
        before = getattr(settings, self.days_before_setting) if self.days_before_setting else 0
        return day + timedelta(days=self.days - before)
