"""What the tables of communes tell: filled where nothing was said, told where it disagrees, never a QPV."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sextant.benefits.assess import State, assess
from sextant.benefits.here import nearest, placed
from sextant.territory.commune import Territory, load
from sextant.territory.tables import update
from tests.sextant.benefits.people import SARAH, TODAY, situation
from tests.sextant.territory.land import small, write


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Territory:
    folder = tmp_path_factory.mktemp("country")
    with small():
        update(write(folder / "files"), folder / "tables")
    return load(folder / "tables")


def of_zone(country: Territory, zone: str | None) -> str:
    rows = country.table.select("code", "zone").iter_rows()
    return next(code for code, found in rows if found == zone)


def test_the_tables_fill_what_was_not_said_with_their_date(country: Territory) -> None:
    code = of_zone(country, "ZIP")
    person = situation(SARAH, projet__commune=code, territoire__zone_mg=None)
    assert assess(person, TODAY)["am-primo-zip"].state is State.A_VERIFIER
    found = placed(person, country, TODAY)
    assert found.situation.facts["territoire.zone_mg"] == "ZIP"
    assert any(char.isdigit() for char in found.situation.origin("territoire.zone_mg"))
    assert assess(found.situation, TODAY)["am-primo-zip"].state is State.DROIT


def test_where_the_file_says_nothing_the_zone_stays_unknown(country: Territory) -> None:
    code = of_zone(country, None)
    found = placed(situation(SARAH, projet__commune=code, territoire__zone_mg=None), country, TODAY)
    assert not found.situation.knows("territoire.zone_mg")
    assert assess(found.situation, TODAY)["am-primo-zip"].state is State.A_VERIFIER


def test_before_the_file_the_zone_is_not_known(country: Territory) -> None:
    code = of_zone(country, "ZIP")
    person = situation(SARAH, projet__commune=code, projet__date=date(2020, 1, 1), territoire__zone_mg=None)
    assert not placed(person, country, TODAY).situation.knows("territoire.zone_mg")


def test_what_the_person_says_stays_and_the_disagreement_is_told(country: Territory) -> None:
    code = of_zone(country, "ZIP")
    found = placed(situation(SARAH, projet__commune=code, territoire__zone_mg="ZAC"), country, TODAY)
    assert found.situation.facts["territoire.zone_mg"] == "ZAC"
    assert "le fichier dit : en ZIP" in " ".join(found.remarks)


def test_a_former_commune_leads_to_the_one_of_today(country: Territory) -> None:
    found = placed(situation(SARAH, projet__commune="49006"), country, TODAY)
    assert found.situation.facts["projet.commune"] == "49005"
    assert "fait aujourd’hui partie de Val-Neuf" in found.remarks[0]


def test_a_commune_merged_into_another_departement_takes_its_departement(country: Territory) -> None:
    """As Freigné (49144) did, now in Loire-Atlantique."""
    merged = Territory(country.table, country.state, {**country.former, "49008": ("Petit-Aubin", "53001")})
    found = placed(situation(SARAH, projet__commune="49008"), merged, TODAY).situation
    assert (found.facts["territoire.departement"], found.facts["territoire.region"]) == ("53", "52")


def test_an_intercommunality_said_against_the_tables_is_told(country: Territory) -> None:
    person = situation(SARAH, projet__commune="49002", territoire__epci="200000009")
    assert "le fichier dit : 200000001" in " ".join(placed(person, country, TODAY).remarks)


def test_a_code_of_no_commune_is_told(country: Territory) -> None:
    assert "vérifiez-le" in placed(situation(SARAH, projet__commune="01999"), country, TODAY).remarks[0]


def test_a_qpv_is_never_read_from_a_commune(country: Territory) -> None:
    found = placed(situation(SARAH, projet__commune=of_zone(country, "ZIP")), country, TODAY)
    assert not found.situation.knows("territoire.qpv")


def test_the_nearest_communes_of_a_zoning_come_nearest_first(country: Territory) -> None:
    near = nearest(country, {"projet.commune": of_zone(country, "ZAC")}, "territoire.zone_mg", "ZIP")
    assert near
    assert [one.minutes for one in near] == sorted(one.minutes for one in near)
    assert all(country.commune(one.code)["zone"] == "ZIP" for one in near)
    assert nearest(country, {}, "territoire.zone_mg", "ZIP") == ()


def test_the_command_reads_the_tables_when_they_are_there(
    country: Territory, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sextant_cli.typed import typed

    file = tmp_path / "s.yaml"
    file.write_text('projet: {role: principal, secteur: 1, commune: "49006"}\n', encoding="utf-8")
    monkeypatch.setenv("SEXTANT_TERRITORY", str(tmp_path / "nowhere"))
    assert "ne sont pas chargées" in typed(capsys, "benefits", "assess", str(file), "--on", "2026-11-22").out
    with small():
        update(write(tmp_path / "files"), tmp_path / "tables")
    words = ("benefits", "assess", str(file), "--tables", str(tmp_path / "tables"), "--on", "2026-11-22")
    assert "fait aujourd’hui partie de Val-Neuf" in " ".join(typed(capsys, *words).out.split())
