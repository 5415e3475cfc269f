"""Who signs a roster: three people by the text (CSP R6153-2-2, arrêté of 30 June 2015); the intern takes note."""

from __future__ import annotations

from dataclasses import dataclass

from sextant.roster.problem import Problem
from sextant.wording import typography

_SLOTS = (
    ("responsable", "Le praticien responsable de l’entité d’accueil", "Établi le"),
    ("coordonnateur", "Le coordonnateur de la spécialité", "Établi le"),
    ("directeur", "Le directeur de l’établissement", "Arrêté le"),
)
TAKES_NOTE = typography(
    "L’interne prend connaissance de ce tableau ; le texte ne lui demande pas de le signer. Pris connaissance le :"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to sign: the office, the name when known, and the words before the date."""

    key: str
    office: str
    name: str
    when: str


def signatures(problem: Problem) -> list[Slot]:
    """The three slots, with the names that the ward file gives."""
    return [Slot(key, office, problem.signatories.get(key, ""), when) for key, office, when in _SLOTS]
