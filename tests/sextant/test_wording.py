"""How things are said in French, word for word."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant import wording
from sextant.wording import (
    NARROW,
    join,
    say_count,
    say_date,
    say_day,
    say_duration,
    say_money,
    say_number,
    say_span,
    say_time,
    typography,
)


def plain(text: str) -> str:
    """The narrow no-break spaces made visible."""
    return text.replace(NARROW, "_")


def test_dates() -> None:
    assert say_date(date(2026, 11, 2)) == "lundi 2 novembre 2026"
    assert say_date(date(2027, 8, 1)) == "dimanche 1er août 2027"
    assert say_day(date(2028, 2, 29)) == "29 février 2028"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 2), date(2027, 1, 31), "du 2 novembre 2026 au 31 janvier 2027"),
        (date(2026, 11, 2), date(2026, 12, 1), "du 2 novembre au 1er décembre 2026"),
        (date(2026, 11, 2), date(2026, 11, 8), "du 2 au 8 novembre 2026"),
        (date(2026, 11, 2), date(2026, 11, 2), "le 2 novembre 2026"),
    ],
)
def test_spans_of_dates(first: date, last: date, said: str) -> None:
    assert say_span(first, last) == said


def test_times() -> None:
    assert [plain(say_time(clock)) for clock in (510, 480, 0, 5, 1440, 1950)] == [
        "8_h_30", "8_h", "0_h", "0_h_05", "0_h", "8_h_30",
    ]  # fmt: skip


def test_durations() -> None:
    assert [plain(say_duration(minutes)) for minutes in (320, 2880, 45, 0, 65, -90, 72_000)] == [
        "5_h_20", "48_h", "45_min", "0_h", "1_h_05", "−1_h_30", "1_200_h",
    ]  # fmt: skip


def test_numbers() -> None:
    assert [plain(say_number(value)) for value in (47.7692, 1200, 8.0, 1.5, -2.25, -0.001, 1234567.8)] == [
        "47,77", "1_200", "8", "1,5", "−2,25", "0", "1_234_567,8",
    ]  # fmt: skip
    assert say_number(2 / 3, 1) == "0,7"


def test_counts() -> None:
    assert [say_count(n, "demi-journée") for n in (0, 1, 1.5, 2, -1, -3)] == [
        "0 demi-journée", "1 demi-journée", "1,5 demi-journée", "2 demi-journées", "−1 demi-journée",
        "−3 demi-journées",
    ]  # fmt: skip
    assert say_count(3, "jour ouvrable", "jours ouvrables") == "3 jours ouvrables"
    assert say_count(1.999, "garde") == "2 gardes"


def test_money() -> None:
    assert [plain(say_money(euros)) for euros in (21.26, 78.2, 2052.37, 300, 0, -5.5)] == [
        "21,26_€", "78,20_€", "2_052,37_€", "300_€", "0_€", "−5,50_€",
    ]  # fmt: skip


def test_lists() -> None:
    assert [join(list("abc")[:n]) for n in range(4)] == ["", "a", "a et b", "a, b et c"]
    assert join(["a", "b"], "ou") == "a ou b"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Attention !", "Attention_!"),
        ("Quoi?", "Quoi_?"),
        ("Une raison ; une autre", "Une raison_; une autre"),
        ("Deux parts: non, deux parts : oui", "Deux parts: non, deux parts_: oui"),
        ("« bonjour »", "«_bonjour_»"),
        ("«bonjour».", "«_bonjour_»."),
        ("de 8 h 30 à 18 h", "de 8_h_30 à 18_h"),
        ("48 h par semaine, 45 min, 5 %", "48_h par semaine, 45_min, 5_%"),
        ("1 200 € et 12 345 678 lits", "1_200_€ et 12_345_678 lits"),
        ("en 2026 120 internes", "en 2026 120 internes"),
        ("2 hommes, 3 hôpitaux", "2 hommes, 3 hôpitaux"),
        ("« M! » puis « N!+ »", "«_M!_» puis «_N!+_»"),
        ("N! MA! ..", "N! MA! .."),
        ("M(08:00-13:30)", "M(08:00-13:30)"),
        ("https://exemple.fr/?a=1", "https://exemple.fr/?a=1"),
    ],
)
def test_spaces_where_french_wants_them(typed: str, set_: str) -> None:
    assert plain(typography(typed)) == set_


@given(st.text(alphabet="ab «»;:!?0123456789h€%\u00a0\u202fé\n", max_size=40))
def test_setting_twice_changes_nothing(text: str) -> None:
    assert typography(typography(text)) == typography(text)


@given(st.text(alphabet="ab «»;:!?0123456789h€%é", max_size=40))
def test_setting_only_touches_spaces(text: str) -> None:
    assert "".join(typography(text).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("octobre 2026", "d’octobre 2026"),
        ("Élise", "d’Élise"),
        ("Adam", "d’Adam"),
        ("Yanis", "de Yanis"),
        ("", "de "),
    ],
)
def test_a_vowel_takes_the_e_away(name: str, said: str) -> None:
    assert wording.de(name) == said
