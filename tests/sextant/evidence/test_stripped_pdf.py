"""A photograph inside a PDF loses its place; the rest of the PDF, and any PDF without one, stays as it was."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
)

from sextant.evidence.exhibit import exhibit_from
from sextant.evidence.stripped_pdf import stripped_pdf
from tests.sextant.evidence.test_stripped import JPEG, WHERE, located


def scanned(picture: bytes, *, filters: object = None, told: bytes = b"", signed: bool = False) -> bytes:
    """A page that shows a photograph, as a telephone's « scanner » writes it; ``told``: what stands beside it."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    image = DecodedStreamObject()
    image.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(1),
            NameObject("/Height"): NumberObject(1),
            NameObject("/ColorSpace"): NameObject("/DeviceGray"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): filters or NameObject("/DCTDecode"),
        }
    )
    image._data = picture
    if told:
        beside = DecodedStreamObject()
        beside.set_data(told)
        image[NameObject("/Metadata")] = writer._add_object(beside)
    drawn = DecodedStreamObject()
    drawn.set_data(b"q 100 0 0 100 0 0 cm /P Do Q")
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/P"): writer._add_object(image)})}
    )
    page[NameObject("/Contents")] = writer._add_object(drawn)
    writer.add_metadata({"/Author": "Bureau des internes", "/CreationDate": "D:20261103"})
    if signed:
        form = DictionaryObject(
            {NameObject("/SigFlags"): NumberObject(3), NameObject("/Fields"): ArrayObject()}
        )
        writer.root_object[NameObject("/AcroForm")] = form
    found = io.BytesIO()
    writer.write(found)
    return found.getvalue()


@pytest.mark.parametrize("listed", [False, True])
def test_the_place_of_a_photograph_is_gone_and_the_author_of_the_pdf_is_there(listed: bool) -> None:
    name = NameObject("/DCTDecode")
    content = scanned(located(), filters=ArrayObject([name]) if listed else name)
    assert WHERE in content
    found = exhibit_from(content, "tableau.pdf", "", 1)
    assert WHERE not in found.content
    assert found.pages == 1
    assert PdfReader(io.BytesIO(found.content)).metadata["/Author"] == "Bureau des internes"  # type: ignore[index]


def test_what_stands_beside_the_photograph_goes_too() -> None:
    found = stripped_pdf(scanned(JPEG, told=b"<x:xmpmeta>" + WHERE))
    assert WHERE not in found
    assert b"xmpmeta" not in found


def test_a_pdf_that_says_nothing_keeps_its_fingerprint() -> None:
    clean = stripped_pdf(scanned(located()))
    assert stripped_pdf(clean) == clean


def test_a_signed_pdf_is_not_touched() -> None:
    content = scanned(located(), signed=True)
    assert stripped_pdf(content) == content


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(500), scanned(located())[:-200]],
    ids=["empty", "nothing", "cut"],
)
def test_what_cannot_be_read_is_left_to_who_counts_the_pages(content: bytes) -> None:
    assert isinstance(stripped_pdf(content), bytes)


def test_a_cut_photograph_spoils_nothing() -> None:
    content = scanned(located()[:40])
    assert stripped_pdf(content) == content
