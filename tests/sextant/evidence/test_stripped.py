"""A picture keeps its pixels and loses what it says of a place; a cut or foreign file is told in one sentence."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.errors import BadInput
from sextant.evidence.exhibit import MOST_HANDED_IN, exhibit_from
from sextant.evidence.stripped import stripped_jpeg, stripped_png
from tests.sextant.evidence.test_dossier import picture

JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////"
    "////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
) + b"\xff\xd9"  # fmt: skip
WHERE = b"GPSLatitude 47.47"


def exif(orientation: int = 1) -> bytes:
    """An APP1 with an orientation and a place, as a telephone writes it."""
    tiff = struct.pack("<2sHIH", b"II", 42, 8, 2)
    tiff += struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack("<HHII", 0x8825, 4, 1, 38)
    body = b"Exif\0\0" + tiff + struct.pack("<I", 0) + WHERE
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def located(orientation: int = 1) -> bytes:
    """The picture with its place, a comment, and a film after its end."""
    comment = b"\xff\xfe\x00\x08" + b"CHU47."
    return JPEG[:2] + exif(orientation) + comment + JPEG[2:] + b"ftypmp4" + WHERE


def test_the_place_is_gone_and_the_pixels_are_the_same() -> None:
    found = stripped_jpeg(located())
    assert WHERE not in found
    assert b"CHU47" not in found
    assert found == stripped_jpeg(JPEG)
    assert found.startswith(JPEG[:20])  # the JFIF header


def test_which_way_up_is_kept() -> None:
    found = stripped_jpeg(located(6))
    assert WHERE not in found
    assert stripped_jpeg(found) == found
    assert found[2:4] == b"\xff\xe1"
    assert struct.pack(">HHIH", 0x0112, 3, 1, 6) in found


def test_a_png_loses_its_texts(tmp_path: Path) -> None:
    plain = picture(tmp_path).read_bytes()
    told = plain[:33] + chunk(b"eXIf", WHERE) + chunk(b"tEXt", b"Comment\0" + WHERE) + plain[33:] + WHERE
    assert stripped_png(told) == stripped_png(plain)
    assert WHERE not in stripped_png(told)


@given(st.integers(3, len(JPEG) - 3))
def test_a_cut_picture_is_refused(length: int) -> None:
    with pytest.raises(BadInput, match="coupée"):
        stripped_jpeg(JPEG[:length])


@given(st.binary(max_size=300))
def test_nothing_read_at_random_breaks_it(content: bytes) -> None:
    for strip, start in ((stripped_jpeg, b"\xff\xd8\xff"), (stripped_png, b"\x89PNG\r\n\x1a\n")):
        with suppress(BadInput):
            assert strip(start + content).startswith(start[:2])


# -- what is handed in --------------------------------------------------------------------------------


def test_the_content_decides_and_not_the_name() -> None:
    found = exhibit_from(located(), "C:\\Photos\\tableau.pdf", "", 4)
    assert (found.number, found.title, found.name, found.pages) == (4, "tableau", "tableau.jpg", 1)
    assert WHERE not in found.content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"bonjour", "ni une photo JPEG ou PNG, ni un PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ni une photo"),
        (b"%PDF-1.7 rien", "n’est pas un PDF lisible"),
        (b"%PDF-" + b" " * MOST_HANDED_IN, "Mo, 10 au plus"),
        (JPEG[:-30], "coupée"),
        (JPEG.replace(b"\x08\x00\x01\x00\x01", b"\x08\xff\xff\xff\xff"), "millions de points"),
    ],
    ids=["empty", "text", "svg", "no-pdf", "heavy", "cut", "huge"],
)
def test_what_cannot_be_an_exhibit_is_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        exhibit_from(content, "piece.jpg", "", 1)


def test_a_pdf_that_cannot_be_printed_is_told_when_it_is_handed_in(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "deux.pdf")
    assert exhibit_from((tmp_path / "deux.pdf").read_bytes(), "deux.pdf", "", 1).pages == 2
    writer.encrypt("secret")
    writer.write(tmp_path / "clos.pdf")
    with pytest.raises(BadInput, match="mot de passe"):
        exhibit_from((tmp_path / "clos.pdf").read_bytes(), "clos.pdf", "", 1)
