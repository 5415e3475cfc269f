"""What the federation's registers keep: institutions, no intern; who wrote a line, until that account is erased."""

from __future__ import annotations

from sextant_web.defence.models import CaseNote, UnionLetter
from sextant_web.people.retention import Declaration, of

FEDERATION = "qui tient les registres de la fédération"
INTEREST = "l’intérêt légitime à suivre ses démarches (RGPD, art. 6.1.f)"

DECLARATIONS = [
    Declaration(
        model=UnionLetter,
        title="Courriers de la fédération",
        purpose="savoir ce qui a été écrit à une institution, et ce qui attend une réponse",
        basis=INTEREST,
        whose=FEDERATION,
        readers="la fédération, avec second facteur",
        kept="tant que dure la démarche ; aucun interne n’y est nommé",
        at_erasure="gardés, sans le nom de qui les a inscrits",
        rows=of("by")(UnionLetter),
        keep=True,
        words={"by": "inscrit par"},
    ),
    Declaration(
        model=CaseNote,
        title="Notes privées sur les affaires",
        purpose="préparer la suite d’une affaire, à part de sa page publique",
        basis=INTEREST,
        whose=FEDERATION,
        readers="la fédération, avec second facteur",
        kept="tant que dure l’affaire ; aucun interne n’y est nommé",
        at_erasure="gardées, sans le nom de qui les a écrites",
        rows=of("by")(CaseNote),
        keep=True,
        words={"by": "écrite par"},
    ),
]
