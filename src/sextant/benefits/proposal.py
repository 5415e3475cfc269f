"""From what a member fills in to the file of an aid: the text, and everything that does not hold in it yet.

A pure function: a form in a browser, a command or a script give the same fields and get the same file, which then
goes through review like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from sextant.benefits.catalogue import benefit_from, load
from sextant.benefits.condition import say
from sextant.benefits.file_check import check_one
from sextant.document import parse_document
from sextant.errors import SextantError


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a local union or a département proposes. Conditions and examples have the form of an aid file."""

    id: str
    name: str
    says: str
    category: str
    payer: Mapping[str, str]
    contact: str
    event: str
    amount: float | None
    every: str
    up_to: bool
    conditions: Sequence[Mapping[str, Any]]
    source: Mapping[str, Any]
    writer: str
    checked: date
    examples: Sequence[Mapping[str, Any]]
    first_day: date | None = None
    last_day: date | None = None
    times: int | None = None
    confidence: str = "C"
    commitment: str = ""
    commitment_months: int | None = None
    clawback: str = ""
    to_confirm: Sequence[Mapping[str, str]] = field(default_factory=tuple)
    incompatible: Sequence[str] = field(default_factory=tuple)
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The file that a proposal makes: its name, its text, the sentences of its conditions, and what is wrong in it."""

    name: str
    text: str
    sentences: tuple[str, ...]
    remarks: tuple[SextantError, ...]

    @property
    def holds(self) -> bool:
        """True when the file can go to its second reader."""
        return not self.remarks


def draft(proposal: Proposal) -> Draft:
    """Write the file of a proposal and check it as ``sextant benefits check`` would."""
    name = f"{proposal.id or 'aide'}.yaml"
    text = _dump(_entry(proposal))
    try:
        document = parse_document(text, name)
        benefit = benefit_from(document)
    except SextantError as error:
        return Draft(name, text, (), (error,))
    known = load()
    remarks = list(check_one(document, benefit, {*known.by_id, benefit.id}))
    if benefit.id in known.by_id:
        remarks.append(
            document.bad(
                ("id",), f"l’identifiant « {benefit.id} » sert déjà", remedy="Choisissez-en un autre."
            )
        )
    return Draft(name, text, tuple(say(condition) for condition in benefit.conditions), tuple(remarks))


def _entry(proposal: Proposal) -> dict[str, Any]:
    """The keys of the file, in the order in which people read it; what is not known is not written."""
    source = {"key": "S1", "read": proposal.checked, **proposal.source}
    found: dict[str, Any] = {
        "id": proposal.id,
        "name": proposal.name,
        "says": proposal.says,
        "category": proposal.category,
        "payer": dict(proposal.payer),
        "contact": proposal.contact,
        "status": "en_vigueur",
        "valid": _kept(
            {"event": proposal.event, "first_day": proposal.first_day, "last_day": proposal.last_day}
        ),
    }
    if proposal.amount is not None:
        dated = {
            "value": proposal.amount,
            "source": source["key"],
            "checked": proposal.checked,
            "confidence": proposal.confidence,
        }
        found["parameters"] = {"montant": [_kept({"first_day": proposal.first_day, **dated})]}
        basis = "up_to" if proposal.up_to else "firm"
        found["amounts"] = [
            _kept({"basis": basis, "every": proposal.every, "parameter": "montant", "times": proposal.times})
        ]
    found["conditions"] = [dict(condition) for condition in proposal.conditions]
    if proposal.to_confirm:
        found["to_confirm"] = [dict(one) for one in proposal.to_confirm]
    if proposal.doubt:
        found["doubt"] = proposal.doubt
    if proposal.incompatible:
        found["incompatible"] = list(proposal.incompatible)
    if proposal.commitment:
        found["commitment"] = _kept({"says": proposal.commitment, "months": proposal.commitment_months})
    if proposal.clawback:
        found["clawback"] = {"kind": "unknown", "says": proposal.clawback}
    if proposal.payer.get("scale", "nationale") != "nationale":
        found["legal_frame"] = "CGCT L1511-8"
    return found | {
        "checked": proposal.checked,
        "confidence": proposal.confidence,
        "sources": [source],
        "readers": {"writer": proposal.writer},
        "examples": [dict(one) for one in proposal.examples],
    }


def _kept(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entries.items() if value is not None}


class _Dumper(yaml.SafeDumper):
    """Plain YAML without aliases, which our reader refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _dump(entry: Mapping[str, Any]) -> str:
    dumped: str = yaml.dump(dict(entry), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return dumped


EXAMPLE = """\
id: d99-exemple # département, puis un mot ; il ne change plus
name: Aide à l’installation, Département d’Exemple
says: 8 000 € au médecin généraliste qui s’engage trois ans dans le département
category: installation # etudes, stage, installation, exercice, fiscalite, collectivite ou information
payer: {name: Département d’Exemple, scale: departement, territory: "72"}
contact: departement # un rôle de contacts.yaml
status: en_vigueur # en_vigueur, clos, annonce, a_verifier ou historique
valid: {event: projet.date, first_day: 2026-09-01} # le jour de l’événement décide
parameters:
  montant: [{first_day: 2026-09-01, value: 8000, source: DELIB, checked: 2026-11-22, confidence: A}]
amounts: [{basis: firm, every: once, parameter: montant}]
conditions: # toutes ; la phrase se fait toute seule
  - {fact: territoire.departement, is: "72"}
  - {fact: projet.role, is: principal}
  - {fact: territoire.zone_mg, in: [ZIP, ZAC]}
to_confirm: # ce qu’une machine ne juge pas ; supprimez s’il n’y a rien
  - {says: "le Département signe une convention", kind: reserve, ask: "Comment signer la convention ?"}
legal_frame: CGCT L1511-8 # une collectivité ne paie qu’en ZIP ou en ZAC
commitment: {says: "exercer trois ans dans le département", months: 36}
clawback: {kind: pro_rata, says: "au prorata des mois qui restent"}
checked: 2026-11-22
confidence: A
sources:
  - {key: DELIB, title: "Délibération du 12 juin 2026", url: "https://www.exemple.fr", kind: texte, read: 2026-11-22}
readers: {writer: union locale d’Exemple}
examples: # essayés par « sextant benefits check »
  - situation:
      projet: {role: principal, date: 2026-10-01}
      territoire: {departement: "72", zone_mg: ZIP}
    state: SOUS_RESERVE
    total: 8000
    because: une convention reste à signer
  - situation:
      projet: {role: principal, date: 2026-10-01}
      territoire: {departement: "53", zone_mg: ZIP}
    state: NON
    because: un autre département
"""
"""A whole aid file to start from; ``sextant benefits new`` writes it, and it holds."""
