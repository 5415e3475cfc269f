"""Public holidays of each territory, as the texts list them."""

from __future__ import annotations

from datetime import date

import pytest

from sextant.almanac.holidays import NO_HOLIDAY, TERRITORIES, holidays_of, is_holiday, territory_of, zone_of
from sextant.almanac.span import instant, local
from sextant.errors import BadInput

NATIONAL_2027 = {
    (1, 1): "Jour de l’an",
    (3, 29): "Lundi de Pâques",
    (5, 1): "Fête du Travail",
    (5, 6): "Ascension",
    (5, 8): "Fête de la Victoire",
    (5, 17): "Lundi de Pentecôte",
    (7, 14): "Fête nationale",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "Armistice",
    (12, 25): "Noël",
}
LOCAL_2027: dict[str, set[tuple[int, int]]] = {
    "metropole": set(),
    "alsace-moselle": {(3, 26), (12, 26)},
    "guadeloupe": {(5, 27)},
    "martinique": {(5, 22)},
    "guyane": {(6, 10)},
    "reunion": {(12, 20)},
    "mayotte": {(4, 27)},
    "saint-barthelemy": {(10, 9)},
    "saint-martin": {(5, 28)},
    "saint-pierre-et-miquelon": set(),
    "nouvelle-caledonie": {(9, 24)},
    "polynesie-francaise": {(3, 5), (3, 26), (11, 20)},
    "wallis-et-futuna": {(4, 28), (6, 29), (7, 29)},
}


def test_the_eleven_national_holidays_have_their_french_names() -> None:
    assert holidays_of(2027) == {date(2027, *day): name for day, name in NATIONAL_2027.items()}


@pytest.mark.parametrize("territory", sorted(LOCAL_2027))
def test_each_territory_adds_its_own(territory: str) -> None:
    found = {(day.month, day.day) for day in holidays_of(2027, territory)}
    assert found == set(NATIONAL_2027) | LOCAL_2027[territory]


def test_every_territory_is_tested_here() -> None:
    assert set(TERRITORIES) == set(LOCAL_2027) | {NO_HOLIDAY}


@pytest.mark.parametrize("territory", sorted(TERRITORIES))
def test_is_holiday_says_the_same_all_year(territory: str) -> None:
    first = date(2028, 1, 1).toordinal()
    named = {day.toordinal() for day in holidays_of(2028, territory)}
    assert {day for day in range(first, first + 366) if is_holiday(day, territory)} == named


@pytest.mark.parametrize("territory", sorted(TERRITORIES))
def test_names_are_french_and_typed_with_care(territory: str) -> None:
    for name in holidays_of(2027, territory).values():
        assert name[0].isupper()
        assert "'" not in name
        assert not {"day", "Day", "Easter", "Christmas"} & set(name.split())


def test_easter_follows_the_moon() -> None:
    found = [
        day for year in (2024, 2025, 2026) for day, name in holidays_of(year).items() if "Pâques" in name
    ]
    assert found == [date(2024, 4, 1), date(2025, 4, 21), date(2026, 4, 6)]


def test_pentecost_monday_was_worked_for_three_years() -> None:
    assert ["Lundi de Pentecôte" in holidays_of(year).values() for year in range(2004, 2009)] == [
        True, False, False, False, True,
    ]  # fmt: skip


def test_a_custom_of_the_islands_is_no_holiday_in_law() -> None:
    for day in (date(2027, 7, 21), date(2027, 3, 26), date(2027, 3, 4)):
        assert not is_holiday(day.toordinal(), "guadeloupe")
        assert not is_holiday(day.toordinal(), "martinique")


def test_ordinary_weeks_have_no_holiday() -> None:
    assert holidays_of(2027, NO_HOLIDAY) == {}


def test_changing_the_answer_changes_nobody_else_s() -> None:
    holidays_of(2027).clear()
    assert len(holidays_of(2027)) == 11


def test_an_unknown_territory_is_refused_with_the_choices() -> None:
    for ask in (
        territory_of,
        zone_of,
        lambda name: holidays_of(2027, name),
        lambda name: is_holiday(1, name),
    ):
        with pytest.raises(BadInput) as refused:
            ask("atlantide")
        assert str(refused.value).startswith(
            "« atlantide » n’est pas un territoire connu. Choisissez parmi : "
        )
        assert "guadeloupe" in refused.value.remedy


@pytest.mark.parametrize(
    ("territory", "utc"),
    [
        ("metropole", 11), ("guadeloupe", 16), ("martinique", 16), ("guyane", 15), ("reunion", 8),
        ("mayotte", 9), ("saint-barthelemy", 16), ("saint-martin", 16), ("saint-pierre-et-miquelon", 15),
        ("nouvelle-caledonie", 1), ("polynesie-francaise", 22), ("wallis-et-futuna", 0),
    ],
)  # fmt: skip
def test_noon_in_each_territory_in_january(territory: str, utc: int) -> None:
    noon = instant(date(2027, 1, 13).toordinal(), 12 * 60, zone_of(territory))
    assert local(noon, "UTC").hour == utc
