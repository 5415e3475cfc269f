"""The account in figures: beside the law's limits, and wrong only when the auditor says so."""

from dataclasses import replace
from datetime import date

import pytest

from sextant.almanac.notation import parse_weeks
from sextant.law.audit import judge
from sextant.law.library import Library
from sextant.roster.papers.figures import Gauge, figures, half_day_gauge, hour_gauge, limits
from sextant.roster.roster import Roster
from tests.cast import CAMILLE, THEO

FULL = "MA MA MA MA MA .. .."  # ten half-days, 45 h


def gauges(weeks: int, roster: Roster, library: Library, name: str = CAMILLE.name) -> tuple[Gauge, Gauge]:
    """The two gauges of someone who works full weeks."""
    first = date(2026, 11, 2)
    last = date.fromordinal(first.toordinal() + 7 * weeks - 1)
    intern = roster.problem.intern(name)
    problem = replace(roster.problem, interns=(intern,), first=first, last=last, territory="sans-ferie")
    person = replace(intern.person, territory="sans-ferie")
    problem = replace(problem, interns=(replace(intern, person=person),))
    one = Roster(problem, {name: tuple(parse_weeks(FULL, first, repeat=weeks, territory="sans-ferie"))})
    judgement = judge(one.timelines(), library=library)
    account, limit = judgement.accounts[0], limits(library, last)
    return half_day_gauge(account, person, limit, judgement), hour_gauge(account, person, limit, judgement)


def test_the_limits_come_from_the_law(library: Library) -> None:
    assert (limits(library, date(2026, 11, 2)).half_days, limits(library, date(2026, 11, 2)).hours) == (8, 48)


def test_ten_half_days_a_week_pass_eight_and_forty_five_hours_do_not(
    roster: Roster, library: Library
) -> None:
    half_days, hours = gauges(13, roster, library)
    assert (half_days.value, half_days.over) == (10, True)
    assert (hours.value, hours.over) == (45, False)
    assert half_days.share == pytest.approx(1.25)


def test_nothing_is_wrong_before_the_trimester_ends(roster: Roster, library: Library) -> None:
    half_days, _ = gauges(3, roster, library)
    assert (half_days.value, half_days.over) == (10, False)


def test_half_time_halves_the_limits(roster: Roster, library: Library) -> None:
    half_days, hours = gauges(13, roster, library, THEO.name)
    assert (half_days.limit, hours.limit) == (4, 24)
    assert half_days.over
    assert hours.over


def test_a_figure_is_wrong_when_its_gauge_is(roster: Roster, library: Library) -> None:
    judgement = judge(roster.timelines(), library=library)
    camille = roster.problem.intern(CAMILLE.name).person
    lines = {
        f.says: f
        for f in figures(judgement.accounts[0], camille, limits(library, date(2026, 11, 29)), judgement)
    }
    assert not lines["Demi-journées de stage par semaine"].wrong
    assert lines["Gardes de nuit"].value == "3"
    assert lines["Repos de sécurité respectés"].value == "3 sur 3"
    surplus = next(says for says in lines if says.startswith("Surplus"))
    assert "avant le" in surplus
