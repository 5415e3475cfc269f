"""Weeks, garde months, placements, leave years; days counted two ways."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.almanac.holidays import NO_HOLIDAY, TERRITORIES, is_holiday
from sextant.almanac.week import (
    first_monday,
    garde_month,
    garde_months,
    jours_ouvrables,
    jours_ouvres,
    leave_year,
    monday_of,
    months_later,
    ordinary_monday,
    placement_semester,
    trimesters,
)

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))
PLACES = st.sampled_from(sorted(TERRITORIES))


@given(DAYS)
def test_the_monday_of_a_week_is_at_most_six_days_before(day: date) -> None:
    assert monday_of(day).weekday() == 0
    assert 0 <= (day - monday_of(day)).days <= 6


def test_months_later_stops_at_the_end_of_a_short_month() -> None:
    assert months_later(date(2028, 1, 31), 1) == date(2028, 2, 29)  # a leap year
    assert months_later(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_later(date(2027, 1, 15), -1) == date(2026, 12, 15)


# -- garde months: arrêté of 10 September 2002, art. 4 IV ---------------------------------------------


def test_garde_months_have_four_or_five_weeks() -> None:
    found = garde_months(date(2026, 11, 2), date(2027, 5, 2))
    assert [(month.first, month.weeks) for month in found] == [
        (date(2026, 11, 2), 5),
        (date(2026, 12, 7), 4),
        (date(2027, 1, 4), 4),
        (date(2027, 2, 1), 4),
        (date(2027, 3, 1), 5),
        (date(2027, 4, 5), 4),
    ]


def test_a_garde_month_changes_on_a_monday_at_half_past_eight() -> None:
    monday = date(2026, 12, 7)
    assert garde_month(monday - timedelta(days=1)).first == date(2026, 11, 2)
    assert garde_month(monday, 8 * 60 + 29).first == date(2026, 11, 2)
    assert garde_month(monday, 8 * 60 + 30).first == garde_month(monday).first == monday
    assert garde_month(date(2027, 1, 1)).first == monday  # over the new year


@given(DAYS)
def test_every_day_is_in_one_garde_month(day: date) -> None:
    month = garde_month(day)
    assert month.first <= day < month.after
    assert month.first == first_monday(month.first.year, month.first.month)
    assert garde_month(month.after).first == month.after
    assert month.weeks in (4, 5)


# -- placements: first working days of November and May ------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "second_trimester"),
    [
        (date(2024, 5, 2), date(2024, 11, 3), date(2024, 8, 5)),
        (date(2024, 11, 4), date(2025, 5, 1), date(2025, 2, 3)),
        (date(2025, 5, 2), date(2025, 11, 2), date(2025, 8, 4)),
        (date(2025, 11, 3), date(2026, 5, 3), date(2026, 2, 2)),
        (date(2026, 5, 4), date(2026, 11, 1), date(2026, 8, 3)),
        (date(2026, 11, 2), date(2027, 5, 2), date(2027, 2, 1)),
        (date(2027, 5, 3), date(2027, 11, 1), date(2027, 8, 2)),
        (date(2027, 11, 2), date(2028, 5, 1), date(2028, 1, 31)),
    ],
)
def test_placements_and_their_trimesters(first: date, last: date, second_trimester: date) -> None:
    for day in (first, second_trimester, last):
        semester = placement_semester(day)
        assert (semester.first, semester.last) == (first, last)
    assert trimesters(first, last) == [
        (first, second_trimester - timedelta(days=1)),
        (second_trimester, last),
    ]


def test_a_placement_without_holidays_starts_on_all_saints_day() -> None:
    assert placement_semester(date(2027, 11, 1), NO_HOLIDAY).first == date(2027, 11, 1)
    assert placement_semester(date(2027, 11, 1)).first == date(2027, 5, 3)


@given(DAYS, PLACES)
def test_every_day_is_in_one_semester_of_two_trimesters(day: date, territory: str) -> None:
    semester = placement_semester(day, territory)
    assert semester.first <= day <= semester.last
    assert semester.first.month in (5, 11)
    assert semester.first.weekday() < 5
    assert not is_holiday(semester.first.toordinal(), territory)
    assert placement_semester(
        semester.last + timedelta(days=1), territory
    ).first == semester.last + timedelta(1)
    (start, middle), (after, end) = trimesters(semester.first, semester.last)
    assert (start, after, end) == (semester.first, middle + timedelta(days=1), semester.last)
    assert after.weekday() == 0
    assert abs((after - months_later(start, 3)).days) <= 3


def test_a_semester_cut_short_is_one_trimester() -> None:
    assert trimesters(date(2026, 11, 2), date(2026, 12, 31)) == [(date(2026, 11, 2), date(2026, 12, 31))]


# -- leave --------------------------------------------------------------------------------------------


@given(DAYS)
def test_a_leave_year_starts_on_the_first_monday_of_november(day: date) -> None:
    first, last = leave_year(day)
    assert first <= day <= last
    assert first == first_monday(first.year, 11)
    assert leave_year(last + timedelta(days=1))[0] == last + timedelta(days=1)


def test_leave_years_of_the_facts() -> None:
    assert leave_year(date(2027, 10, 31)) == (date(2026, 11, 2), date(2027, 10, 31))
    assert leave_year(date(2027, 11, 1))[0] == date(2027, 11, 1)


def test_a_week_is_six_jours_ouvrables_and_five_jours_ouvres() -> None:
    assert jours_ouvrables(date(2026, 11, 16), date(2026, 11, 22)) == 6
    assert jours_ouvres(date(2026, 11, 16), date(2026, 11, 22)) == 5
    assert jours_ouvrables(date(2026, 11, 16), date(2026, 11, 29)) == 12


def test_a_holiday_is_neither() -> None:
    christmas = date(2026, 12, 21), date(2026, 12, 27)  # Friday 25
    assert (jours_ouvrables(*christmas), jours_ouvres(*christmas)) == (5, 4)
    assert jours_ouvrables(*christmas, "alsace-moselle") == 4  # Saturday 26 too
    assert jours_ouvres(*christmas, "alsace-moselle") == 4
    assert jours_ouvrables(*christmas, NO_HOLIDAY) == 6


def test_a_leap_year_has_one_day_more() -> None:
    assert jours_ouvres(date(2028, 2, 28), date(2028, 3, 1), NO_HOLIDAY) == 3
    assert jours_ouvres(date(2027, 2, 28), date(2027, 3, 1), NO_HOLIDAY) == 1  # a Sunday, a Monday


@given(DAYS, st.integers(-1, 40), PLACES)
def test_counting_days_one_by_one_gives_the_same(first: date, length: int, territory: str) -> None:
    last = first + timedelta(days=length)
    days = [first + timedelta(days=n) for n in range(length + 1)]
    working = [day for day in days if not is_holiday(day.toordinal(), territory) and day.weekday() < 6]
    assert jours_ouvrables(first, last, territory) == len(working)
    assert jours_ouvres(first, last, territory) == sum(day.weekday() < 5 for day in working)


# -- ordinary weeks -----------------------------------------------------------------------------------


def test_ordinary_weeks_are_the_latest_without_a_holiday() -> None:
    assert ordinary_monday(date(2026, 11, 23), 1) == date(2026, 11, 23)
    assert ordinary_monday(date(2026, 11, 23), 4) == date(2026, 11, 23)
    assert ordinary_monday(date(2026, 11, 23), 5) == date(2026, 11, 16)  # until 20 December
    assert ordinary_monday(date(2026, 11, 23), 6) == date(2026, 9, 14)  # 1 November is a Sunday
    assert ordinary_monday(date(2026, 12, 27), 1) == date(2026, 12, 14)


def test_many_weeks_start_with_a_placement() -> None:
    assert ordinary_monday(date(2026, 11, 23), 13) == date(2026, 11, 2)
    assert ordinary_monday(date(2027, 11, 8), 26) == date(2027, 11, 8)  # the placement starts on a Tuesday
    assert ordinary_monday(date(2027, 11, 3), 26) == date(2027, 5, 3)


@given(DAYS, st.integers(1, 30), PLACES)
def test_ordinary_weeks_are_found_everywhere(near: date, weeks: int, territory: str) -> None:
    monday = ordinary_monday(near, weeks, territory)
    assert monday.weekday() == 0
    assert monday <= near
    if weeks <= 8:
        assert (near - monday).days < 500
        assert not any(is_holiday(monday.toordinal() + n, territory) for n in range(7 * weeks))
    else:
        assert placement_semester(monday, territory).first > monday - timedelta(days=7)
