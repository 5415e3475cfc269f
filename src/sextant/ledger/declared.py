"""What a person declared of herself, said in French: the same words on the screen and at the terminal."""

from __future__ import annotations

from sextant import wording
from sextant.almanac.person import Person, PlacementKind, Restriction, Status
from sextant.law import say
from sextant.ledger.acceptance import person_from
from sextant.ledger.entry import PersonFacts

_PLACES = {
    PlacementKind.AMBULATORY: "stage ambulatoire",
    PlacementKind.SASPAS: "SASPAS",
}


def say_facts(facts: PersonFacts) -> str:
    """« déclaré le 3 novembre 2026 : troisième mois le 14 décembre 2026 ; temps partiel à 50 % »."""
    said = " ; ".join(facts_said(person_from(facts.person, "Interne")))
    return (
        f"déclaré le {wording.say_day(facts.recorded_at.date())} : {said or 'ni dispense, ni temps partiel'}"
    )


def facts_said(person: Person) -> list[str]:
    """Every fact that is not the usual case, one phrase each; nothing for an intern in the usual one."""
    said = []
    if person.status is Status.DOCTEUR_JUNIOR:
        said.append("docteur junior")
    if place := _PLACES.get(person.placement):
        said.append(place)
    if person.placement_start:
        said.append(f"stage commencé le {wording.say_day(person.placement_start)}")
    if person.share < 1:
        said.append(f"temps partiel à {wording.say_number(100 * person.share)} %")
    if person.surnombre:
        said.append("en surnombre")
    if pregnancy := person.pregnancy:
        said.append(f"troisième mois le {wording.say_day(pregnancy.third_month)}")
        if pregnancy.until:
            said.append(f"grossesse jusqu’au {wording.say_day(pregnancy.until)}")
        if consent := pregnancy.consent:
            said.append(f"accord du {wording.say_day(consent.since)} pour continuer les gardes")
            if consent.revoked:
                said.append(f"accord repris le {wording.say_day(consent.revoked)}")
    said += [_certificate(one) for one in person.restrictions]
    if person.trimester:
        said.append(f"trimestre de moyenne {wording.say_span(*person.trimester)}")
    if person.leave_taken:
        said.append(f"{wording.say_count(person.leave_taken, 'jour')} de congé déjà pris ailleurs")
    return said


def _certificate(one: Restriction) -> str:
    names = sorted(say.name(kind) for kind in one.kinds)
    return f"certificat {wording.say_span(one.since, one.until)}, qui exclut : {wording.join(names)}"
