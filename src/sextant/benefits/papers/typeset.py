"""Typesets one JSON value with a Typst template: a name is data there, never markup; same value, same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import typst

_HERE = Path(__file__).parent


def typeset(template: str, data: Mapping[str, object], printed_on: date) -> bytes:
    """The PDF of ``data`` laid out by ``template``, a file beside this one. Only the fonts that Typst carries are used."""
    compiler = typst.Compiler(
        _HERE / template,
        root=_HERE,
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
    )
    stamp = datetime(printed_on.year, printed_on.month, printed_on.day, 12, tzinfo=UTC)
    content = compiler.compile(format="pdf", timestamp=stamp)
    assert isinstance(content, bytes)
    return content
