"""The checklist of steps on paper: what, before when, with whom, what it needs, what it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sextant import wording
from sextant.benefits.contacts import UNKNOWN, Contact
from sextant.benefits.papers.typeset import typeset
from sextant.benefits.steps import JOURNEYS, DatedStep, Journey, all_steps, source_of


def checklist_pdf(steps: Sequence[DatedStep], journey: Journey, name: str, on: date, version: str) -> bytes:
    """The PDF of a checklist, printed on ``on``; same arguments, same bytes."""
    return typeset("checklist.typ", contents(steps, journey, name, on, version), on)


def contents(
    steps: Sequence[DatedStep], journey: Journey, name: str, on: date, version: str
) -> Mapping[str, object]:
    """Everything that the checklist prints."""
    text = wording.typography
    return {
        "title": text(f"Démarches pour {JOURNEYS[journey]}"),
        "name": name,
        "printed": text(f"Imprimé le {wording.say_day(on)} par Sextant {version}"),
        "steps": [_row(number, one) for number, one in enumerate(steps, 1)],
    }


def _row(number: int, one: DatedStep) -> dict[str, object]:
    step, text = one.step, wording.typography
    details = [
        ("Il faut", wording.join(step.needs)),
        ("On obtient", wording.join(step.produces)),
        ("Après", wording.join([all_steps()[name].title for name in one.before])),
        ("Durée", step.takes or "inconnue"),
        ("Avec", one.contact.says),
        ("Le joindre", reach(one.contact)),
        ("Attention", step.trap),
    ]
    return {
        "number": str(number),
        "title": text(step.title),
        "when": text(when(one)),
        "late": one.late,
        "sure": one.sure,
        "details": [{"label": label, "says": text(said)} for label, said in details if said],
        "proof": text(
            f"{source_of(step).title}, vérifié le {wording.say_day(step.checked)}, confiance {step.confidence}"
        ),
    }


def when(one: DatedStep) -> str:
    """« du 1er mars au 1er septembre 2026 », « avant le 1er février 2027 », « date inconnue »."""
    if one.last is None:
        return f"à partir du {wording.say_day(one.first)}" if one.first else "délai inconnu"
    if one.first is not None:
        return wording.say_span(one.first, one.last)
    return f"avant le {wording.say_day(one.last)}"


def reach(contact: Contact) -> str:
    """How to reach an office: only what was confirmed, with the day; what is not known is said so."""
    known = [one for one in (contact.mailbox, contact.telephone, contact.opening) if one and one != UNKNOWN]
    if not known or contact.confirmed is None:
        return "adresse et téléphone inconnus de Sextant"
    stale = ", à reconfirmer" if contact.stale else ""
    return f"{', '.join(known)} (confirmé le {wording.say_day(contact.confirmed)}{stale})"
