"""Which rest follows which duty, from when to when."""

from datetime import date

import pytest

from sextant.almanac.activity import Kind
from sextant.almanac.notation import parse_weeks
from sextant.almanac.person import Person
from sextant.almanac.span import local
from sextant.almanac.timeline import timeline
from sextant.law.library import load
from sextant.law.rests import rests
from tests.cast import CAMILLE

MONDAY = date(2026, 11, 16)  # a week without a public holiday


def said(week: str, monday: date = MONDAY) -> list[tuple[Kind, str, str]]:
    """The rests owed after a week of Camille's: after what, from when, to when."""
    activities = parse_weeks(week, monday)
    one = timeline(Person(CAMILLE.name), monday, date.fromordinal(monday.toordinal() + 6), activities)
    return [
        (rest.after.kind, f"{local(rest.span.start):%a %H:%M}", f"{local(rest.span.end):%a %H:%M}")
        for rest in rests(one, load())
    ]


def test_eleven_hours_follow_a_night() -> None:
    assert said("MA MAN .. MA MA .. ..") == [(Kind.GARDE_NUIT, "Wed 08:30", "Wed 19:30")]


def test_gardes_that_touch_are_one_block() -> None:
    assert said(".. .. .. .. .. .. JN") == [(Kind.GARDE_NUIT, "Mon 08:30", "Mon 19:30")]
    assert said(".. .. .. .. .. G ..") == [(Kind.GARDE_NUIT, "Sun 08:30", "Sun 19:30")]


def test_a_demi_garde_frees_the_next_morning() -> None:
    assert said("MAD .. .. .. .. .. ..") == [(Kind.DEMI_GARDE, "Tue 00:30", "Tue 11:30")]


def test_an_astreinte_rests_after_its_last_call_out() -> None:
    assert said("MAa .. .. .. .. .. ..") == []
    called = "MAa(20:00-22:00~1h,01:30-05:30~3h) .. .. .. .. .. .."
    assert said(called) == [(Kind.ASTREINTE, "Tue 05:30", "Tue 16:30")]


def test_an_ordinary_week_owes_no_rest() -> None:
    assert said("MA MA Mu Mp MA .. ..") == []


@pytest.mark.parametrize(("monday", "start", "end"), [(date(2026, 10, 19), "08:30", "19:30")])
def test_eleven_hours_are_eleven_hours_when_clocks_change(monday: date, start: str, end: str) -> None:
    assert said(".. .. .. .. .. N ..", monday) == [(Kind.GARDE_NUIT, f"Sun {start}", f"Sun {end}")]


def test_the_rule_is_named() -> None:
    activities = parse_weeks("N .. .. .. .. .. ..", MONDAY)
    one = timeline(Person(CAMILLE.name), MONDAY, date(2026, 11, 22), activities)
    assert [rest.rule.code for rest in rests(one, load())] == ["R1"]
