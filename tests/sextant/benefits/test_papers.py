"""The guide of a département and the checklist, as they are printed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from sextant.benefits.catalogue import load
from sextant.benefits.papers.booklet import booklet, contents
from sextant.benefits.papers.checklist import checklist_pdf
from sextant.benefits.steps import checklist
from sextant.errors import BadInput
from tests.sextant.benefits.people import SARAH, TODAY, situation


def words(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(
        "".join(page.extract_text() for page in pages).replace("\u202f", " ").replace("\xa0", " ").split()
    )


def test_the_guide_says_what_is_open_here_what_is_closed_and_where_nobody_looked() -> None:
    content = booklet("72", load(), TODAY, "0.1.0")
    said = words(content)
    for expected in (
        "Guide des aides — Sarthe (72)",
        "10 000 €",
        "26 000 €",
        "Fermées",
        "fermé depuis le 31 décembre 2025",
    ):
        assert expected in said
    assert "Aide à l’installation, Département de l’Eure" not in said, "another département"
    assert content == booklet("72", load(), TODAY, "0.1.0"), "same arguments, same bytes"


def test_an_aid_that_expired_is_printed_as_to_verify() -> None:
    entries = [e for s in contents("27", load(), date(2027, 6, 1), "0")["sections"] for e in s["entries"]]  # type: ignore[index]
    (eure,) = [entry for entry in entries if "Aide à l’installation, Département de l’Eure" in entry["name"]]
    assert "revérifier" in eure["status"]


def test_no_departement_no_guide() -> None:
    with pytest.raises(BadInput, match="n’est pas un département"):
        booklet("99", load(), TODAY, "0.1.0")


def test_the_checklist_is_printed_in_order() -> None:
    steps = checklist(situation(SARAH), TODAY)
    said = words(checklist_pdf(steps, "premiere_installation", "Sarah", TODAY, "0.1.0"))
    places = [said.index(f"{number}. {one.step.title[:30]}") for number, one in enumerate(steps, 1)]
    assert places == sorted(places)
    assert "inconnus de Sextant" in said
