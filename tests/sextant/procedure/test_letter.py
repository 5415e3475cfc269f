"""Letters: strict fields, and the same text in the three formats."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
from odfdo import Document as OdtDocument
from pypdf import PdfReader

from sextant.errors import BadDocument, BadFile, BadInput
from sextant.procedure.letter import SENDER, Letter, fill, load_letters, model
from sextant.procedure.letter_files import FORMATS, write_letter

DAY = date(2026, 11, 25)
SENDER_FIELDS = {
    "nom": "Camille Le Goff",
    "qualite": "interne de médecine générale",
    "adresse": "12 rue de la Mairie, 35000 Rennes",
    "lieu": "Rennes",
    "date": "25 novembre 2026",
}


def filled(name: str, **fields: str) -> Letter:
    form = model(name)
    everything = {field: f"le champ {field}" for field in form.needs} | SENDER_FIELDS | fields
    return fill(form, everything)


def words(text: str) -> list[str]:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("\u00ad", "").split()


def text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    return "\n".join(paragraph.text_recursive for paragraph in OdtDocument(str(path)).body.paragraphs)


@pytest.mark.parametrize("name", load_letters())
def test_every_model_can_be_filled_in(name: str) -> None:
    letter = filled(name)
    everything = " ".join([*letter.to, letter.subject, *letter.body, letter.closing, *letter.attach])
    assert "{" not in everything
    assert letter.subject
    assert letter.closing.startswith("Je vous prie")


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_three_formats_say_the_same(tmp_path: Path, suffix: str) -> None:
    letter = filled(
        "recours-gracieux", manquements="- premier manquement\n- second manquement", hopital="CH de Kerlann"
    )
    path = tmp_path / f"lettre{suffix}"
    write_letter(letter, path, written_on=DAY)
    said = " ".join(words(text_of(path)))
    for part in (
        *letter.sender,
        *letter.to,
        letter.subject,
        letter.greeting,
        letter.closing,
        letter.signature,
    ):
        assert " ".join(words(part)) in said
    assert "premier manquement" in said
    assert "second manquement" in said
    assert "446944" in said


def test_a_letter_of_the_same_day_is_the_same_pdf(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_letter(filled("demande-paie"), tmp_path / name, written_on=DAY)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_name_is_never_markup(tmp_path: Path) -> None:
    letter = filled("recuperation", chef="Dr #eval(1) *Lemoine* <b>", service="[gras] $x$ \\ @a")
    for suffix in FORMATS:
        write_letter(letter, tmp_path / f"x{suffix}", written_on=DAY)
        said = " ".join(words(text_of(tmp_path / f"x{suffix}")))
        assert "#eval(1) *Lemoine* <b>" in said
        assert "[gras] $x$" in said


def test_a_missing_field_is_named_before_anything_is_written() -> None:
    with pytest.raises(BadInput, match="surplus") as refused:
        fill(model("recuperation"), SENDER_FIELDS | {"chef": "Dr Lemoine"})
    assert "chef" not in str(refused.value).split("il manque")[1]


def test_an_empty_field_is_missing() -> None:
    with pytest.raises(BadInput, match="lieu"):
        filled("recuperation", lieu="  ")


def test_a_paragraph_starts_with_a_capital() -> None:
    assert filled("recuperation", periode="du 2 au 8 novembre 2026").body[0].startswith("Du 2 au 8")


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"\.odt"):
        write_letter(filled("recuperation"), tmp_path / "lettre.txt", written_on=DAY)
    assert not (tmp_path / "lettre.txt").exists()


MODEL = """\
letter: essai
title: Une lettre d’essai
checked: 2026-11-22
to: ["{chef}"]
subject: Un essai
fields: {chef: le chef}
body: ["Bonjour."]
"""


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("Bonjour.", "Bonjour {inconnu}.", "inconnu"),
        ("fields: {chef: le chef}", "fields: {chef: le chef, autre: x}", "autre"),
        ("Bonjour.", "Bonjour {Chef}.", "accolade"),
        ("title:", "titre:", "titre"),
        ('body: ["Bonjour."]', "body: []", "au moins 1"),
    ],
)
def test_a_wrong_model_is_refused(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    (tmp_path / "essai.yaml").write_text(MODEL.replace(wrong, right, 1), encoding="utf-8")
    with pytest.raises(BadDocument, match=said):
        load_letters.__wrapped__(tmp_path)


def test_a_good_model_is_read(tmp_path: Path) -> None:
    (tmp_path / "essai.yaml").write_text(MODEL, encoding="utf-8")
    assert set(load_letters.__wrapped__(tmp_path)["essai"].needs) == {*SENDER, "chef"}
