"""The guide of the aids of a département, printed from the catalogue: nothing in it is typed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from sextant import wording
from sextant.benefits import places
from sextant.benefits.amount import Confidence, in_general
from sextant.benefits.benefit import Benefit, Status
from sextant.benefits.catalogue import CATEGORIES, Catalogue, concerning
from sextant.benefits.condition import say
from sextant.benefits.contacts import contact_of, portal_says
from sextant.benefits.coverage import AUDIENCES, Looked, looked_at
from sextant.benefits.papers.typeset import typeset
from sextant.benefits.situation import Situation, situation_of
from sextant.benefits.steps import all_steps, checklist
from sextant.errors import BadInput

_STATUS = {
    Status.IN_FORCE: ("■", "en vigueur"),
    Status.ANNOUNCED: ("□", "annoncée : pas encore un droit"),
    Status.TO_VERIFY: ("□", "à vérifier avant d’y compter"),
    Status.CLOSED: ("▣", "fermée"),
    Status.HISTORY: ("▣", "de l’histoire"),
}


def booklet(departement: str, known: Catalogue, on: date, version: str) -> bytes:
    """The PDF of the guide for a département, as the catalogue stands on ``on``. Raises BadInput for no département."""
    return typeset("booklet.typ", contents(departement, known, on, version), on)


def contents(departement: str, known: Catalogue, on: date, version: str) -> Mapping[str, object]:
    """Everything that the guide prints."""
    code = departement.strip().upper()
    if code not in places.departements():
        raise BadInput(f"« {departement} » n’est pas un département", remedy="Donnez son code : 53, 2A, 971.")
    here = situation_of({"territoire.departement": code, "stage.departement": code})
    concerned = [one for one in known.benefits if concerning(one, code)]
    open_ones = [one for one in concerned if not _closed(one, on)]
    region = places.region_of(code) or ""
    text = wording.typography
    return {
        "title": text(f"Guide des aides — {places.name('departement', code)}"),
        "region": places.name("region", region),
        "printed": text(f"Imprimé le {wording.say_day(on)} par Sextant {version}"),
        "confidence": [f"{letter} : {letter.says}" for letter in Confidence],
        "corrections": [text(one.correction) for one in concerned if one.correction],
        "sections": [
            {"title": CATEGORIES[category], "entries": [_entry(one, here, on) for one in group]}
            for category, group in _by_category(open_ones)
        ],
        "closed": [
            {"name": text(one.name), "says": text(_why_closed(one))} for one in concerned if _closed(one, on)
        ],
        "uncovered": _uncovered(code, region, known, on),
        "portal": text(portal_says(region, on)),
        "steps": [_step(number, one.step.id) for number, one in enumerate(checklist(here, on, "premiere_installation"), 1)],
        "sources": sorted({text(source.title) for one in open_ones for source in one.sources}),
    }  # fmt: skip


def _by_category(benefits: Iterable[Benefit]) -> Iterable[tuple[str, list[Benefit]]]:
    order = list(CATEGORIES)
    ranked = sorted(
        benefits, key=lambda one: (order.index(one.category), one.payer.scale != "nationale", one.id)
    )
    return [(category, list(group)) for category, group in groupby(ranked, key=lambda one: one.category)]


def _closed(one: Benefit, on: date) -> bool:
    return one.status in (Status.CLOSED, Status.HISTORY) or bool(
        one.valid.last_day and one.valid.last_day < on
    )


def _why_closed(one: Benefit) -> str:
    if one.valid.last_day:
        return f"fermée depuis le {wording.say_day(one.valid.last_day)}"
    return "de l’histoire, ne compte plus"


def _entry(one: Benefit, here: Situation, on: date) -> dict[str, object]:
    text = wording.typography
    mark, status = _STATUS[one.status]
    expired = on > one.expires
    terms = [
        (
            "Combien",
            " ; ".join(in_general(amount, one.parameters, on) for amount in one.amounts) or "montant inconnu",
        ),
        ("Conditions", " ; ".join(say(condition) for condition in one.conditions)),
        ("À confirmer", " ; ".join(each.says for each in one.to_confirm)),
        ("Quand", one.when),
        ("Engagement", one.commitment.says if one.commitment else ""),
        ("À rendre", one.clawback.says if one.clawback else ""),
        ("Exclut ensuite", one.excludes_later),
        ("Attention", one.doubt),
        ("Demander à", contact_of(one.contact, here.facts, on, one.valid.event).says),
    ]
    return {
        "name": text(one.name),
        "payer": text(one.payer.name),
        "says": text(f"{one.says[0].upper()}{one.says[1:]}."),
        "mark": "□" if expired else mark,
        "status": "périmée : à revérifier" if expired else status,
        "terms": [
            {"label": label, "says": text(f"{said[0].upper()}{said[1:]}")} for label, said in terms if said
        ],
        "proof": text(
            f"Confiance {one.confidence}, vérifiée le {wording.say_day(one.checked)}, "
            f"{'deux lectures' if one.read_twice else 'une lecture'}. {wording.join([s.title for s in one.sources])}."
        ),
    }


def _uncovered(code: str, region: str, known: Catalogue, on: date) -> list[str]:
    looked = looked_at(known, on)
    found = []
    for scale, territory in (("region", region), ("departement", code)):
        for audience, said in AUDIENCES.items():
            state = looked.get((scale, territory, audience), Looked.NOT_LOOKED)
            found.append(f"{places.name(scale, territory)}, {said} : {state.value}")
    found.append("Intercommunalités et communes : personne n’a regardé, sauf celles nommées dans ce guide")
    return [wording.typography(one) for one in found]


def _step(number: int, name: str) -> dict[str, str]:
    step = all_steps()[name]
    text = wording.typography
    return {"number": str(number), "title": text(step.title), "trap": text(step.trap)}
