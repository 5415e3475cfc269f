"""A statement as a PDF, A4, with room for a stamp; it carries its own values and their signature.

Python says what is true, ``statement.typ`` how it looks. Only the fonts that Typst carries are used: the same
statement gives the same bytes, and can be printed again from what it carries.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import typst

from sextant.ledger.canonical import read_moment
from sextant.ledger.signature import fingerprint
from sextant.ledger.statement import SignedStatement, code_of

_TEMPLATE = Path(__file__).with_name("statement.typ")


def statement_pdf(signed: SignedStatement) -> bytes:
    """The bytes of the PDF."""
    values = signed.statement.values
    document = {
        "statement": values,
        "code": code_of(signed.statement),
        "key": fingerprint(signed.key) if signed.key else "",
        "attachment": signed.attachment,
    }
    compiler = typst.Compiler(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(document, ensure_ascii=False)},
    )
    made = read_moment(values["made_at"])
    content = compiler.compile(
        format="pdf", timestamp=datetime(made.year, made.month, made.day, 12, tzinfo=UTC)
    )
    assert isinstance(content, bytes)
    return content
