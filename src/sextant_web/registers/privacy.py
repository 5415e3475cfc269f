"""What is kept of who writes in the registers, and of who proposes."""

from __future__ import annotations

from datetime import timedelta

from sextant_web.people.retention import Declaration, of
from sextant_web.registers.models import Entry, EntryState, ProposedBenefit

INTEREST = "l’intérêt légitime à tenir un annuaire exact (RGPD, art. 6.1.f)"
UNANSWERED = timedelta(days=365)

DECLARATIONS = [
    Declaration(
        model=Entry,
        title="Registres des territoires",
        purpose="dire qui appeler, où loger, comment on est accueilli, avec l’âge de chaque réponse",
        basis=INTEREST,
        whose="qui écrit une entrée, ou en propose une ; l’entrée elle-même parle d’un bureau ou d’un lieu",
        readers="tout le monde lit l’entrée confirmée ; le nom et l’adresse de qui l’écrit, les structures locales seules",
        kept="l’adresse de qui propose est oubliée dès qu’une structure locale a répondu ; une proposition sans réponse, un an",
        at_erasure="le nom de qui l’a écrite est retiré, l’entrée reste",
        rows=of("written_by")(Entry),
        keep=True,
        expired=lambda today: Entry.objects.filter(state=EntryState.PROPOSED, written__lt=today - UNANSWERED),
    ),
    Declaration(
        model=ProposedBenefit,
        title="Aides proposées",
        purpose="relire une aide à deux avant de la publier, et répondre à qui l’a proposée",
        basis=INTEREST,
        whose="qui propose une aide, et les deux personnes qui la lisent",
        readers="les structures locales et la fédération ; l’aide publiée ne dit que l’organisme qui l’a proposée",
        kept="l’adresse de qui propose est oubliée dès la réponse ; une proposition sans réponse, un an",
        at_erasure="les noms de qui a lu sont retirés, l’aide reste",
        rows=of("first_reader", "second_reader")(ProposedBenefit),
        keep=True,
        expired=lambda today: ProposedBenefit.objects.filter(
            second_read=None, refused=None, sent__lt=today - UNANSWERED
        ),
    ),
]
