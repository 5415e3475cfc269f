"""An exhibit: a file put in the bundle, numbered, with its fingerprint."""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import sha256
from os import PathLike
from pathlib import Path

from sextant.document import read_bytes
from sextant.errors import BadFile, Place

MAX_BYTES = 60_000_000
_PICTURES = {".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """``pages`` are printed in the bundle (1 for a picture); 0: the file stands apart, its fingerprint is told."""

    number: int
    title: str
    name: str
    content: bytes
    pages: int

    @property
    def digest(self) -> str:
        """SHA-256 of the file, 64 hexadecimal digits: ``sha256sum`` gives the same."""
        return sha256(self.content).hexdigest()

    @property
    def suffix(self) -> str:
        """The kind of file, as its name ends."""
        return Path(self.name).suffix.lower()


def read_exhibit(path: str | PathLike[str], title: str, number: int) -> Exhibit:
    """Read a file as an exhibit. Raises BadFile when it is absent, too heavy, or is not what its name says."""
    content = read_bytes(path, MAX_BYTES)
    name = Path(path).name
    return Exhibit(number, title or Path(name).stem, name, content, _pages(content, Path(path)))


def _pages(content: bytes, path: Path) -> int:
    suffix = path.suffix.lower()
    if suffix in _PICTURES:
        if not content.startswith(_PICTURES[suffix]):
            raise _not_what_it_says(path, "une image")
        return 1
    if suffix != ".pdf":
        return 0
    from pypdf import PdfReader  # here: only a PDF exhibit needs it
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise BadFile(
                "ce PDF est protégé par un mot de passe",
                place=Place(file=str(path)),
                remedy="Enregistrez-en une copie sans mot de passe.",
            )
        return len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        raise _not_what_it_says(path, "un PDF") from None


def _not_what_it_says(path: Path, what: str) -> BadFile:
    return BadFile(
        f"ce fichier n’est pas {what} lisible",
        place=Place(file=str(path)),
        remedy="Ouvrez-le, puis enregistrez-le de nouveau.",
    )
