"""Files come in whole and checked, or the table of before stays and one sentence says why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook

from sextant.errors import BadFile
from sextant.territory.commune import load
from sextant.territory.read_table import read_table, vintage_of
from sextant.territory.source import sources
from sextant.territory.tables import Outcome, kept, update
from tests.sextant.territory.land import CENTRES, FILES, FRR, ZONING, small, write


def outcome_of(source: str, outcomes: list[Outcome]) -> Outcome:
    return next(one for one in outcomes if one.source == source)


def test_every_file_becomes_a_table(tmp_path: Path, tables: Path) -> None:
    with small():
        outcomes = update(write(tmp_path / "files"), tables)
    states = {one.source: one.state for one in outcomes}
    assert {name for name, state in states.items() if state == "renewed"} == {
        *("communes", "former_communes", "departements", "regions", "centres", "zoning", "frr", "emergency")
    }
    assert states["stations"] == "absent"
    assert kept(tables)["frr"].vintage == "2025-07-10"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ZONING.replace("zone", "couleur", 1), "la colonne « zone » manque"),
        (ZONING.replace("zone", "couleur", 1), "colonnes lues : code_insee, couleur"),
        ("\n".join(ZONING.splitlines()[:6]), "ce fichier a 5 lignes"),
        (ZONING.replace("ZAR", "zone rouge"), "dit « zone rouge »"),
        (ZONING.replace("49002", "99999").replace("49003", "99998"), "de ses codes ne sont pas des communes"),
        (
            "code_insee,zone\n" + "Crêches,ZIP\n".encode("latin-1").decode("latin-1") * 10,
            "ne sont pas des communes",
        ),
        ("", "ne se lit pas comme une table"),
        ("code_insee,zone\n49001,ZIP,ZAC,HZ\n", "ne se lit pas comme une table"),
        (
            "<!doctype html>\n<h1>503</h1>\n<p>Réessayez, plus tard.</p>",
            "c’est une page web, pas une table",
        ),
        (ZONING[: len(ZONING) // 2], "lignes"),
        (ZONING.encode("utf-16"), "n’est pas en UTF-8"),
        (ZONING.replace("\n", " é\n", 1).encode("latin-1"), "n’est pas en UTF-8"),
        (b"PK\x03\x04\xff\xfe", "n’est pas en UTF-8"),
    ],
    ids=[
        *("entete", "entete-lue", "moitie", "mot", "codes", "pas-des-codes", "vide", "irregulier"),
        *("page-d-erreur", "tronque", "utf-16", "latin-1", "archive"),
    ],
)
def test_a_broken_file_leaves_the_old_table(
    tmp_path: Path, tables: Path, text: str | bytes, said: str
) -> None:
    with small():
        update(write(tmp_path / "files"), tables)
        before = (tables / "zoning.parquet").read_bytes()
        outcomes = update(write(tmp_path / "files", zonage=text), tables)
    refused = outcome_of("zoning", outcomes)
    assert refused.state == "kept"
    assert said in refused.said
    assert "est gardée" in refused.said
    assert "\n" not in refused.said
    assert (tables / "zoning.parquet").read_bytes() == before
    assert load(tables).zone("49002", date(2026, 1, 1)).value == "ZIP"
    # The others were renewed all the same.
    assert outcome_of("frr", outcomes).state == "renewed"


def test_another_encoding_is_refused(tmp_path: Path, tables: Path) -> None:
    with small():
        outcomes = update(write(tmp_path / "files", frr=FRR.encode("latin-1")), tables)
    assert "n’est pas en UTF-8" in outcome_of("frr", outcomes).said
    assert outcome_of("frr", outcomes).state == "absent"


SQUARE = [[[-1.2, 47.0], [0.2, 47.0], [0.2, 47.8], [-1.2, 47.0]]]


def outlines(*codes: str, shape: object = SQUARE) -> str:
    """A file of outlines, as producers write them."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "nom": "x"},
            "geometry": {"type": "Polygon", "coordinates": shape},
        }
        for code in codes
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_outlines_are_loaded_with_the_tables(tmp_path: Path, tables: Path) -> None:
    with small():
        outcomes = update(write(tmp_path / "files", departements_v=outlines("49", "53", "75", "974")), tables)
    found = outcome_of("departements_outline", outcomes)
    assert (found.state, found.rows, found.vintage) == ("renewed", 4, date(2018, 10, 16))
    kept = json.loads((tables / "departements_outline.geojson").read_text(encoding="utf-8"))
    assert {one["properties"]["code"] for one in kept["features"]} == {"49", "53", "75", "974"}
    assert "nom" not in kept["features"][0]["properties"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (outlines("49"), "ce fichier a 1 contour"),
        (outlines("49", "53", "75", "XX"), "« XX » n’est le code d’aucun territoire"),
        (outlines("49", "53", "75", "974", shape=[[[900, 47], [0, 47], [0, 48]]]), "ni forme qui tienne"),
        (outlines("49", "53", "75", "974", shape=[]), "ni forme qui tienne"),
        (outlines("49", "53", "75", "974")[:200], "ne se lit pas comme des contours"),
        ("<html><h1>502</h1></html>", "ne se lit pas comme des contours"),
        ('{"features": "rien"}', "ne se lit pas comme des contours"),
        ("é".encode("latin-1"), "n’est pas en UTF-8"),
    ],
    ids=["un-seul", "code", "hors-du-monde", "sans-points", "tronque", "page-d-erreur", "mot", "latin-1"],
)
def test_broken_outlines_leave_those_of_before(
    tmp_path: Path, tables: Path, text: str | bytes, said: str
) -> None:
    with small():
        update(write(tmp_path / "files", departements_v=outlines("49", "53", "75", "974")), tables)
        before = (tables / "departements_outline.geojson").read_bytes()
        outcomes = update(write(tmp_path / "files", departements_v=text), tables)
    found = outcome_of("departements_outline", outcomes)
    assert found.state == "kept"
    assert said in found.said
    assert (tables / "departements_outline.geojson").read_bytes() == before


