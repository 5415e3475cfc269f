"""A PDF whose photographs no longer say where, when and with what they were taken.

Only its JPEG pictures change, and only when they say something; what the document says of itself (author, date, text)
is evidence and stays. A signed PDF is left as it is: rewritten, its signature would no longer hold.
"""

from __future__ import annotations

import io

from sextant.errors import BadInput
from sextant.evidence.stripped import stripped_jpeg


def stripped_pdf(content: bytes) -> bytes:
    """``content`` with its photographs stripped, or ``content`` itself: nothing to strip, signed, or unreadable.

    What cannot be read is not judged here: who counts the pages says what is wrong.
    """
    from pypdf import PdfReader, PdfWriter  # here: only a PDF exhibit needs it
    from pypdf.errors import PyPdfError
    from pypdf.generic import StreamObject

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted or _signed(reader):
            return content
        writer = PdfWriter(clone_from=reader)
        changed = False
        for one in writer._objects:
            if isinstance(one, StreamObject) and one.get("/Subtype") == "/Image":
                changed |= _strip(one)
        if not changed:
            return content
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        found = io.BytesIO()
        writer.write(found)
        return found.getvalue()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return content


def _strip(picture: object) -> bool:
    """Take from one picture of a PDF what it says of its making; False when it says nothing."""
    said = picture.pop("/Metadata", None) is not None  # type: ignore[attr-defined]
    filters = picture.get("/Filter")  # type: ignore[attr-defined]
    if filters == "/DCTDecode" or filters == ["/DCTDecode"]:
        before = picture._data  # type: ignore[attr-defined]
        try:
            after = stripped_jpeg(before)
        except BadInput:  # draws all the same in a lenient reader: left as it is
            return said
        if len(after) < len(before):
            picture._data = after  # type: ignore[attr-defined]
            return True
    return said


def _signed(reader: object) -> bool:
    """Whether a signature covers the bytes of the file."""
    form = reader.trailer["/Root"].get("/AcroForm")  # type: ignore[attr-defined]
    return bool(form) and bool(int(form.get_object().get("/SigFlags", 0)) & 1)
