"""Gardes and call-outs paid: rates, garde months, caps, pools; and what must always hold."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.almanac.week import first_monday
from sextant.law.planning_file import planning_from
from sextant.rights.duty_pay import MonthOfDuties, duty_pay


def paid(
    *weeks: str, start: date, territory: str = "metropole", settings: object = None
) -> list[MonthOfDuties]:
    data = {"from": start, "weeks": list(weeks), "person": {"name": "Camille", "territory": territory}}
    planning = planning_from(data | ({"settings": settings} if settings else {}))
    return list(duty_pay(planning.timeline, planning.settings))


def euros(*weeks: str, start: date, territory: str = "metropole") -> Decimal:
    return sum((month.total.euros for month in paid(*weeks, start=start, territory=territory)), Decimal(0))


MARCH = date(2025, 3, 3)  # first Monday of a garde month of five weeks


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        ("N .. .. .. .. .. ..", "234.80"),
        (".. .. .. .. N .. ..", "234.80"),  # a Friday night is of the week
        (".. .. .. .. .. N ..", "256.86"),
        (".. .. .. .. .. .. J", "256.86"),
        (".. .. .. .. .. .. N", "256.86"),
        (".. .. .. .. .. S ..", "128.43"),
        ("D .. .. .. .. .. ..", "117.39"),
        (".. .. .. .. .. D ..", "128.43"),
        (".. .. .. .. .. G ..", "385.29"),  # 24 h of a Saturday
        (".. .. .. .. .. .. G", "513.72"),  # 24 h of a Sunday
        ("a .. .. .. .. .. ..", "21.26"),
    ],
)
def test_each_duty_at_its_rate(week: str, expected: str) -> None:
    assert euros(week, start=MARCH) == Decimal(expected)


def test_x10_two_call_outs_pay_one_slice_and_leave_two_hours() -> None:
    (month,) = paid(".. .. a(20:00-22:00~1h,01:30-05:30~3h) .. .. .. ..", start=MARCH)
    assert month.total.euros == Decimal("99.52")  # 21.26 + 78.26
    assert month.pool_minutes == 120


def test_five_hours_are_pooled_over_astreintes() -> None:
    (month,) = paid("a(20:00-22:00~1h) .. a(20:00-23:00~2h) .. .. .. ..", start=MARCH)
    assert month.total.euros == Decimal("120.78")  # 2 x 21.26 + 78.26
    assert month.pool_minutes == 0


def test_a_pool_of_one_astreinte_keeps_its_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    weeks = "a(20:00-22:00~1h) .. a(20:00-23:00~2h) .. .. .. .."
    (month,) = paid(weeks, start=MARCH, settings={"astreinte_pool": "astreinte"})
    assert month.total.euros == Decimal("42.52")


def test_an_astreinte_pays_two_slices_at_most() -> None:
    (month,) = paid("a(18:30-22:00~3h,22:30-02:00~3h,02:30-06:00~3h) .. .. .. .. .. ..", start=MARCH)
    assert month.total.euros == Decimal("21.26") + 2 * Decimal("78.26")


def test_sixteen_gardes_are_paid_in_four_weeks_and_twenty_in_five() -> None:
    four = paid(*["N .. N .. N .. JN"] * 4, start=date(2025, 4, 7))
    assert (four[0].month.weeks, four[0].cap, four[0].gardes) == (4, 16, 20)
    assert len(four[0].unpaid) == 4
    assert sum(line.count for line in four[0].lines) == 16
    five = paid(*["N .. N .. N .. JN"] * 5, start=MARCH)
    assert (five[0].month.weeks, five[0].cap, len(five[0].unpaid)) == (5, 20, 5)


def test_two_demi_gardes_fill_the_place_of_one_garde() -> None:
    (month,) = paid(*["N .. N .. D .. D", *["N .. N .. N .. J"] * 3], start=date(2025, 4, 7))
    assert month.gardes == 15
    assert month.unpaid == ()


def test_nights_beyond_one_a_week_have_their_own_rate() -> None:
    (month,) = paid("N .. N .. .. .. ..", "N .. N .. .. .. ..", "N .. N .. .. .. ..", start=date(2025, 2, 3))
    rates = {line.rate.name: line.count for line in month.lines}
    assert rates == {"garde-semaine": 4, "garde-au-dela": 2}
    assert month.total.to_confirm == 2 * Decimal("256.86")


@pytest.mark.parametrize(
    ("day", "clock", "month"),
    [
        (date(2027, 10, 31), "18:30", date(2027, 10, 4)),  # the night of the change, before a first Monday
        (date(2027, 11, 1), "08:00", date(2027, 10, 4)),  # before 8:30, the month before goes on
        (date(2027, 11, 1), "08:30", date(2027, 11, 1)),
        (date(2026, 3, 29), "18:30", date(2026, 3, 2)),
    ],
)
def test_a_garde_belongs_to_the_month_of_the_clock_on_the_wall(day: date, clock: str, month: date) -> None:
    kind = "garde-nuit" if clock == "18:30" else "garde-jour"
    end = f"{day + timedelta(days=1)} 08:30" if kind == "garde-nuit" else f"{day} 18:30"
    data = {
        "from": day - timedelta(days=7),
        "to": day + timedelta(days=7),
        "activities": [{"kind": kind, "from": f"{day} {clock}", "to": end}],
    }
    (found,) = duty_pay(planning_from(data).timeline)
    assert found.month.first == month


def test_a_month_across_a_new_rate_pays_each_night_at_its_day() -> None:
    (month,) = paid(".. .. .. N .. .. ..", ".. .. .. N .. .. ..", start=date(2023, 12, 25))[:1]
    assert [(line.rate.name, line.euros) for line in month.lines] == [("garde-semaine", Decimal("156.53"))]
    assert euros("N .. .. .. .. .. ..", start=date(2024, 1, 8)) == Decimal("234.80")


def test_a_holiday_pays_as_a_sunday_where_it_is_one() -> None:
    good_friday = ".. .. .. .. J .. .."
    assert euros(good_friday, start=date(2025, 4, 14), territory="alsace-moselle") == Decimal("256.86")
    (month,) = paid(good_friday, start=date(2025, 4, 14))
    assert month.total.unknown == 1  # no text pays a day garde on an ordinary Friday
    assert month.total.euros == 0


def test_astreintes_before_july_2023_are_unknown() -> None:
    (month,) = paid("a .. .. .. .. .. ..", start=date(2023, 6, 26))
    assert (month.total.unknown, month.total.euros) == (1, 0)


def test_a_shift_in_town_is_unknown() -> None:
    (month,) = paid("e .. .. .. .. .. ..", start=MARCH)
    assert month.total.unknown == 1


WORDS = ["..", "MA", "N", "D", "a", "a(20:00-23:30~3h)", "G", "J"]


@st.composite
def weeks(draw: st.DrawFn) -> str:
    """A week that may be unlawful, never untrue: nothing on the morning after a night."""
    words: list[str] = []
    for weekday in range(7):
        after_night = bool(words) and words[-1][-1:] in ("N", "G")
        allowed = [w for w in WORDS if not (after_night and w in ("MA", "G", "J"))]
        allowed = [
            w
            for w in allowed
            if w not in ("G", "J") or (w == "G" and weekday >= 5) or (w == "J" and weekday == 6)
        ]
        words.append(draw(st.sampled_from(allowed)))
    return " ".join(words)


@given(week=weeks())
def test_pay_is_never_negative_and_a_duty_more_never_pays_less(week: str) -> None:
    alone = euros(week, start=MARCH)
    assert alone >= 0
    assert euros(week, ".. N .. .. .. .. ..", start=MARCH) >= alone


@given(first=weeks(), second=weeks())
def test_months_below_the_caps_add_up(first: str, second: str) -> None:
    """Two weeks of two garde months, so that neither the pool of a month nor its nights meet the other's."""
    empty = ".. .. .. .. .. .. .."
    one = [first, *[empty] * 5]
    other = [*[empty] * 5, second]
    settings = {"astreinte_pool": "astreinte"}
    total = sum(
        (m.total.euros for m in paid(first, *[empty] * 4, second, start=MARCH, settings=settings)), Decimal(0)
    )
    apart = sum(
        (m.total.euros for rows in (one, other) for m in paid(*rows, start=MARCH, settings=settings)),
        Decimal(0),
    )
    assert total == apart


@given(year=st.integers(2024, 2040), month=st.integers(1, 12))
def test_a_garde_month_caps_four_a_week(year: int, month: int) -> None:
    (found,) = paid("N .. .. .. .. .. ..", start=first_monday(year, month))
    assert found.cap == 4 * found.month.weeks
    assert found.month.first == first_monday(year, month)


@pytest.mark.parametrize(("end", "expected"), [("23:30", "117.39"), ("23:31", "234.80")])
def test_an_exceptional_call_pays_by_its_length(end: str, expected: str) -> None:
    assert euros(f"x(18:30-{end}) .. .. .. .. .. ..", start=MARCH) == Decimal(expected)
