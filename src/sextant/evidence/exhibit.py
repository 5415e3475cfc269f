"""An exhibit: a file put in the bundle, numbered, with its fingerprint."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass, replace
from hashlib import sha256
from os import PathLike
from pathlib import Path

from sextant import wording
from sextant.document import read_bytes
from sextant.errors import BadFile, BadInput, Place
from sextant.evidence.stripped import stripped_jpeg, stripped_png
from sextant.evidence.stripped_pdf import stripped_pdf

MAX_BYTES = 60_000_000
MOST_HANDED_IN, MOST_PAGES = 10_000_000, 80
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


def exhibit_from(content: bytes, name: str, title: str, number: int) -> Exhibit:
    """What somebody hands in, told apart by its content whatever its name says, and printable for sure.

    A picture loses what it says of place, date and camera, inside a PDF too; the rest of a PDF is left as it is.
    Raises BadInput.
    """
    if not content:
        raise BadInput("ce fichier est vide", remedy="Choisissez-le de nouveau.")
    if len(content) > MOST_HANDED_IN:
        raise BadInput(
            f"ce fichier pèse {wording.say_number(len(content) / 1e6, 1)} Mo, "
            f"{wording.say_number(MOST_HANDED_IN / 1e6)} au plus",
            remedy="Prenez la photo moins grande, ou coupez le PDF en plusieurs.",
        )
    if content.startswith(b"%PDF-"):
        suffix, kept = ".pdf", stripped_pdf(content)
    elif content.startswith(b"\xff\xd8\xff"):
        suffix, kept = ".jpg", stripped_jpeg(content)
    elif content.startswith(b"\x89PNG"):
        suffix, kept = ".png", stripped_png(content)
    else:
        raise BadInput(
            "ce fichier n’est ni une photo JPEG ou PNG, ni un PDF",
            why="son contenu décide, pas son nom",
            remedy="Une photo d’iPhone (HEIC) s’exporte en JPEG ; un courriel s’imprime en PDF.",
        )
    stem = "".join(sign for sign in Path(name.replace("\\", "/")).stem if sign.isprintable()).strip()[:80]
    found = Exhibit(number, title or stem or "Pièce", f"{stem or 'piece'}{suffix}", kept, 0)
    found = replace(found, pages=_pages(kept, Path(found.name)))
    if found.pages > MOST_PAGES:
        raise BadInput(
            f"ce PDF a {found.pages} pages, {MOST_PAGES} au plus", remedy="Coupez-le en plusieurs."
        )
    _refuse_unprintable(found)
    return found


def as_kept(content: bytes, name: str, title: str, number: int) -> Exhibit:
    """A file that :func:`exhibit_from` accepted before. Raises BadFile when it is no longer what its name says."""
    return Exhibit(number, title, name, content, _pages(content, Path(name)))


def _refuse_unprintable(exhibit: Exhibit) -> None:
    """Prints each page once: a file that would spoil a dossier later is told now. Raises BadInput."""
    import typst  # here: only what is handed in needs it

    pages = (
        [f"page: {n}" for n in range(1, exhibit.pages + 1)] if exhibit.suffix == ".pdf" else ["width: 5cm"]
    )
    name = f"piece{exhibit.suffix}"
    text = "#set page(width: 6cm, height: 8cm)\n" + "\n".join(
        f'#image("{name}", {one}{", width: 5cm" if exhibit.suffix == ".pdf" else ""})' for one in pages
    )
    with tempfile.TemporaryDirectory(prefix="piece-") as folder:
        root = Path(folder)
        (root / name).write_bytes(exhibit.content)
        (root / "essai.typ").write_text(text, encoding="utf-8")
        try:
            typst.Compiler(root / "essai.typ", root=root, ignore_system_fonts=True).compile(format="pdf")
        except (RuntimeError, ValueError, typst.TypstError):
            raise BadInput(
                "ce fichier s’ouvre mal : il ne pourrait pas être imprimé dans le dossier",
                remedy="Ouvrez-le, puis enregistrez-le ou imprimez-le de nouveau en PDF.",
            ) from None


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
