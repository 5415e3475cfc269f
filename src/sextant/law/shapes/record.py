"""A fact of procedure that must be on record: an approval, a table, a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from sextant.almanac.activity import Kind
from sextant.almanac.span import instant
from sextant.law import say
from sextant.law.finding import Finding
from sextant.law.records import say_record
from sextant.law.shapes.count_at_most import CountAtMost
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sextant.law.reading import Reading


class Record(Shape):
    """The record ``name`` of the ``subject`` is true (or filled). Said false: a breach. Not said: silence.

    ``when`` limits it: ``line`` subjects only; ``beyond-normal-service``: only when the gardes of
    a garde month pass the normal service; ``demi-garde-used``: only when a demi-garde is planned.
    """

    shape: Literal["record"]
    subject: Literal["roster", "line", "statement", "leave", "hospital"]
    name: str
    when: Literal["always", "beyond-normal-service"] = "always"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per subject whose record is said to be missing; information when it is only unknown."""
        if self.subject == "line":
            for line in reading.lines:
                if self.name in line.records and not line.records[self.name]:
                    yield self._finding(-1, line.first.toordinal(), f"ligne « {line.name} »", line.name)
            return
        beyond = _beyond_normal_service(reading) if self.when == "beyond-normal-service" else None
        for who, one in enumerate(reading.timelines):
            if beyond is not None and who not in beyond:
                continue
            if self.name in one.records and not one.records[self.name]:
                yield self._finding(who, one.last.toordinal(), one.person.name, "")

    def _finding(self, who: int, day: int, whose: str, subject: str) -> Finding:
        return Finding(
            who=who,
            start=instant(day, 0),
            end=instant(day, 0),
            measured=0,
            allowed=1,
            unit="fois",
            because=f"{whose} : manque « {say_record(self.name)} »",
            day=day,
            subject=subject,
        )


def _beyond_normal_service(reading: Reading) -> set[int]:
    """People whose nights or Sundays pass the service de garde normal (arrêté of 10 Sept 2002, art. 1)."""
    nights = CountAtMost(
        shape="count_at_most", kinds=(Kind.GARDE_NUIT,), per="garde-month", at_most_per_week=1
    )
    sundays = CountAtMost(
        shape="count_at_most",
        kinds=(Kind.GARDE_JOUR,),
        per="garde-month",
        at_most=1,
        days="sunday-or-holiday",
    )
    return {finding.who for shape in (nights, sundays) for finding in shape.find(reading)}


class AllowedKind(Shape):
    """Activities of these kinds follow a policy setting: when it says ``interdite`` each is a breach."""

    shape: Literal["allowed_kind"]
    kind: str
    setting: str

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Each activity when the policy forbids it; else one piece of information, since texts conflict."""
        rows = np.flatnonzero(reading.is_kind(Kind(self.kind)))
        forbidden = getattr(reading.settings, self.setting) == "interdite"
        seen: set[int] = set()
        for row in rows.tolist():
            who = int(reading.who[row])
            if not forbidden and who in seen:
                continue
            seen.add(who)
            zone = reading.timelines[who].person.zone
            yield Finding(
                who=who,
                start=int(reading.start[row]),
                end=int(reading.end[row]),
                measured=1,
                allowed=0,
                unit="fois",
                because=f"{say.name(Kind(self.kind))} {say.moment(int(reading.start[row]), zone)} : "
                + (
                    "interdite par le réglage choisi"
                    if forbidden
                    else "les textes se contredisent, lisez le doute de la règle"
                ),
                level="" if forbidden else "information",
            )
