"""What every page says of itself: when and by what it was printed, its code, and the law that was applied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sextant import wording
from sextant.law.library import Library
from sextant.roster.papers.fingerprint import verification_code
from sextant.roster.roster import Roster


@dataclass(frozen=True, slots=True)
class Imprint:
    """Lines for the foot of a page, in French."""

    code: str
    printed: str
    law: str


def imprint(roster: Roster, library: Library, printed_on: date, version: str) -> Imprint:
    """The imprint of a roster. Rules are applied as in force on the day of each event."""
    problem = roster.problem
    checked = max((rule.checked for rule in library.rules), default=None)
    law = f"Droit appliqué : textes en vigueur {wording.say_span(problem.first, problem.last)}"
    if checked is not None:
        law += f", vérifiés le {wording.say_date(checked)}"
    return Imprint(
        code=verification_code(roster),
        printed=f"Sextant {version}, imprimé le {wording.say_date(printed_on)}",
        law=wording.typography(law),
    )
