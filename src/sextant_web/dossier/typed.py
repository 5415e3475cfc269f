"""A day as typed in a page."""

from __future__ import annotations

from datetime import date

from sextant.errors import BadInput
from sextant.form import to_day


def day_typed(text: str, which: str) -> date:
    """The day; ``which`` names it in what is refused (« premier »). Raises BadInput."""
    try:
        found = to_day(text)
    except ValueError as error:
        raise BadInput(f"le {which} jour ne se lit pas : {error}") from None
    assert isinstance(found, date)
    return found
