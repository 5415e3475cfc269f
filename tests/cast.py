"""The people of our tests, introduced once. A test names one of them and nobody has to be explained again.

Plain facts only; each subject turns them into its own objects where it needs them.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Someone:
    """A name, a place in the house, and the one fact that makes a test interesting."""

    name: str
    role: str
    share: Fraction = Fraction(1)
    pregnant_since: date | None = None


CAMILLE = Someone("Camille", "interne")  # nothing special happens to Camille: the plain case
YANIS = Someone("Yanis", "interne")  # the colleague to swap with
INES = Someone("Inès", "interne", pregnant_since=date(2026, 8, 24))  # no more gardes from the third month
THEO = Someone("Théo", "interne", share=Fraction(1, 2))  # half-time
DR_LEMOINE = Someone("Dr Lemoine", "praticien")  # heads the ward, signs the roster
MME_ROUX = Someone("Mme Roux", "direction")  # approves the rosters of the hospital
PR_ANDRE = Someone("Pr André", "coordonnateur")  # coordinates the specialty in the subdivision
SACHA = Someone("Sacha", "structure locale")  # officer of the local union
NOOR = Someone("Noor", "fédération")  # officer of the federation

# The neighbours: another ward, another hospital, another subdivision. They must not get in.
MALO = Someone("Malo", "interne")
DR_KERN = Someone("Dr Kern", "praticien")
M_FABRE = Someone("M. Fabre", "direction")
LOU = Someone("Lou", "structure locale")

INTERNS = (CAMILLE, YANIS, INES, THEO)
OFFICERS = (MME_ROUX, PR_ANDRE, SACHA, NOOR)
NEIGHBOURS = (MALO, DR_KERN, M_FABRE, LOU)
EVERYONE = (*INTERNS, DR_LEMOINE, *OFFICERS, *NEIGHBOURS)
