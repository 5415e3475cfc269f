"""Opens a workbook (.xlsx) that comes from outside, and compares the words of its titles.

Its size is checked before and after unpacking; macros, entities and damaged archives are refused.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from openpyxl import Workbook, load_workbook

from sextant.errors import BadFile, Place

MAX_BYTES = 2_000_000
"""The largest workbook, as it lies on disk."""

MAX_UNPACKED = 20_000_000
"""The largest workbook once unpacked."""

MAX_PARTS = 500


def open_workbook(content: bytes, name: str) -> Workbook:
    """A workbook whose every part was measured and parsed without entities first."""
    place = Place(file=name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile("c’est un classeur d’ancien format (.xls) ou protégé par un mot de passe", place=place,
                      remedy="Enregistrez-le au format .xlsx, sans mot de passe.")  # fmt: skip
    if not content.startswith(b"PK"):
        raise BadFile("ce n’est pas un classeur .xlsx", place=place,
                      remedy="Enregistrez la feuille au format .xlsx (un .csv ou un .ods ne se lit pas ici).")  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_parts(archive, place)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of charts and styles that it leaves out
            return load_workbook(io.BytesIO(content), keep_links=False)
    except BadFile:
        raise
    except (DefusedXmlException, ParseError):
        raise BadFile("ce classeur contient un XML refusé", place=place,
                      remedy="Ouvrez-le dans un tableur et enregistrez-le de nouveau.") from None  # fmt: skip
    except Exception:  # a damaged workbook fails in openpyxl and zipfile in too many ways to be listed
        raise BadFile("ce classeur est abîmé", place=place,
                      remedy="Ouvrez-le dans un tableur et enregistrez-le de nouveau.") from None  # fmt: skip


def _refuse_parts(archive: zipfile.ZipFile, place: Place) -> None:
    parts = archive.infolist()
    total = 0
    if len(parts) > MAX_PARTS:
        raise BadFile("ce classeur contient trop de parties", place=place)
    if "[Content_Types].xml" not in archive.namelist() or "xl/workbook.xml" not in archive.namelist():
        raise BadFile("cette archive n’est pas un classeur .xlsx", place=place,
                      remedy="Enregistrez la feuille au format .xlsx.")  # fmt: skip
    for part in parts:
        with archive.open(part) as opened:
            content = opened.read(MAX_UNPACKED - total + 1)  # what headers announce is not believed
        total += len(content)
        if total > MAX_UNPACKED:
            raise BadFile("ce classeur est énorme une fois décompressé", place=place,
                          why=f"la limite est de {MAX_UNPACKED // 1_000_000} Mo")  # fmt: skip
        if part.filename.lower().endswith("vbaproject.bin"):
            raise BadFile("ce classeur contient des macros", place=place,
                          remedy="Enregistrez-le au format .xlsx, sans macro.")  # fmt: skip
        if part.filename.lower().endswith((".xml", ".rels")):
            fromstring(content, forbid_dtd=True)


def plain(text: str) -> str:
    """Lower case, without accents nor punctuation, singular: how titles and words are compared."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join(word.rstrip("s") if len(word) > 2 else word for word in re.findall(r"[a-z0-9]+", bare))
