"""A place is found by the words people use, and its zonings are those of the day."""

from __future__ import annotations

from datetime import date

import pytest

from sextant.territory.commune import Territory, plain

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("bourg la reine", "49001"),
        ("BOURG-LA-REINE", "49001"),
        ("ile oeuf", "49003"),
        ("L’Île-Œuf", "49003"),
        ("ste marthe", "49004"),
        ("49140", "49005"),
        ("49006", "49005"),
        ("petit val", "49005"),
        ("75001", "75101"),
    ],
)
def test_a_commune_is_found(country: Territory, words: str, code: str) -> None:
    assert country.search(words)[0]["code"] == code


def test_an_old_name_says_what_it_was(country: Territory) -> None:
    assert country.search("Grand-Val")[0]["was"] == "Grand-Val"


def test_two_of_one_name_are_both_shown_the_larger_first(country: Territory) -> None:
    assert [one["code"] for one in country.search("saint aubin")] == ["49002", "53001"]


@pytest.mark.parametrize("words", ["", "   ", "zzz", "-"])
def test_nothing_is_found_for_nothing(country: Territory, words: str) -> None:
    assert country.search(words) == []


@pytest.mark.parametrize(
    ("code", "zone"), [("49001", "HZ"), ("49002", "ZIP"), ("53001", "ZAR"), ("75101", "ZAC"), ("75056", "HZ")]
)
def test_a_zone_is_that_of_the_file(country: Territory, code: str, zone: str) -> None:
    assert country.zone(code, TODAY).value == zone


def test_a_zone_is_unknown_rather_than_guessed(country: Territory) -> None:
    assert country.zone("97401", TODAY).value is None  # N/A in the file
    merged = country.zone("49005", TODAY)  # one was ZIP, the other ZAC
    assert (merged.value, merged.why) == (None, "l’arrêté de l’agence régionale de santé est à lire")
    before = country.zone("49002", date(2025, 5, 8))  # the day before the file
    assert (before.value, before.why) == (None, "le zonage d’avant ce fichier n’est pas connu ici")
    assert country.zone("49002", date(2025, 5, 9)).value == "ZIP"


def test_rural_zones_change_on_the_first_of_july_2024(country: Territory) -> None:
    assert country.rural("49002", date(2024, 7, 1)).value == "socle"
    before = country.rural("49002", date(2024, 6, 30))
    assert before.value is None  # the table of ZRR is not loaded in this country
    assert "n’est pas chargée" in before.why


def test_a_table_grows_old(country: Territory) -> None:
    origin = country.origin("frr")
    assert origin is not None
    assert not origin.is_old(date(2026, 7, 9))
    assert origin.is_old(date(2026, 7, 12))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("St-Ouen", "saint ouen"),
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("  Œ  ", "oe"),
        ("Stains", "stains"),
    ],
)
def test_names_are_compared_plainly(text: str, expected: str) -> None:
    assert plain(text) == expected
