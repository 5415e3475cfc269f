"""The file of an aid once two people have read it: the second reading is written in it, with its day."""

from __future__ import annotations

import re
from datetime import date

CHECKER = "deux lectures, structures locales"
"""Who checked, as the public file says it: no person is named in it."""


def checked_text(text: str, on: date) -> str:
    """The same file with its checker and the day it was checked."""
    text = re.sub(r"^  checker: .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^readers:\n", f"readers:\n  checker: {CHECKER}\n", text, flags=re.MULTILINE)
    in_one_line = re.compile(r"^readers: \{(writer: [^}]*?)(, checker: [^}]*)?\}", re.MULTILINE)
    text = in_one_line.sub(rf'readers: {{\1, checker: "{CHECKER}"}}', text)
    return re.sub(r"^checked: .*$", f"checked: {on.isoformat()}", text, flags=re.MULTILINE)
