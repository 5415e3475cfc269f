"""Days as a ward head says them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.roster.day_words import days_of, says
from sextant.roster.ward_text import days_text

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 29)  # four weeks, the 11th is a holiday


def days(*phrases: str) -> list[int]:
    """The days of November 2026 that the phrases name."""
    return [date.fromordinal(day).day for day in sorted(days_of(phrases, FIRST, LAST, is_holiday))]


@pytest.mark.parametrize(
    ("phrases", "named"),
    [
        (["samedi"], [7, 14, 21, 28]),
        (["Samedis"], [7, 14, 21, 28]),
        (["dimanche", "férié"], [8, 11, 15, 22, 29]),
        (["mercredi hors férié"], [4, 18, 25]),
        (["mercredi", "hors-férié"], [4, 18, 25]),
        (["lundi au mercredi", "hors fériés"], [2, 3, 4, 9, 10, 16, 17, 18, 23, 24, 25]),
        (["samedi-dimanche"], [7, 8, 14, 15, 21, 22, 28, 29]),
        (["week-end"], [7, 8, 14, 15, 21, 22, 28, 29]),
        (["jeudi semaines paires"], [12, 26]),
        (["jeudi, semaine impaire"], [5, 19]),
        (["2026-11-03 au 2026-11-05"], [3, 4, 5]),
        (["03/11/2026"], [3]),
        (["mardi", "2026-11-04"], [3, 4, 10, 17, 24]),
        (["tous"], list(range(2, 30))),
        (["hors férié"], [*range(2, 11), *range(12, 30)]),
    ],
)
def test_phrases_name_days(phrases: list[str], named: list[int]) -> None:
    assert days(*phrases) == named


def test_a_phrase_may_name_a_half_day() -> None:
    assert says("jeudi après-midi").half_day is HalfDay.AFTERNOON
    assert says("Jeudi apres midi").half_day is HalfDay.AFTERNOON
    assert says("2026-11-12 matin").half_day is HalfDay.MORNING
    assert says("jeudi").half_day is None


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("jeudy", "« jeudy » n’est pas compris → Vouliez-vous dire « jeudi » ?"),
        ("", "ne nomme aucun jour"),
        ("日", "n’est pas compris"),
        ("2026-11-31", "le 31/11/2026 n’existe pas dans le calendrier"),
        ("2026-11-05 au 2026-11-03", "les dates ne sont pas dans l’ordre"),
        ("2027-11-05", "le 05/11/2027 est hors de la période du 02/11/2026 au 29/11/2026"),
    ],
)
def test_what_is_not_understood_is_said(phrase: str, sentence: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 the message is compared below
        days(phrase)
    assert sentence in str(caught.value)


@given(st.sets(st.integers(FIRST.toordinal(), LAST.toordinal())))
def test_any_days_can_be_written_and_read_back(some: set[int]) -> None:
    phrases = [str(phrase) for phrase in days_text(some)]
    assert not some or days_of(phrases, FIRST, LAST, is_holiday) == some


@given(st.text(max_size=40) | st.text("lundimarjeusvhofé -2026/10", max_size=30))
def test_any_phrase_is_understood_or_refused(phrase: str) -> None:
    with suppress(ValueError):
        says(phrase)
