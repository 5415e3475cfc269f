"""Real time: what a clock change adds or takes, and where there is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.almanac.holidays import TERRITORIES
from sextant.almanac.span import PARIS, Span, instant, local

DAYS = st.dates(date(2015, 1, 1), date(2037, 12, 31)).map(date.toordinal)
EVENING, MORNING = 18 * 60 + 30, 32 * 60 + 30


def night(day: date, zone: str = PARIS) -> int:
    return instant(day.toordinal(), MORNING, zone) - instant(day.toordinal(), EVENING, zone)


@pytest.mark.parametrize(
    ("saturday", "hours"),
    [
        (date(2026, 3, 28), 13), (date(2026, 10, 24), 15), (date(2027, 3, 27), 13), (date(2027, 10, 30), 15),
        (date(2026, 10, 31), 14), (date(2028, 2, 28), 14), (date(2028, 2, 29), 14), (date(2026, 12, 31), 14),
    ],
)  # fmt: skip
def test_a_night_lasts_what_it_lasts_in_paris(saturday: date, hours: int) -> None:
    assert night(saturday) == hours * 60


@pytest.mark.parametrize("zone", ["Indian/Reunion", "Indian/Mayotte", "America/Cayenne", "Pacific/Noumea"])
def test_no_clock_changes_near_the_equator(zone: str) -> None:
    for saturday in (date(2026, 3, 28), date(2026, 10, 24)):
        assert night(saturday, zone) == 14 * 60


def test_saint_pierre_et_miquelon_changes_with_america() -> None:
    assert night(date(2026, 10, 31), "America/Miquelon") == 15 * 60
    assert night(date(2026, 10, 24), "America/Miquelon") == 14 * 60


@given(DAYS, st.integers(0, 2879), st.sampled_from(sorted({t.zone for t in TERRITORIES.values()})))
def test_the_clock_on_the_wall_is_the_one_that_was_meant(day: int, clock: int, zone: str) -> None:
    shown = local(instant(day, clock, zone), zone)
    minutes = (shown.toordinal() - day) * 1440 + shown.hour * 60 + shown.minute
    assert minutes in (clock, clock + 60)  # an hour later in the hour that does not exist
    assert minutes == clock or shown.month in (3, 4)


def test_spans_that_touch_do_not_overlap() -> None:
    first, second = Span(0, 10), Span(10, 20)
    assert not first.overlaps(second)
    assert Span(0, 11).overlaps(second)
    assert second.minutes == 10
