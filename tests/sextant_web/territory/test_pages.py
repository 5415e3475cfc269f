"""Places on the web: found, ranked, compared, told to a mayor; nothing invented when no table is loaded."""

from __future__ import annotations

import logging
from pathlib import Path
from shutil import copytree

import pytest
from django.http import HttpResponse
from django.test import Client

OUTLINE = """{"type": "FeatureCollection", "features": [{"properties": {"code": "49"}, "geometry":
{"type": "Polygon", "coordinates": [[[-1.2, 47.0], [0.2, 47.0], [0.2, 47.8], [-1.2, 47.0]]]}}]}"""


pytestmark = pytest.mark.django_db  # the sheet shows what local unions wrote


@pytest.fixture
def client() -> Client:
    """A visitor whom the site never saw; forged requests are checked as a host would."""
    return Client(enforce_csrf_checks=True)


def page(response: HttpResponse) -> str:
    """The text of an answer, with ordinary spaces."""
    return response.content.decode().replace("\u202f", " ").replace("&#8239;", " ")


def search(client: Client, **form: str | list[str]) -> HttpResponse:
    return client.post("/territoire", {name.replace("__", "."): value for name, value in form.items()})


@pytest.mark.parametrize("address", ["/territoire", "/territoire/49002", "/territoire/comparer?c=49002"])
def test_without_a_table_every_page_says_what_to_run(client: Client, bare: None, address: str) -> None:
    said = page(client.get(address))
    assert "sextant territory update" in said
    assert "Rien d’autre n’est à faire" in said


def test_every_commune_is_ranked_with_its_reasons(client: Client, loaded: Path) -> None:
    said = page(client.get("/territoire"))
    assert "communes tiennent</strong> dans vos limites, sur" in said
    assert "Bourg-la-Reine" in said
    assert "les urgences à portée : sur place" in said


def test_hard_limits_leave_out_the_rest(client: Client, loaded: Path) -> None:
    found = search(client, zone=["ZIP"], departement="49").context["search"].found
    assert {one.code for one in found} == {"49002", "49004"}


def test_a_limit_that_nothing_keeps_says_so(client: Client, loaded: Path) -> None:
    assert "Aucune commune ne tient dans toutes ces limites" in page(search(client, people_least="900000"))


def test_near_a_place_known_by_its_old_name(client: Client, loaded: Path) -> None:
    found = search(client, pres="Petit-Val", within="15").context["search"].found
    assert found[0].near_min is not None
    assert {one.code for one in found} <= {"49001", "49002", "49003", "49004", "49005"}


def test_namesakes_are_asked_which(client: Client, loaded: Path) -> None:
    said = page(search(client, pres="Saint-Aubin"))
    assert "Plusieurs communes s’appellent « Saint-Aubin »" in said
    assert 'name="pres_code" value="53001"' in said
    found = search(client, pres="Saint-Aubin", pres_code="53001", within="10").context["search"].found
    assert [one.code for one in found] == ["53001"]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"pres": "Nullepart"}, "Aucune commune ne s’appelle « Nullepart »"),
        ({"poids__gp": "77"}, "n’est pas un nombre de 0 à 5"),
        ({"limite__gp": "dix"}, "« dix » n’est pas un nombre de 0 à 240"),
        ({"people_least": "-3"}, "Au moins tant d’habitants"),
        ({"zone": "ZZZ"}, "zone"),
    ],
)
def test_wrong_input_is_told_in_french(
    client: Client, loaded: Path, form: dict[str, str], words: str
) -> None:
    response = search(client, **form)
    assert response.status_code == 422
    assert words in page(response)


def test_the_map_is_ours_and_leads_to_the_list_and_back(client: Client, loaded: Path) -> None:
    response = search(client, departement="49")
    said = page(response)
    assert 'href="#c-49002" id="p-49002"' in said
    assert 'id="c-49002"' in said
    assert 'href="#p-49002"' in said
    assert response.context["map"].outlines == ()


def test_an_outline_given_with_the_tables_is_drawn_under_the_points(
    client: Client, loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = copytree(loaded, tmp_path / "with")
    (copied / "departements_outline.geojson").write_text(OUTLINE, encoding="utf-8")
    monkeypatch.setenv("SEXTANT_TERRITORY", str(copied))
    assert len(search(client, departement="49").context["map"].outlines) == 1


def test_the_sheet_speaks_to_an_intern_and_to_a_mayor(client: Client, loaded: Path) -> None:
    said = page(client.get("/territoire/49002"))
    assert "Zone d’intervention prioritaire (ZIP)" in said
    assert "Quartier prioritaire (QPV)" in said
    assert "10 000 € sûrs" in said
    assert "Pour le conseil municipal" in said
    assert "la zone le permet" in said
    assert "(ancien)" in said


def test_a_council_out_of_zone_is_not_told_that_it_may(client: Client, loaded: Path) -> None:
    said = page(client.get("/territoire/49001"))
    assert "hors ZIP et ZAC, la base légale n’est pas certaine" in said
    assert "la zone le permet" not in said


def test_an_unknown_zone_stays_unknown(client: Client, loaded: Path) -> None:
    said = page(client.get("/territoire/97401"))
    assert "<strong>on ne sait pas</strong>, la zone est inconnue" in said
    assert "la zone le permet" not in said


def test_before_the_file_the_zone_is_unknown(client: Client, loaded: Path) -> None:
    assert "Inconnu : le zonage d’avant ce fichier" in page(client.get("/territoire/49002?jour=2019-05-01"))
    assert "À corriger" not in page(client.get("/territoire/49002"))
    assert 'class="wrong"' in page(client.get("/territoire/49002?jour=hier"))


def test_an_old_code_leads_to_the_commune_of_today(client: Client, loaded: Path) -> None:
    assert client.get("/territoire/49006")["Location"] == "/territoire/49005"
    assert client.get("/territoire/99999").status_code == 404


def test_a_name_leads_to_its_sheet(client: Client, loaded: Path) -> None:
    assert client.post("/territoire/fiche", {"commune": "val neuf"})["Location"] == "/territoire/49005"
    assert "Saint-Aubin (53)" in page(client.post("/territoire/fiche", {"commune": "saint aubin"}))
    assert client.post("/territoire/fiche", {"commune": "xyzzy"}).status_code == 422


def test_four_are_compared_at_most(client: Client, loaded: Path) -> None:
    said = page(client.get("/territoire/comparer?c=49001&c=49002&c=49003&c=49004&c=49005"))
    assert "Quatre communes au plus" in said
    assert "Val-Neuf" not in said
    assert "(le mieux)" in said
    assert "Aucune commune choisie" in page(client.get("/territoire/comparer?c=zzz"))


def test_nothing_of_a_search_is_kept_nor_logged(
    client: Client, loaded: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = search(client, pres="Chez Secret")
    assert "Secret" not in caplog.text
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert not client.cookies
