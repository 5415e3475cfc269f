"""The short word of a line or of a shift, made when none is typed: it follows the letter in a roster, N@gardes."""

from __future__ import annotations

from itertools import count

from django.utils.text import slugify

from sextant_web.roster.fields import Json

_LONGEST = 26
"""Letters, before the number of a second one; a file takes thirty."""


def with_short_words(facts: Json) -> Json:
    """A line without one takes that of its kind (gardes, gardes-2…), a shift that of its name (soir, soir-2…)."""
    lines, shifts = facts.get("lines", []), facts.get("shifts", [])
    taken = {str(one.get("id", "")) for one in (*lines, *shifts)}
    wanted = [(one, f"{one.get('kind', 'garde')}s") for one in lines]
    wanted += [(one, str(one.get("name", ""))) for one in shifts]
    for one, name in wanted:
        if not one.get("id"):
            word = slugify(name.replace("_", "-"))[:_LONGEST].strip("-") or "poste"
            words = (word if n == 1 else f"{word}-{n}" for n in count(1))
            one["id"] = next(new for new in words if new not in taken)
            taken.add(one["id"])
    return facts
