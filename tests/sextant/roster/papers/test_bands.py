"""The grid of a ward, letter by letter."""

from dataclasses import replace
from datetime import date

from sextant.almanac.half_day import HalfDay
from sextant.law.audit import Judgement, judge
from sextant.law.library import Library
from sextant.roster.papers.bands import Staffing, bands, flagged, holders, sheaves, staffing
from sextant.roster.roster import Roster
from tests.cast import CAMILLE, THEO, YANIS


def day(number: int) -> int:
    return date(2026, 11, number).toordinal()


def test_a_day_shows_its_three_parts(roster: Roster, library: Library) -> None:
    camille = bands(roster, library)[CAMILLE.name]
    assert camille[day(3)] == ("M", "A", "N")
    assert camille[day(5)] == ("M", "u", "")
    assert camille[day(14)] == ("M", "S", "N")
    assert camille[day(20)] == ("M", "A", "a")
    assert camille[day(22)] == ("J", "J", "N")
    assert day(21) not in camille


def test_the_rest_is_shown_where_it_falls(roster: Roster, library: Library) -> None:
    letters = bands(roster, library)
    assert letters[CAMILLE.name][day(4)] == ("R", "R", "")
    assert letters[YANIS.name][day(24)] == ("R", "A", "")  # after a demi-garde, until 11 h 30
    assert letters[THEO.name][day(8)] == ("J", "J", "")
    assert day(9) not in letters[THEO.name]  # the rest after a day ends before the next morning


def test_leave_fills_the_day_and_not_the_night(roster: Roster, library: Library) -> None:
    assert bands(roster, library)[YANIS.name][day(9)] == ("c", "c", "")


def test_a_broken_rest_flags_its_day(roster: Roster, library: Library) -> None:
    mine = [a for a in roster.activities[YANIS.name] if a.day == day(6)]
    moved = roster.activities[CAMILLE.name] + tuple(
        type(a)(a.kind, day(4), a.half_day, a.start - 2880, a.end - 2880) for a in mine
    )
    broken = Roster(roster.problem, {**roster.activities, CAMILLE.name: moved})
    judged = judge(broken.timelines(), library=library, codes=["R1"])
    assert flagged(judged) == {CAMILLE.name: {day(4)}}


def test_nothing_is_flagged_when_nothing_is_broken(roster: Roster, library: Library) -> None:
    judged: Judgement = judge(roster.timelines(), library=library, codes=["R1", "R2", "R3"])
    assert flagged(judged) == {}


def test_the_ward_sees_who_is_counted_on(roster: Roster) -> None:
    counted = staffing(roster)
    assert counted[day(2), HalfDay.MORNING] == Staffing(4, 2)
    assert counted[day(11), HalfDay.MORNING] == Staffing(0, 2)
    assert counted[day(11), HalfDay.MORNING].short


def test_a_duty_that_nobody_holds_shows(roster: Roster) -> None:
    held = holders(roster)
    assert held["urgences"][day(3)] == ("", "", "N")
    assert held["urgences"][day(2)] == ("", "", "!")
    assert held["urgences"][day(22)] == ("J", "J", "N")
    assert held["territoire"][day(6)] == ("", "", "!")
    assert day(7) not in held["territoire"]


def test_thirteen_weeks_make_three_pages_as_even_as_can_be(roster: Roster) -> None:
    trimester = replace(roster.problem, last=date(2027, 1, 31))
    assert [len(page) for page in sheaves(trimester)] == [5, 4, 4]
    assert [len(page) for page in sheaves(roster.problem)] == [4]
