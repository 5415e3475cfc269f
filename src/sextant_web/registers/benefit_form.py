"""The plain form by which an aid is proposed: what was typed, read into the words that make its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from sextant.benefits.plain_words import AUDIENCES, RHYTHMS, Said, statuses, told_draft, zone_words
from sextant.benefits.proposal import Draft
from sextant.form import to_day
from sextant_web.registers.place import SCALES, read_place
from sextant_web.territory.loaded import territory

TEXTS = {
    "payeur": 120, "nom": 100, "phrase": 300, "engagement": 300, "reversement": 300, "reserve": 300, "titre": 200,
    "adresse": 300, "montant": 20, "mois": 4, "premier": 10, "dernier": 10, "territoire": 80, "echelle": 12,
    "pour": 12, "rythme": 12,
}  # fmt: skip
"""Every text field of the form, and its longest answer."""
_NEEDED = {
    "payeur": "Écrivez qui paie : « Commune de Kerlann », « Département de la Sarthe ».",
    "nom": "Donnez un nom à cette aide.",
    "phrase": "Dites l’aide en une phrase : combien, à qui, contre quoi.",
    "titre": "Dites où c’est écrit : la délibération et sa date, la page, l’article. Sans source, personne ne peut relire.",
}


@dataclass
class BenefitForm:
    """What was typed. ``draft`` is the file, when nothing is wrong; ``wrong`` names the fields to see again."""

    written: Mapping[str, str] = field(default_factory=dict)
    zones: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    up_to: bool = False
    deliberation: bool = False
    wrong: dict[str, str] = field(default_factory=dict)
    draft: Draft | None = None
    territory: str = ""

    @property
    def choices(self) -> dict[str, Any]:
        """What may be chosen."""
        return {
            "scales": SCALES.items(),
            "audiences": AUDIENCES.items(),
            "rhythms": RHYTHMS.items(),
            "statuses": statuses().items(),
            "zones": zone_words().items(),
        }


def blank(scale: str = "", words: str = "", payer: str = "") -> BenefitForm:
    """The form before anything is typed; the place filled in when one comes from its sheet."""
    scale = scale if scale in SCALES else "departement"
    return BenefitForm(
        {"echelle": scale, "territoire": words[:80], "payeur": payer[:120], "pour": "installation"}
    )


def read_benefit(post: QueryDict, writer: str, on: date) -> BenefitForm:
    """What was sent, and the file that it makes. ``writer``: who proposes."""
    written = {name: " ".join(post.get(name, "").split())[:longest] for name, longest in TEXTS.items()}
    form = BenefitForm(
        written,
        tuple(one for one in post.getlist("zones") if one in zone_words()),
        tuple(one for one in post.getlist("statuts") if one in statuses()),
        post.get("au_plus") == "oui",
        post.get("deliberation") == "oui",
    )
    wrong = form.wrong
    for name, said in _NEEDED.items():
        if not written[name]:
            wrong[name] = said
    if written["pour"] not in AUDIENCES:
        wrong["pour"] = "Choisissez pour qui est cette aide."
    form.territory, said = read_place(written["echelle"], written["territoire"], territory())
    if said:
        wrong["territoire"] = said
    amount = _amount(written, wrong)
    months = _months(written, wrong)
    first, last = _day("premier", written, wrong), _day("dernier", written, wrong)
    if first and last and last < first:
        wrong["dernier"] = "Le dernier jour vient avant le premier. Vérifiez les deux dates."
    if written["adresse"] and not re.fullmatch(r"https?://[^\s<>\"']+\.[^\s<>\"']+", written["adresse"]):
        wrong["adresse"] = "Ce n’est pas l’adresse d’une page. Écrivez-la en entier, https:// compris."
    if not wrong:
        form.draft = told_draft(_said(form, writer, amount, months, first, last, on))
        if form.draft.remarks:
            wrong["nom"] = str(form.draft.remarks[0])
    return form


def _said(
    form: BenefitForm, writer: str, amount: float | None, months: int | None, first: date | None,
    last: date | None, on: date,
) -> Said:  # fmt: skip
    typed = form.written
    return Said(
        scale=typed["echelle"],  # type: ignore[arg-type]  # checked by read_place
        territory=form.territory,
        payer=typed["payeur"],
        name=typed["nom"],
        says=typed["phrase"].rstrip("."),
        audience=typed["pour"],
        amount=amount,
        every=typed["rythme"] or "once",
        up_to=form.up_to,
        writer=writer or "une proposition",
        title=typed["titre"],
        checked=on,
        url=typed["adresse"],
        deliberation=form.deliberation,
        zones=form.zones,
        statuses=form.statuses,
        first_day=first,
        last_day=last,
        months=months,
        commitment=typed["engagement"].rstrip("."),
        clawback=typed["reversement"].rstrip("."),
        reserve=typed["reserve"].rstrip("."),
    )


def _amount(written: Mapping[str, str], wrong: dict[str, str]) -> float | None:
    text = re.sub(r"[\s€\u202f\u00a0]", "", written["montant"]).replace(",", ".")
    if not text:
        return None
    if not re.fullmatch(r"\d{1,7}(\.\d{1,2})?", text) or float(text) == 0:
        wrong["montant"] = (
            f"« {written['montant']} » n’est pas une somme. Écrivez par exemple 8 000 ; vide, si elle n’est pas connue."
        )
        return None
    if written["rythme"] not in RHYTHMS:
        wrong["rythme"] = (
            "Dites si la somme est versée une fois, par mois, par semestre, par stage ou par an."
        )
    return float(text)


def _months(written: Mapping[str, str], wrong: dict[str, str]) -> int | None:
    text = written["mois"]
    if not text:
        return None
    if not text.isdigit() or not text.isascii() or int(text) > 240:
        wrong["mois"] = f"« {text} » n’est pas un nombre de mois, de 0 à 240. Pour cinq ans, écrivez 60."
        return None
    if not written["engagement"]:
        wrong["engagement"] = "Dites à quoi ces mois engagent : « exercer trois ans dans la commune »."
    return int(text)


def _day(name: str, written: Mapping[str, str], wrong: dict[str, str]) -> date | None:
    if not written[name]:
        return None
    try:
        day = to_day(written[name])
    except ValueError as error:
        said = str(error)
        wrong[name] = f"{said[:1].upper()}{said[1:]}."
        return None
    assert isinstance(day, date)
    return day
