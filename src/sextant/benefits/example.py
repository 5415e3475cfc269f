"""Runs the worked examples of the aid files: what the engine says of a situation, against what its file expects."""

from __future__ import annotations

from sextant import wording
from sextant.benefits.assess import Assessment, assess
from sextant.benefits.benefit import Benefit, BenefitExample
from sextant.benefits.catalogue import Catalogue, catalogue_of
from sextant.benefits.situation import situation_from
from sextant.document import Document


def judged(benefit: Benefit, example: BenefitExample) -> Assessment:
    """The situation of an example, judged on the day it names (the day the file was checked, otherwise).

    Only the aid itself is judged: what the others say is not the business of its examples. Raises BadDocument.
    """
    situation = situation_from(Document(benefit.file or benefit.id, example.situation, {}))
    return assess(situation, example.on or benefit.checked, _alone(benefit))


def _alone(benefit: Benefit) -> Catalogue:
    return catalogue_of([benefit])


def differences(benefit: Benefit, example: BenefitExample) -> list[str]:
    """What the engine says otherwise than the example expects, in French; empty when they agree."""
    assessment = judged(benefit, example)
    verdict = assessment[benefit.id]
    worth = assessment.worth(verdict)
    found = []
    if verdict.state.value != example.state:
        found.append(f"{example.state} attendu, {verdict.state.value} trouvé")
    if example.total is not None:
        total = sum(part.total or 0 for part in worth if part.certain)
        if round(total, 2) != example.total:
            found.append(
                f"total de {wording.say_number(example.total)} attendu, {wording.say_number(total)} trouvé"
            )
    if example.values is not None:
        values = list(worth[0].values or ()) if worth else []
        if values != example.values:
            found.append(f"montants {_list(example.values)} attendus, {_list(values)} trouvés")
    return found


def _list(values: list[float]) -> str:
    return wording.join([wording.say_number(value) for value in values]) or "aucun"
