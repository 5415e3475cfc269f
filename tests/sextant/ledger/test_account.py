"""Accounts where time is odd: clock changes, two zones, nights over a month's end, recovery and its deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sextant.law.audit import judge
from sextant.ledger.account import PeriodAccount, ledger_accounts, whole_timeline
from sextant.ledger.entry import Entry
from sextant.ledger.periods import By
from tests.sextant.ledger.noted import MONDAY, NIGHT, PERSON, noted


def by(cut: By, *entries: Entry) -> dict[date, PeriodAccount]:
    return {row.period.first: row for row in ledger_accounts(PERSON, entries, cut)}


def test_the_night_when_clocks_go_back_counts_its_hour() -> None:
    saturday = date(2026, 10, 24)
    days = by(By.DAY, noted("garde-nuit", saturday, *NIGHT))
    assert days[saturday].minutes == 330
    assert days[saturday + timedelta(days=1)].minutes == 9 * 60 + 30
    assert sum(row.minutes for row in days.values()) == 15 * 60


def test_the_night_when_clocks_go_forward_lacks_its_hour() -> None:
    saturday = date(2026, 3, 28)
    assert sum(row.minutes for row in by(By.DAY, noted("garde-nuit", saturday, *NIGHT)).values()) == 13 * 60


def test_a_night_over_the_end_of_a_month_gives_each_its_hours() -> None:
    months = by(By.MONTH, noted(day=MONDAY), noted("garde-nuit", date(2026, 11, 30), *NIGHT))
    november, december = months.values()
    assert (november.stage_half_days, december.stage_half_days) == (3, 0)
    assert (november.minutes, december.minutes) == (270 + 330, 8 * 60 + 30)


def test_two_zones_in_one_ledger_count_real_time() -> None:
    there = noted(day=MONDAY + timedelta(days=1), zone="Indian/Reunion")
    entries = [noted(), there, noted("garde-nuit", MONDAY + timedelta(days=2), *NIGHT, zone="Indian/Reunion")]
    days = by(By.DAY, *entries)
    assert [days[MONDAY + timedelta(days=n)].stage_half_days for n in range(3)] == [1, 1, 2]
    assert sum(row.minutes for row in days.values()) == 2 * 270 + 14 * 60
    assert judge([whole_timeline(PERSON, entries)]).legal


def test_a_night_in_paris_of_an_intern_from_overseas_is_on_the_clock_of_paris() -> None:
    person = replace(PERSON, zone="Indian/Reunion", territory="reunion")
    assert judge([whole_timeline(person, [noted("garde-nuit", MONDAY, *NIGHT)])]).legal
    early = judge([whole_timeline(person, [noted("garde-nuit", MONDAY, "17:30", "08:30")])])
    assert [breach.code for breach in early.unlawful] == ["G4"]


def test_a_surplus_says_by_when_it_is_recovered() -> None:
    week = [
        noted(day=MONDAY + timedelta(days=n), start=start, end=end)
        for n in range(5)
        for start, end in (("08:30", "13:00"), ("14:00", "18:30"))
    ]
    (row,) = by(By.WEEK, *week).values()
    assert (row.stage_half_days, row.surplus_half_days) == (10, 2)
    (account,) = judge([whole_timeline(PERSON, week)]).accounts
    assert account.recover_before == date(2027, 1, 31)


def test_the_leave_year_and_the_semester_hold_their_days() -> None:
    entries = [noted(day=date(2026, 10, 30)), noted(day=MONDAY)]
    assert list(by(By.LEAVE_YEAR, *entries)) == [date(2026, 10, 26), date(2026, 11, 2)]
    assert list(by(By.SEMESTER, *entries)) == [date(2026, 10, 26), date(2026, 11, 2)]
    assert [row.stage_half_days for row in by(By.GARDE_MONTH, *entries).values()] == [1, 1]
