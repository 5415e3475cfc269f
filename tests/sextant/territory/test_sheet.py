"""A commune's sheet ranks it among its neighbours, and says what is unknown."""

from __future__ import annotations

from datetime import date

from sextant.territory.commune import Territory
from sextant.territory.sheet import Line, Sheet, sheet

TODAY = date(2026, 11, 25)


def line(page: Sheet, criterion: str) -> Line:
    return next(one for one in page.lines if one.criterion == criterion)


def test_a_commune_is_ranked_in_its_departement(country: Territory) -> None:
    first, last = (line(sheet(country, code, on=TODAY), "emergency") for code in ("49001", "49004"))
    assert (first.better_than, first.lacking) == (1.0, False)
    assert (last.better_than, last.lacking) == (0.0, True)
    assert last.old  # of 2019


def test_what_no_table_says_is_unknown(country: Territory) -> None:
    pharmacy = line(sheet(country, "49001", on=TODAY), "pharmacy")
    assert (pharmacy.value, pharmacy.said, pharmacy.origin, pharmacy.better_than) == (
        None,
        "inconnu",
        None,
        None,
    )


def test_the_sheet_says_what_it_is_made_of(country: Territory) -> None:
    page = sheet(country, "49005", on=TODAY)
    assert page.merged == ("Grand-Val", "Petit-Val")
    assert (page.zone.value, page.rural.value) == (None, "partiel")
    assert page.postcodes == ("49140",)
