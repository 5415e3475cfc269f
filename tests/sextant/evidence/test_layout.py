"""The PDF of a dossier: what it says, page by page, and the same bytes twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from sextant.evidence.dossier import Dossier, make_dossier
from sextant.evidence.exhibit import read_exhibit
from sextant.evidence.layout import write_dossier
from sextant.evidence.seal import seal_of
from tests.sextant.evidence.bundles import HARD, PLAIN, TODAY, bundle, facts, picture, source


def pages(dossier: Dossier, folder: Path) -> list[str]:
    path = folder / "dossier.pdf"
    write_dossier(dossier, path, version="1")
    texts = [page.extract_text() for page in PdfReader(path).pages]
    return [" ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split()) for text in texts]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("dossier")
    found = bundle(
        HARD, PLAIN,
        facts=facts(),
        plans=[("Tableau du 20 octobre", source(PLAIN, PLAIN).timeline)],
        exhibits=[read_exhibit(picture(folder), "Message du cadre", 1)],
    )  # fmt: skip
    return pages(found, folder)


def test_the_cover_says_who_when_and_what_it_shows(whole: list[str]) -> None:
    assert "Camille" in whole[0]
    assert "du 2 au 15 novembre 2026" in whole[0]
    assert "CH de Kerlann" in whole[0]
    assert "Ce que ce dossier montre" in whole[0]
    assert "Enfreint 1 fois : un repos de sécurité de onze heures" in whole[0]


def test_every_part_is_in_the_contents_and_in_the_book(whole: list[str]) -> None:
    parts = (
        "Les faits en chiffres", "Les manquements, article par article", "Semaine par semaine", "Les relevés",
        "Prévu et fait", "Les courriers et les démarches", "Le droit invoqué", "Le bordereau des pièces", "Le scellé",
    )  # fmt: skip
    for part in parts:
        assert part in whole[1]
        assert any(part in page for page in whole[2:]) or part in whole[1].split(part, 1)[1], part


def test_each_page_carries_the_code_and_its_number(whole: list[str]) -> None:
    code = whole[0].split("Code ")[1].split()[0]
    for number, page in enumerate(whole, 1):
        assert f"page {number} sur {len(whole)}" in page
        assert code in page


def test_articles_doubts_and_letters_are_told(whole: list[str]) -> None:
    book = " ".join(whole)
    assert "Code de la santé publique, art. R. 6153-2" in book
    assert "AR 1A 234" in book
    assert "Tableau du 20 octobre" in book
    assert "Ce que ce dossier ne dit pas" in book
    assert "Relevé déclaré par l’interne" in book


def test_the_exhibit_is_the_last_page(whole: list[str]) -> None:
    assert "Pièce n° 1" in whole[-1]
    assert "Message du cadre" in whole[-1]


def test_the_same_dossier_is_the_same_file(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_dossier(bundle(HARD, facts=facts()), tmp_path / name, version="1")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_dossier_without_anything_still_reads(tmp_path: Path) -> None:
    book = " ".join(pages(bundle(PLAIN), tmp_path))
    assert "Aucun manquement à la loi sur cette période." in book
    assert "Aucune pièce n’est jointe." in book
    assert "Aucun courrier n’a été versé au dossier." in book


def test_names_are_never_markup(tmp_path: Path) -> None:
    named = source(PLAIN, person={"name": "#panic() *C* $x$ <é>"})
    assert "#panic() *C* $x$ <é>" in pages(make_dossier(named, TODAY), tmp_path)[0]


def test_a_half_year_has_a_drawing_for_each_week(tmp_path: Path) -> None:
    book = " ".join(pages(bundle(*[HARD, PLAIN] * 13), tmp_path))
    assert book.count("Semaine ") >= 26
    assert seal_of(bundle(PLAIN)).code not in book


def test_a_planned_roster_says_that_it_proves_no_hour(tmp_path: Path) -> None:
    planned = make_dossier(source(PLAIN, nature="prevu"), TODAY)
    assert "ne prouve aucune heure travaillée" in " ".join(pages(planned, tmp_path))
    assert "ne prouve aucune heure travaillée" not in " ".join(pages(bundle(PLAIN), tmp_path))
