"""A planning file says in letters and in dates what one person did."""

from __future__ import annotations

from datetime import date

import pytest

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.person import PlacementKind
from sextant.almanac.span import local
from sextant.almanac.timeline import Nature
from sextant.document import parse_document
from sextant.law.planning_file import Planning, planning_from, planning_of

CAMILLE = """
person: {name: Camille, placement: saspas, share: 0.5, leave_taken: 4,
         pregnancy: {third_month: 2027-01-12, consent: {from: 2027-01-10}},
         restrictions: [{from: 2026-12-01, to: 2026-12-31, kinds: [garde-nuit], reason: certificat}]}
nature: prevu
from: 2026-11-02
weeks: ["MA MAN .. MA MA .. ..", "MA MA .. .. .. .. .. | M .. .. .. .. .. .."]
activities:
  - {kind: astreinte, from: 2026-11-25 18:30, to: 2026-11-26 08:30, line: med,
     call_outs: [{from: "20:00", to: "22:00", on_site: "1:00"}, {from: "01:30", to: "05:30", on_site: 3h}]}
  - {kind: conge, from: 2026-11-27, to: 2026-11-28}
  - {kind: stage, from: 2026-11-23 08:00, to: 2026-11-23 22:00, half_days: 2, no_pause: true}
settings: {eu_rest_level: information}
records: {arrete_le: 2026-10-18}
lines: [{name: Gardes, interns: 4}]
"""


def read(text: str) -> Planning:
    """The planning of a YAML text."""
    return planning_of(parse_document(text, "planning.yaml"))


def test_weeks_and_dated_activities_stand_in_one_timeline() -> None:
    timeline = read(CAMILLE).timeline
    assert (timeline.first, timeline.last) == (date(2026, 11, 2), date(2026, 11, 29))
    assert timeline.nature is Nature.PLANNED
    assert [a.kind for a in timeline.activities].count(Kind.STAGE) == 8 + 4 + 1 + 2
    assert timeline.records == {"arrete_le": date(2026, 10, 18)}


def test_the_person_is_as_written() -> None:
    person = read(CAMILLE).timeline.person
    assert (person.name, person.placement, person.share, person.leave_taken) == (
        "Camille",
        PlacementKind.SASPAS,
        0.5,
        4,
    )
    assert person.pregnancy is not None
    assert person.pregnancy.consent is not None
    assert person.restrictions[0].kinds == {Kind.GARDE_NUIT}


def test_call_outs_after_midnight_are_the_next_day() -> None:
    (astreinte,) = [a for a in read(CAMILLE).timeline.activities if a.kind is Kind.ASTREINTE]
    assert [(f"{local(c.start):%d %H:%M}", c.end - c.start, c.on_site) for c in astreinte.call_outs] == [
        ("25 20:00", 120, 60),
        ("26 01:30", 240, 180),
    ]


def test_an_absence_of_several_days_is_one_activity_a_day() -> None:
    leave = [a for a in read(CAMILLE).timeline.activities if a.kind is Kind.LEAVE]
    assert [date.fromordinal(a.day).day for a in leave] == [27, 28]


def test_a_day_in_one_stretch_is_two_half_days_when_it_says_so() -> None:
    monday = date(2026, 11, 23).toordinal()
    day = [a for a in read(CAMILLE).timeline.activities if a.day == monday]
    assert [a.half_day for a in day] == [HalfDay.MORNING, HalfDay.AFTERNOON]
    assert sum(a.minutes for a in day) == 14 * 60
    assert all(a.no_pause for a in day)


def test_settings_and_lines_come_with_it() -> None:
    planning = read(CAMILLE)
    assert planning.settings.eu_rest_level == "information"
    assert [(line.name, line.interns, line.nights) for line in planning.lines] == [("Gardes", 4, 28)]


def test_weeks_repeat() -> None:
    timeline = planning_from({"week": "MA .. .. .. .. .. ..", "repeat": 13}, start=date(2026, 11, 2)).timeline
    assert len(timeline.activities) == 26
    assert timeline.last == date(2027, 1, 31)


def test_the_end_of_a_demi_garde_follows_the_setting() -> None:
    data = {"week": ".. D .. .. .. .. ..", "settings": {"demi_garde_end": "01:00"}}
    (garde,) = planning_from(data, start=date(2026, 11, 2)).timeline.activities
    assert garde.minutes == 390


def test_a_night_over_the_clock_change_lasts_an_hour_more() -> None:
    text = "from: 2026-10-19\nactivities: [{kind: garde-nuit, from: 2026-10-24 18:30, to: 2026-10-25 08:30}]"
    (night,) = read(text).timeline.activities
    assert night.minutes == 15 * 60


@pytest.mark.parametrize(
    ("kind", "start", "half_day"),
    [
        ("stage", "08:30", HalfDay.MORNING), ("stage", "14:00", HalfDay.AFTERNOON), ("stage", "19:00", HalfDay.AFTERNOON),
        ("garde-nuit", "18:30", HalfDay.NIGHT), ("demi-garde", "18:30", HalfDay.NIGHT), ("astreinte", "18:30", HalfDay.NIGHT),
        ("astreinte", "08:30", HalfDay.MORNING), ("universitaire", "14:00", HalfDay.AFTERNOON),
    ],
)  # fmt: skip
def test_an_activity_belongs_to_a_part_of_the_day(kind: str, start: str, half_day: HalfDay) -> None:
    text = f"from: 2026-11-02\nactivities: [{{kind: {kind}, from: 2026-11-03 {start}, to: 2026-11-03 23:00, half_days: 1}}]"
    (one,) = read(text).timeline.activities
    assert one.half_day is half_day
