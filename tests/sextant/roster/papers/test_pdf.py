"""The PDF says what the roster says, and nothing that a name would have it say."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from sextant.law.audit import Judgement, judge
from sextant.law.library import Library
from sextant.roster.papers.fingerprint import verification_code
from sextant.roster.papers.pdf import write_pdf
from sextant.roster.roster import Roster
from tests.cast import CAMILLE, DR_LEMOINE, INES, THEO, YANIS

PRINTED = date(2026, 10, 19)


def read(path: Path) -> list[str]:
    """The text of each page, with ordinary spaces."""
    reader = PdfReader(BytesIO(path.read_bytes()))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


@pytest.fixture(scope="module")
def pages(
    tmp_path_factory: pytest.TempPathFactory, roster: Roster, judgement: Judgement, library: Library
) -> list[str]:
    path = tmp_path_factory.mktemp("pdf") / "tableau.pdf"
    write_pdf(roster, judgement, path, printed_on=PRINTED, version="0.1.0", library=library)
    return read(path)


def test_every_page_is_numbered_and_says_where_it_comes_from(pages: list[str], roster: Roster) -> None:
    for number, page in enumerate(pages, start=1):
        assert f"page {number} sur {len(pages)}" in page
        assert f"Code de vérification {verification_code(roster)}" in page
        assert "Sextant 0.1.0, imprimé le lundi 19 octobre 2026" in page
        assert "Droit appliqué : textes en vigueur du 2 au 29 novembre 2026" in page.replace(
            "2 novembre au", "2 au"
        )


def test_the_ward_comes_first_with_everyone_in_it(pages: list[str]) -> None:
    for page in pages[:2]:
        for someone in (CAMILLE, YANIS, INES, THEO):
            assert someone.name in page
        assert "Médecine polyvalente" in page
        assert "Centre hospitalier de Port-Navalo" in page


def test_each_intern_has_a_table_of_four_blocks(pages: list[str]) -> None:
    for someone in (CAMILLE, YANIS, INES, THEO):
        mine = " ".join(page for page in pages[2:] if f"{someone.name} · Code" in page)
        for title in (
            "1. Service de jour",
            "2. Gardes et astreintes",
            "3. Demi-journées hors",
            "4. Congés et",
        ):
            assert title in mine


def test_every_garde_stands_beside_its_rest(pages: list[str]) -> None:
    mine = " ".join(page for page in pages[2:] if f"{CAMILLE.name} · Code" in page)
    for start, end, rest in (
        ("mar. 3 nov. 18 h 30", "mer. 4 nov. 8 h 30", "mer. 4 nov., 8 h 30 → 19 h 30"),
        ("sam. 14 nov. 18 h 30", "dim. 15 nov. 8 h 30", "dim. 15 nov., 8 h 30 → 19 h 30"),
        ("dim. 22 nov. 18 h 30", "lun. 23 nov. 8 h 30", "lun. 23 nov., 8 h 30 → 19 h 30"),
    ):
        row = rf"Garde de nuit, Urgences et étages {re.escape(start)} {re.escape(end)} 2 {re.escape(rest)}"
        assert re.search(row, mine)


def test_three_people_sign_and_the_intern_takes_note(pages: list[str]) -> None:
    mine = " ".join(page for page in pages[2:] if f"{CAMILLE.name} · Code" in page)
    for words in ("praticien responsable", DR_LEMOINE.name, "coordonnateur de la spécialité", "directeur"):
        assert words in mine
    assert "L’interne prend connaissance" in mine


def test_the_same_roster_prints_the_same_bytes(
    tmp_path: Path, roster: Roster, judgement: Judgement, library: Library
) -> None:
    one, two = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for path in (one, two):
        write_pdf(roster, judgement, path, printed_on=PRINTED, version="0.1.0", library=library)
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    "name", ['#"] evil', "=1+1", "$x^2$ *gras* #panic()", "\\u{41} <label> @ref", "A & B"]
)
def test_a_name_is_only_a_name(
    name: str,
    tmp_path: Path,
    library: Library,
    writing: Callable[..., Roster],
    written_weeks: dict[str, str],
) -> None:
    weeks = {name: written_weeks[CAMILLE.name], YANIS.name: written_weeks[YANIS.name]}
    roster = writing(weeks, ward=name)
    path = tmp_path / "tableau.pdf"
    judgement = judge(roster.timelines(), library=library)
    write_pdf(roster, judgement, path, printed_on=PRINTED, version="0.1.0", library=library)
    printed = read(path)
    assert all(name in page for page in printed)


def test_a_breach_is_said_on_the_ward_page_and_on_the_intern_s(
    tmp_path: Path, library: Library, writing: Callable[..., Roster], written_weeks: dict[str, str]
) -> None:
    weeks = {
        **written_weeks,
        CAMILLE.name: written_weeks[CAMILLE.name].replace("MAN@urgences ..", "MAN@urgences MA"),
    }
    roster = writing(weeks)
    judgement = judge(roster.timelines(), library=library, codes=["R1"])
    path = tmp_path / "tableau.pdf"
    write_pdf(roster, judgement, path, printed_on=PRINTED, version="0.1.0", library=library)
    printed = read(path)
    assert "1 manquement au droit" in printed[1]
    for page in (printed[1], " ".join(p for p in printed[2:] if f"{CAMILLE.name} · Code" in p)):
        assert "■ R1" in page
        assert "Garde de nuit finie mercredi 4 novembre 2026 à 8 h 30" in page
    assert not any("■ R1" in p for p in printed[2:] if f"{YANIS.name} · Code" in p)
