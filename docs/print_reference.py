"""Prints ``docs/reference``: pages that cannot lie, since the code and its data write them.

A new page is one file in ``docs/printing`` and one line here. ``tests/house/test_printed_pages.py``
refuses a page that is no longer what its printer would write.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docs.printing import (
    benefits,
    commands,
    coverage,
    errors,
    formats,
    glossary,
    law,
    procedures,
    processing,
    rights,
    ward_schema,
)

REFERENCE = Path(__file__).resolve().parent / "reference"

PAGES: dict[str, Callable[[], str]] = {
    "benefits.md": benefits.page,
    "commands.md": commands.page,
    "coverage.md": coverage.page,
    "errors.md": errors.page,
    "formats.md": formats.page,
    "glossary.md": glossary.page,
    "law.md": law.page,
    "procedures.md": procedures.page,
    "processing.md": processing.page,
    "rights.md": rights.page,
    "ward.schema.json": ward_schema.page,
}


def main() -> None:
    """Writes every page, and says which ones changed."""
    REFERENCE.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        file = REFERENCE / name
        text = page()
        changed = not file.exists() or file.read_text(encoding="utf-8") != text
        if changed:
            file.write_text(text, encoding="utf-8")
        print(f"docs/reference/{name}: {'réimprimée' if changed else 'déjà à jour'}")


if __name__ == "__main__":
    main()
