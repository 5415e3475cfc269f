"""How what is wrong with facts is said on a screen."""

from __future__ import annotations

from django import template

from sextant.errors import BadInput
from sextant_web.roster.bridge import BadFacts
from sextant_web.roster.editing import said
from sextant_web.roster.fields import Row, Sheet
from sextant_web.roster.steps import TITLES, step_of

register = template.Library()


@register.filter
def sentence(error: BadInput) -> str:
    """What is wrong, and what to do, without the place."""
    return said(error)


@register.filter
def where_wrong(error: BadInput) -> str:
    """The title of the step where it is mended."""
    if isinstance(error, BadFacts) and error.path[:1] == ("policies",):
        return "Règles du service"
    key = step_of(error.path) if isinstance(error, BadFacts) else ""
    return TITLES.get(key, "Période, horaires et signatures" if key else "")


@register.filter
def told(row: Row) -> bool:
    """Whether a group of fields says something, or has something to mend: it is then shown unfolded."""
    return any(one.value or one.wrong for one in row.fields)


@register.filter
def posts_told(sheet: Sheet) -> bool:
    """The same, for the rows of posts of a line."""
    return any(told(row) for row in sheet.rows[4:])


@register.filter
def rows_of(sheet: Sheet, key: str) -> list[Row]:
    """The rows of a list, by the last key of its path."""
    return [row for row in sheet.rows if [step for step in row.path if isinstance(step, str)][-1] == key]
