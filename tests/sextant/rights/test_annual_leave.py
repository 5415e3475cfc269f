"""Annual leave in figures: Saturdays, holidays, leave years, days paid; and what must always hold."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.almanac.person import Status
from sextant.errors import BadInput
from sextant.law.audit import judge
from sextant.law.planning_file import planning_from
from sextant.law.settings import Settings
from sextant.rights.annual_leave import balance, stretch

DAYS = st.dates(date(2023, 3, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "back", "days"),
    [
        (date(2026, 11, 16), date(2026, 11, 20), None, 6),  # a week off, back on Monday
        (date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 21), 5),  # back on the Saturday
        (date(2026, 11, 16), date(2026, 11, 27), None, 12),  # two weeks
        (date(2026, 11, 9), date(2026, 11, 13), None, 5),  # with 11 November
        (date(2026, 11, 16), date(2026, 11, 19), None, 4),
        (date(2026, 11, 21), date(2026, 11, 22), None, 1),
        (date(2026, 11, 22), date(2026, 11, 22), None, 0),  # a Sunday
    ],
)
def test_days_counted(first: date, last: date, back: date | None, days: int) -> None:
    assert stretch(first, last, back=back).days == days


def test_good_friday_is_a_holiday_in_alsace_only() -> None:
    days = {
        t: stretch(date(2027, 3, 22), date(2027, 3, 26), territory=t).days
        for t in ("metropole", "alsace-moselle")
    }
    assert days == {"metropole": 6, "alsace-moselle": 5}


def test_four_weeks_at_once_are_the_most() -> None:
    assert not stretch(date(2027, 2, 1), date(2027, 2, 26)).too_long
    assert stretch(date(2027, 2, 1), date(2027, 3, 1)).too_long


def test_leave_over_the_first_monday_of_november_is_of_two_years() -> None:
    found = stretch(date(2026, 10, 26), date(2026, 11, 6))
    assert found.by_year == {2025: 6, 2026: 6}


def test_a_docteur_junior_counts_five_a_week_and_thirty_one_at_once() -> None:
    week = stretch(date(2026, 11, 16), date(2026, 11, 20), status=Status.DOCTEUR_JUNIOR)
    assert (week.days, week.unit) == (5, "ouvrés")
    month = stretch(date(2027, 3, 1), date(2027, 3, 31), status=Status.DOCTEUR_JUNIOR)
    assert (month.run, month.too_long) == (31, False)
    assert stretch(date(2027, 3, 1), date(2027, 4, 1), status=Status.DOCTEUR_JUNIOR).too_long


@pytest.mark.parametrize(
    ("taken", "paid_days", "euros"),
    [("26", 4, "280"), ("22", 0, "0"), ("24", 6, "420"), ("23.5", 0, "0"), ("30", 0, "0"), ("31", 0, "0")],
)
def test_untaken_days(taken: str, paid_days: int, euros: str) -> None:
    found = balance(Decimal(taken), date(2026, 10, 30))
    assert (found.paid_days, found.euros) == (paid_days, Decimal(euros))
    assert found.a_day.to_confirm


def test_a_docteur_junior_is_paid_five_days_from_twenty_taken() -> None:
    assert balance(Decimal(20), date(2026, 10, 30), status=Status.DOCTEUR_JUNIOR).paid_days == 5
    assert balance(Decimal(19), date(2026, 10, 30), status=Status.DOCTEUR_JUNIOR).paid_days == 0


def test_before_the_decree_nothing_is_paid() -> None:
    found = balance(Decimal(24), date(2022, 10, 30))
    assert found.paid_days == 0


@pytest.mark.parametrize(
    ("first", "last", "back"),
    [
        (date(2026, 11, 20), date(2026, 11, 16), None),
        (date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 16), date(2028, 11, 20), None),
    ],
)
def test_days_out_of_order_are_refused(first: date, last: date, back: date | None) -> None:
    with pytest.raises(BadInput):
        stretch(first, last, back=back)


@given(first=DAYS, length=st.integers(0, 60), more=st.integers(0, 30))
def test_a_day_more_never_counts_less(first: date, length: int, more: int) -> None:
    last = first + timedelta(days=length)
    assert stretch(first, last + timedelta(days=more)).days >= stretch(first, last).days


@given(first=DAYS, length=st.integers(0, 120))
def test_the_years_share_the_days(first: date, length: int) -> None:
    found = stretch(first, first + timedelta(days=length))
    assert sum(found.by_year.values()) == found.days <= (found.last - first).days + 1


@given(taken=st.decimals(0, 60, places=1), more=st.decimals(0, 10, places=1), day=DAYS)
def test_the_more_is_taken_the_less_is_left(taken: Decimal, more: Decimal, day: date) -> None:
    less, full = balance(taken, day), balance(taken + more, day)
    assert full.left <= less.left
    assert 0 <= full.paid_days <= full.most_paid


def test_two_weeks_are_twelve_days_or_ten_as_one_counts() -> None:
    ouvres = Settings.model_validate({"leave_unit": "ouvres"})
    first, last = date(2026, 11, 16), date(2026, 11, 27)
    assert stretch(first, last).days == 12
    assert (stretch(first, last, settings=ouvres).days, stretch(first, last, settings=ouvres).at_once) == (
        10,
        20,
    )
    found = balance(Decimal(21), date(2026, 10, 30), settings=ouvres)
    assert (found.right, found.left, found.threshold, found.paid_days) == (25, 4, 20, 4)


@given(days=st.sets(st.integers(0, 41), max_size=20), more=st.integers(0, 41))
def test_an_entry_of_leave_never_lowers_the_leave_taken(days: set[int], more: int) -> None:
    assert taken(days | {more}) >= taken(days)


def taken(days: set[int]) -> float:
    monday = date(2026, 11, 30)
    data = {
        "from": monday,
        "to": monday + timedelta(days=41),
        "activities": [
            {
                "kind": "conge",
                "from": str(monday + timedelta(days=day)),
                "to": str(monday + timedelta(days=day)),
            }
            for day in sorted(days)
        ],
    }
    return judge([planning_from(data).timeline], codes=()).accounts[0].leave_taken
