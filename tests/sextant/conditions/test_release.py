"""A release: what it tells, what it hides, and that it is what was sealed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from sextant.conditions.contribution import Contribution, Ratio
from sextant.conditions.past_survey import past_surveys
from sextant.conditions.register import not_observed, series
from sextant.conditions.release import Made, Release, make_release, past_of, read_release, sealed_text
from sextant.conditions.table import rows_of
from sextant.errors import BadDocument, BadInput
from tests.sextant.conditions.places import LAST, MONDAY, brought, country

MADE_ON = date(2027, 2, 15)
SITES, _ = country({"CHU": {"med": 0, "urg": 0, "ped": 0}})


def released(people: Sequence[Contribution], **facts: object) -> Made:
    return make_release(people, SITES, MONDAY, LAST, MADE_ON, **facts)  # type: ignore[arg-type]


def six(ward: str = "med", **facts: object) -> list[Contribution]:
    return [brought(f"{ward}-{n}", ward, **facts) for n in range(6)]  # type: ignore[arg-type]


def cells(release: Release, site: str) -> dict[str, str]:
    told = release.site(site)
    assert told is not None
    return {row.indicator.id: row.says.replace("\u202f", " ") for row in rows_of(release, told) if row.cell}


def test_the_table_of_a_ward() -> None:
    release = released([*six(hours=47.0)[:3], *six(hours=50.0, night=True)[3:]]).release
    told = cells(release, "med")
    assert told["hours"] == "48 h 30"
    assert told["over_48"] == "50 %"
    assert "rest_after_garde" not in told  # three people only hold gardes


def test_nobody_is_counted_by_the_unit() -> None:
    """Six or ten people: the same band. Weeks are told by tens."""
    cell = released(six()).release.site("med").cells["hours"]  # type: ignore[union-attr]
    assert (cell.from_people, cell.to_people, cell.weeks) == (5, 10, 70)


def test_all_or_nobody_is_never_told() -> None:
    """A hundred per cent would tell each of them."""
    assert cells(released(six(hours=60)).release, "med")["over_48"] == "au moins 95 %"
    assert cells(released(six(hours=40)).release, "med")["over_48"] == "au plus 5 %"


def test_the_median_asks_for_more_people() -> None:
    few = released(six()).release.site("med").cells["hours"]  # type: ignore[union-attr]
    many = released([*six(), *six("urg")]).release.site("CHU").cells["hours"]  # type: ignore[union-attr]
    assert few.median is None
    assert many.median == 50


def told_out_of_care(ward: str, people: int) -> list[Contribution]:
    return [
        replace(one, ratios={**one.ratios, "out_of_care": Ratio(20, 60)})
        for one in (brought(f"{ward}-{n}", ward) for n in range(people))
    ]


def test_a_sensitive_figure_asks_for_eleven_people() -> None:
    assert "out_of_care" not in cells(released(told_out_of_care("med", 10)).release, "med")
    assert cells(released(told_out_of_care("med", 11)).release, "med")["out_of_care"] == "33 %"


def test_the_only_part_timer_is_not_seen() -> None:
    """No cut by share of time exists, and the figure of five with her is rounded and has no extreme."""
    people = [*six(hours=50.0)[:4], brought("theo", hours=20.0)]
    release = released(people).release
    assert cells(release, "med")["hours"] == "44 h"
    text = sealed_text(release)
    assert "20.0" not in text
    assert "theo" not in text


def test_a_release_holds_no_row_about_anybody() -> None:
    made = released([*six(), *six("urg", night=True)])
    text = sealed_text(made.release)
    assert {key[0] for key in made.counted} == {f"{ward}-{n}" for ward in ("med", "urg") for n in range(6)}
    assert not any(key[0] in text for key in made.counted)


def test_a_small_ward_is_hidden_and_its_neighbour_with_it() -> None:
    made = released([*six(), *six("urg")[:3]])
    assert cells(made.release, "urg") == {}
    assert cells(made.release, "med") == {}
    assert "hours" in cells(made.release, "CHU")


def test_a_release_is_what_was_sealed() -> None:
    text = sealed_text(released(six()).release)
    assert read_release(text).seal() == json.loads(text)["seal"]
    forged = text.replace('"value": 50.0', '"value": 58.0')
    assert forged != text
    with pytest.raises(BadDocument, match="scellé"):
        read_release(forged)


def test_a_release_waits_for_the_ledgers_to_be_corrected() -> None:
    with pytest.raises(BadInput, match="10 février 2027"):
        make_release(six(), SITES, MONDAY, LAST, date(2027, 2, 9))
    make_release(six(), SITES, MONDAY, LAST, date(2027, 2, 10))


def second(first: Made, people: Sequence[Contribution]) -> Release:
    parts = [("T1", key, names) for key, names in first.counted.items()]
    return released(people, before=past_of(parts, {"T1": first.release})).release


def test_a_departure_between_two_releases_is_covered() -> None:
    """Eleven told, one leaves: the ten that are left, subtracted, would give her hours. Five are missing instead."""
    everybody = [brought(f"med-{n}", hours=40.0 + n) for n in range(11)]
    first = released(everybody)
    naive = released(everybody[:-1]).release.site("med").cells["hours"]  # type: ignore[union-attr]
    covered = second(first, everybody[:-1]).site("med").cells["hours"]  # type: ignore[union-attr]
    assert naive.weeks == 120  # ten people of twelve weeks
    assert covered.weeks == 70  # six of them


def test_a_departure_from_a_ward_too_small_hides_it() -> None:
    first = released(six())
    assert cells(second(first, six()[:-1]), "med") == {}


def test_the_same_people_are_told_again() -> None:
    first = released(six())
    assert cells(second(first, six()), "med") == cells(first.release, "med")


def test_the_register_names_a_site_past_the_higher_threshold_only() -> None:
    few = released(six(night=True, keeps=False)).release
    assert cells(few, "med")["rest_after_garde"] == "au plus 5 %"
    assert not_observed(few) == ()
    many = released([*six(night=True, keeps=False), *six("urg", night=True, keeps=False)]).release
    assert [one.site.id for one in not_observed(many)] == ["CHU"]
    kept = released([*six(night=True), *six("urg", night=True)]).release
    assert not_observed(kept) == ()


def test_a_series_is_the_same_table_trimester_after_trimester() -> None:
    release = released(six()).release
    later = release.model_copy(update={"first": date(2027, 2, 1), "last": date(2027, 4, 30), "sites": ()})
    moments = series([later, release], "med", "hours")
    assert [one.cell.value if one.cell else None for one in moments] == [50.0, None]


def test_the_2023_survey_stands_beside_with_its_method_and_is_not_mixed_in() -> None:
    survey = next(one for one in past_surveys() if one.id == "temps-de-travail-2023")
    assert survey.answers == 2277
    assert {one.of: one.value for one in survey.figures} == {
        "hours": 59, "over_48": 0.80, "over_80": 0.10, "rest_after_garde": 0.84, "rest_after_demi_garde": 0.43,
        "rest_after_call_out": 0.25, "roster": 0.44, "out_of_care": 0.41,
    }  # fmt: skip
    release = released(six()).release
    row = next(one for one in rows_of(release, release.site("med")) if one.indicator.id == "hours")  # type: ignore[arg-type]
    assert row.says == "50\u202fh"
    assert row.beside()[0].startswith("59\u202fh en 2023")
    assert "2277" not in sealed_text(release)
