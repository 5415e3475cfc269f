"""What one person brings: sums over whole weeks, and nothing that is not a sum."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sextant.almanac.activity import CallOut, Kind
from sextant.almanac.person import Person
from sextant.conditions.contribution import Ratio, contribution, whole_weeks
from sextant.conditions.indicator import plan
from sextant.ledger.entry import absence
from tests.sextant.conditions.places import LAST, MONDAY, brought, weeks_of
from tests.sextant.ledger.noted import NOW, at, noted


def test_twelve_weeks_of_fifty_hours() -> None:
    one = brought("camille")
    assert one.ratios["hours"] == Ratio(600, 12)
    assert one.ratios["over_48"] == Ratio(12, 12)
    assert one.ratios["over_80"] == Ratio(0, 12)
    assert one.ratios["half_days"].part / one.ratios["half_days"].whole == 10
    assert one.ratios["half_day_length"] == Ratio(600, 120)
    assert one.weeks == (50.0,) * 12


def test_forty_eight_hours_are_not_beyond_forty_eight() -> None:
    assert brought("camille", hours=48).ratios["over_48"] == Ratio(0, 12)


@pytest.mark.parametrize(("keeps", "kept"), [(True, 12), (False, 0)])
def test_rests_after_gardes(keeps: bool, kept: int) -> None:
    one = brought("camille", night=True, keeps=keeps)
    assert one.ratios["rest_after_garde"] == Ratio(kept, 12)
    assert one.ratios["gardes"] == Ratio(12, 3)
    assert "rest_after_demi_garde" not in one.ratios  # what does not concern the person is absent, not zero


def test_a_rest_after_a_demi_garde_is_counted_apart() -> None:
    demi = [noted(Kind.DEMI_GARDE, MONDAY + timedelta(days=1 + 7 * n), "18:30", "00:30") for n in range(12)]
    entries = [*(one for one in weeks_of(40) if one.end <= one.start + 600), *demi]
    one = contribution("a", "med", Person("a"), entries, MONDAY, LAST)
    assert one is not None
    assert one.ratios["rest_after_demi_garde"] == Ratio(0, 12)  # back at eight the next morning, every time
    assert "rest_after_garde" not in one.ratios


def test_the_last_rest_is_judged_by_the_day_after_the_last_week() -> None:
    sunday = LAST
    entries = [*weeks_of(40), noted(Kind.GARDE_NUIT, sunday, "18:30", "08:30")]
    kept = contribution("a", "med", Person("a"), entries, MONDAY, LAST)
    back = noted(Kind.STAGE, sunday + timedelta(days=1), "09:00", "12:00", half_days=1)
    broken = contribution("a", "med", Person("a"), [*entries, back], MONDAY, LAST)
    assert kept is not None
    assert broken is not None
    assert (kept.ratios["rest_after_garde"], broken.ratios["rest_after_garde"]) == (Ratio(1, 1), Ratio(0, 1))


def test_call_outs_and_heavy_astreintes() -> None:
    def astreinte(week: int, hours: int) -> object:
        day = MONDAY + timedelta(days=5 + 7 * week)
        calls = (CallOut(at(day, "20:00"), at(day, "20:00") + hours * 60, hours * 30),) if hours else ()
        return noted(Kind.ASTREINTE, day, "18:30", "08:30", call_outs=calls)

    entries = [*weeks_of(40), astreinte(0, 0), astreinte(1, 2), astreinte(2, 6)]
    one = contribution("a", "med", Person("a"), entries, MONDAY, LAST)  # type: ignore[arg-type]
    assert one is not None
    assert one.ratios["call_outs"] == Ratio(2, 3)
    assert one.ratios["heavy_astreintes"] == Ratio(1, 3)
    assert one.ratios["rest_after_call_out"] == Ratio(2, 2)


def test_a_week_of_leave_and_a_week_forgotten_are_no_weeks_of_work() -> None:
    leave = [absence(f"conge-{n:04d}", Kind.LEAVE, MONDAY.toordinal() + 7 * 12 + n, NOW) for n in range(6)]
    one = contribution("a", "med", Person("a"), [*weeks_of(50, 10), *leave], MONDAY, LAST)
    assert one is not None
    assert one.ratios["hours"] == Ratio(500, 10)


def test_a_ledger_of_three_weeks_brings_nothing() -> None:
    assert contribution("a", "med", Person("a"), weeks_of(50, 3), MONDAY, LAST) is None
    assert contribution("a", "med", Person("a"), weeks_of(50, 4), MONDAY, LAST) is not None


def test_the_roster_is_counted_only_when_it_was_said() -> None:
    assert brought("a", roster=True).ratios["roster"] == Ratio(1, 1)
    assert brought("a", roster=False).ratios["roster"] == Ratio(0, 1)
    assert "roster" not in brought("a").ratios


def test_whole_weeks() -> None:
    assert whole_weeks(date(2026, 11, 3), date(2026, 11, 24)) == (date(2026, 11, 9), date(2026, 11, 22))
    assert whole_weeks(date(2026, 11, 3), date(2026, 11, 14)) is None


def test_every_indicator_of_the_list_is_worked_out_and_no_other() -> None:
    """A line of the list that nothing computes would always be hidden; an indicator out of the list would be told."""
    demi = noted(Kind.DEMI_GARDE, MONDAY + timedelta(days=5), "18:30", "00:30")
    day = MONDAY + timedelta(days=12)
    call = CallOut(at(day, "20:00"), at(day, "22:00"), 60)
    more = [demi, noted(Kind.ASTREINTE, day, "18:30", "08:30", call_outs=(call,))]
    told = noted(Kind.STAGE, MONDAY + timedelta(days=19), "08:00", "12:00", half_days=1, out_of_care=60)
    one = contribution(
        "a", "med", Person("a"), [*weeks_of(50, night=True), *more, told], MONDAY, LAST, roster=True
    )
    assert one is not None
    assert set(one.ratios) == {indicator.id for indicator in plan().indicators}
