"""Checks a statement that somebody hands over, from its PDF alone: no account, no stored data.

Three questions: do the values carried bear a good signature, of which key; does the printed code fit them; do the
pages say what the values say. The last is answered by printing the statement again and comparing the words.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from os import PathLike
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

import sextant
from sextant.document import read_bytes
from sextant.errors import BadFile, Place, SextantError
from sextant.ledger.signature import fingerprint, is_signed
from sextant.ledger.statement import SignedStatement, Statement, code_of
from sextant.ledger.statement_pdf import statement_pdf

logging.getLogger("pypdf").setLevel(
    logging.CRITICAL
)  # what it says in English of a damaged PDF, we say in French

MAX_BYTES = 5_000_000
_MOST_PAGES = 60


class Pages(StrEnum):
    """What the pages say, beside the values they carry."""

    SAME = "conformes"
    CHANGED = "modifiées"
    UNKNOWN = "à comparer"  # printed by another version: words may be placed otherwise


@dataclass(frozen=True, slots=True)
class StatementCheck:
    """The answer. ``signed``: by ``key`` (base64), the values being untouched; ``known`` when the key is a known one."""

    statement: Statement
    code: str
    key: str
    signed: bool
    known: bool
    pages: Pages

    @property
    def good(self) -> bool:
        """True when a signature holds and the pages say what was signed."""
        return self.signed and self.pages is not Pages.CHANGED

    @property
    def says(self) -> list[str]:
        """The answer in French sentences, the verdict first."""
        values = self.statement.values
        if not self.key:
            lines = ["Relevé non signé : rien ne dit qui l’a établi."]
        elif not self.signed:
            lines = ["Relevé falsifié : ses valeurs ne sont pas celles qui ont été signées."]
        elif self.pages is Pages.CHANGED:
            lines = ["Relevé falsifié : ses pages ne disent pas ce qui a été signé."]
        else:
            who = (
                "connue" if self.known else "qui n’est pas dans celles données : demandez-la à qui l’a établi"
            )
            lines = [f"Relevé authentique, signé par la clé {fingerprint(self.key)}, {who}."]
        if self.pages is Pages.UNKNOWN:
            lines.append(
                f"Établi par {values.get('program', '')}, que {_PROGRAM} n’imprime pas mot pour mot : comparez les chiffres."
            )
        lines.append(f"{self.statement.title}, {values['name']}. Code {self.code}.")
        lines += [f"{row['says']} : {row['value']}." for row in values["figures"]]
        return lines


_PROGRAM = f"Sextant {sextant.__version__}"


def check_statement_file(path: str | PathLike[str], keys: Mapping[str, str] | None = None) -> StatementCheck:
    """Check the PDF of that path. Raises BadFile when it is no statement."""
    return check_statement(read_bytes(path, MAX_BYTES), str(path), keys)


def check_statement(
    content: bytes, name: str = "relevé.pdf", keys: Mapping[str, str] | None = None
) -> StatementCheck:
    """Check the bytes of a PDF. ``keys``: known public keys, by any name. Raises BadFile when it is no statement."""
    text, attachment = _read(content, name)
    signed = _signed(attachment, name)
    statement, key = signed.statement, signed.key
    return StatementCheck(
        statement=statement,
        code=code_of(statement),
        key=key,
        signed=bool(key) and is_signed(statement.text, signed.signature, key),
        known=key in set((keys or {}).values()),
        pages=_pages(signed, text),
    )


def _read(content: bytes, name: str) -> tuple[str, str]:
    """The words of the pages, and what the PDF carries."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) > _MOST_PAGES:
            raise BadFile("ce PDF est trop long pour un relevé", place=Place(name))
        carried = reader.attachments.get("releve.json", [])
        text = " ".join(page.extract_text() for page in reader.pages)
        return text, carried[0].decode("utf-8") if carried else ""
    except BadFile:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError, OSError):
        raise BadFile("ce fichier n’est pas un PDF lisible", place=Place(name)) from None


def _signed(attachment: str, name: str) -> SignedStatement:
    try:
        data: Any = json.loads(attachment)
        values = data["statement"]
        if values["sextant"] != "releve" or not isinstance(values["figures"], list):
            raise ValueError
        return SignedStatement(Statement(values), str(data["key"]), str(data["signature"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadFile(
            "ce PDF n’est pas un relevé de Sextant", place=Place(name), why="il ne porte pas les valeurs d’un relevé",
            remedy="Donnez le fichier d’origine : un relevé imprimé puis numérisé ne se vérifie que par son code.",
        ) from None  # fmt: skip


def _pages(signed: SignedStatement, text: str) -> Pages:
    """The words of the pages against those of the same statement printed again."""
    try:
        again, _ = _read(statement_pdf(signed), "")
    except (SextantError, KeyError, TypeError, RuntimeError):
        return Pages.CHANGED
    if "".join(again.split()) == "".join(text.split()):
        return Pages.SAME
    return Pages.CHANGED if signed.statement.values.get("program") == _PROGRAM else Pages.UNKNOWN
