"""Where one stands: rests as dots, no verdict before the last day, nothing known before the first entry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sextant.almanac.activity import Kind
from sextant.almanac.person import Person
from sextant.ledger.entry import Entry, absence, activities_of
from sextant.ledger.periods import By
from sextant_web.ledger.overview import Overview, overview, span_of
from sextant_web.ledger.picture import picture
from tests.sextant_web.ledger.noted import MONDAY, night, stage

CAMILLE = Person("Camille")
LAST = date(2027, 1, 31)


def heavy(weeks: int) -> list[Entry]:
    """Five days of ten hours a week: ten half-days, 50 hours."""
    return [stage(7 * week + day) for week in range(weeks) for day in range(5)]


def seen(entries: list[Entry], today: date, by: By = By.TRIMESTER, since: date = MONDAY) -> Overview:
    return overview(CAMILLE, entries, [], span_of(by, today, CAMILLE), today, since)


def test_the_trimester_is_the_half_of_the_placement() -> None:
    span = span_of(By.TRIMESTER, date(2026, 12, 25), CAMILLE)
    assert (span.first, span.last) == (MONDAY, LAST)


def test_thirteen_columns_and_the_running_mean() -> None:
    of = seen(heavy(13), LAST)
    assert len(of.weeks) == 13
    assert [round(week.mean) for week in of.weeks] == [3000] * 13
    assert len(picture(of).columns) == 13


@pytest.mark.parametrize("left", [1, 3, 5, 30])
def test_no_verdict_before_the_last_day(left: int) -> None:
    of = seen(heavy(13), LAST - timedelta(days=left))
    assert {one.code for one in of.breaches} & {"V1", "V3", "V10"} == set()
    assert {"V1", "V3"} <= {one.code for one in of.coming}
    assert not picture(of).broken


def test_the_last_day_gives_the_verdict() -> None:
    of = seen(heavy(13), LAST)
    assert {"V1", "V3"} <= {one.code for one in of.breaches}
    assert of.coming == ()
    assert picture(of).broken


def test_what_was_before_the_first_entry_does_not_lower_the_mean() -> None:
    late = [entry for entry in heavy(8) if entry.day >= MONDAY.toordinal() + 28]
    of = seen(late, MONDAY + timedelta(days=55), since=MONDAY + timedelta(days=28))
    assert of.since == MONDAY + timedelta(days=28)
    assert round(of.weeks[-1].mean) == 3000


def test_half_a_week_has_no_mean_and_no_surplus() -> None:
    of = seen(heavy(1), MONDAY + timedelta(days=3))
    assert (of.settled, of.means) == (None, None)
    assert of.coming == ()
    assert [week.mean for week in of.weeks] == [None]
    second = seen(heavy(2), MONDAY + timedelta(days=10))
    assert second.settled == MONDAY + timedelta(days=6)
    assert round(second.means.mean_minutes) == 3000
    assert second.account.surplus == 2
    assert [week.mean and round(week.mean) for week in second.weeks] == [3000, None]


def test_a_silent_week_is_told() -> None:
    holed = [entry for entry in heavy(4) if not 7 <= entry.day - MONDAY.toordinal() < 14]
    assert seen(holed, MONDAY + timedelta(days=27)).silent == (MONDAY + timedelta(days=7),)


def test_a_rest_kept_is_a_dot_and_a_rest_broken_says_why() -> None:
    kept, broken = night(1), night(8)
    entries = [kept, broken, stage(9, start=14 * 60, end=18 * 60, half_days=1)]
    dots = [dot for week in seen(entries, MONDAY + timedelta(days=13)).weeks for dot in week.rests]
    assert [dot.day - MONDAY for dot in dots] == [timedelta(days=2), timedelta(days=9)]
    assert dots[0].broken is None
    assert dots[1].broken.code == "R1"


def test_a_week_alone_is_judged_within_its_trimester() -> None:
    of = seen(heavy(3), MONDAY + timedelta(days=16), By.WEEK)
    assert [week.monday for week in of.weeks] == [MONDAY + timedelta(days=14)]
    assert of.total.stage_half_days == 6  # Monday to Wednesday


def test_leave_is_counted_over_the_leave_year() -> None:
    days = range(MONDAY.toordinal() + 7, MONDAY.toordinal() + 13)
    leave = [absence(f"conge-{day}", Kind.LEAVE, day, stage(20).recorded_at) for day in days]
    spring = seen(leave, date(2027, 3, 1))
    assert (spring.leave_taken, spring.leave_left) == (5, 25)  # 11 November is no jour ouvrable


def test_the_plan_is_compared_over_the_weeks_that_a_roster_covers() -> None:
    plan = [one for entry in heavy(4)[10:] for one in activities_of(entry)]
    today = MONDAY + timedelta(days=27)
    of = overview(CAMILLE, heavy(4), plan, span_of(By.TRIMESTER, today, CAMILLE), today, MONDAY)
    assert of.comparison.first == MONDAY + timedelta(days=14)
    assert of.comparison.gaps == ()
    assert seen(heavy(4), today).comparison is None
