"""The message ready to send when only an office knows the answer: to whom, about what, one question each."""

from __future__ import annotations

from dataclasses import dataclass

from sextant import wording
from sextant.benefits import places
from sextant.benefits.benefit import Benefit
from sextant.benefits.contacts import Contact
from sextant.benefits.situation import Facts
from sextant.benefits.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: the office, its mailbox when known, the subject and the text."""

    to: str
    mailbox: str
    subject: str
    text: str


def letter(benefit: Benefit, contact: Contact, facts: Facts) -> Letter | None:
    """The message for an aid that holds a question; None when nobody needs to be asked."""
    questions = [one.ask for one in benefit.to_confirm if one.ask]
    if not questions:
        return None
    asked = "\n".join(f"– {question}" for question in questions)
    text = (
        f"Madame, Monsieur,\n\n{_who(facts)}Je me renseigne sur : {benefit.name} ({benefit.payer.name}).\n\n"
        f"Pourriez-vous me dire :\n{asked}\n\nEt m’indiquer le texte ou la délibération, sa date, et la personne ou la boîte "
        "aux lettres à qui envoyer le dossier ?\n\nAvec mes remerciements,\n"
    )
    return Letter(contact.says, contact.mailbox, f"{benefit.name} : une question", wording.typography(text))


def _who(facts: Facts) -> str:
    """« Je suis interne ; projet : un cabinet principal, Sarthe (72), le 1er mars 2027. »."""
    parts = []
    if "personne.statut" in facts:
        parts.append(f"je suis {vocabulary()['personne.statut'].label(facts['personne.statut'])}")
    project = (
        [vocabulary()["projet.role"].label(facts["projet.role"])]
        if facts.get("projet.role", "aucun") != "aucun"
        else []
    )
    for code in ("territoire.departement", "stage.departement"):
        if code in facts:
            project.append(places.name("departement", facts[code]))
            break
    if "projet.date" in facts:
        project.append(f"le {wording.say_day(facts['projet.date'])}")
    if project:
        parts.append(f"mon projet : {', '.join(project)}")
    said = " ; ".join(parts)
    return f"{said[0].upper()}{said[1:]}.\n" if said else ""