def test_without_communes_nothing_begins(tmp_path: Path, tables: Path) -> None:
    files = write(tmp_path / "files")
    (files / "communes_cog2026.csv").unlink()
    with small(), pytest.raises(BadFile, match="Communes et codes postaux"):
        update(files, tables)
    assert not (tables / "territory.parquet").exists()


def test_nothing_loaded_says_what_to_run(tables: Path) -> None:
    with pytest.raises(BadFile, match="sextant territory update"):
        load(tables)


def test_the_workbook_of_drees_is_read_at_its_newest_year(tmp_path: Path) -> None:
    """Title rows above, the headings on row 9, their units on row 10, one sheet a year."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for year, value in ((2023, 2.5), (2024, 3.1)):
        page = book.create_sheet(f"APL {year}")
        for _ in range(8):
            page.append(["titre"])
        page.append(
            [
                "Code commune INSEE ",
                "Commune",
                "APL aux médecins généralistes ",
                "APL aux médecins généralistes de 65 ans et moins",
            ]
        )
        page.append([None, None, "C/U", "C/U"])
        page.append(["2A004", "Ajaccio", value, value - 0.2])
    file = tmp_path / "APL aux médecins généralistes.xlsx"
    book.save(file)
    source = sources()["access"].model_copy(update={"rows": 1})
    reading = source.readings[0]
    table = read_table(source, file, reading)
    assert table.to_dicts() == [{"code": "2A004", "access": "3.1", "access_65": "2.9"}]
    assert vintage_of(file, reading) == date(2024, 12, 31)


def test_the_workbook_of_the_agencies_is_read(tmp_path: Path) -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Data"
    for row in (
        ["a"],
        ["b"],
        ["c"],
        ["codgeo", "libgeo", "Zonage médecins"],
        ["49002", "x", "1_ZIP"],
        ["97401", "x", "N/A"],
    ):
        page.append(row)
    file = tmp_path / "zonage_2026-03-01.xlsx"
    book.save(file)
    source = sources()["zoning"].model_copy(update={"rows": 2})
    assert read_table(source, file, source.readings[1])["zone"].to_list() == ["ZIP", ""]
    assert vintage_of(file, source.readings[1]) == date(2026, 3, 1)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "APL.xlsx"
    file.write_text("pas un classeur")
    with pytest.raises(BadFile, match="ne se lit pas comme une table"):
        read_table(sources()["access"], file, sources()["access"].readings[0])


def test_the_answer_of_the_geography_site_is_read(tmp_path: Path) -> None:
    file = tmp_path / "centres.json"
    file.write_text(
        '[{"code": "49001", "centre": {"type": "Point", "coordinates": [-0.5, 47.5]}}]', encoding="utf-8"
    )
    source = sources()["centres"].model_copy(update={"rows": 1})
    assert read_table(source, file, source.readings[1]).to_dicts() == [
        {"code": "49001", "latitude": "47.5", "longitude": "-0.5"}
    ]


def test_a_figure_of_many_former_communes_is_their_mean(tmp_path: Path, tables: Path) -> None:
    moved = CENTRES + "49006,47.50,-0.60,2025\n49007,47.50,-0.80,2025\n"
    with small():
        update(write(tmp_path / "files", communes_centroides=moved), tables)
    assert load(tables).commune("49005")["longitude"] == pytest.approx((-0.6 - 0.6 - 0.8) / 3)


@pytest.mark.shared
def test_the_counts_by_zone_are_those_of_the_file(tmp_path: Path) -> None:
    from tests.lanes import SHARED

    folder = SHARED / "data" / "territory"
    update(folder, tmp_path)
    territory = load(tmp_path)
    for file, column, words in (
        ("zonage_medecin_generaliste_2025.csv", "zone", {name: name for name in ("ZIP", "ZAC", "ZAR", "HZ")}),
        ("frr_2025-07-10.csv", "classement", {"FRR+": "plus", "FRR socle": "socle", "Non classée": "non"}),
    ):
        theirs = dict(pl.read_csv(folder / file, infer_schema=False)[column].value_counts().iter_rows())
        ours = dict(territory.table["zone" if column == "zone" else "frr"].value_counts().iter_rows())
        assert {word: ours[mine] for word, mine in words.items()} == {word: theirs[word] for word in words}
    assert territory.zone("97411", date(2026, 11, 25)).value is None  # La Réunion: unknown, not "outside"


def test_the_files_of_the_small_country_are_those_of_the_sources() -> None:
    known = {reading.file for one in sources().values() for reading in one.readings}
    assert set(FILES) <= known
