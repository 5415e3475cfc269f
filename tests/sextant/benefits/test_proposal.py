"""A proposal makes the same file as a hand would, and says what does not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sextant.benefits.catalogue import benefit_from
from sextant.benefits.proposal import Proposal, draft
from sextant.document import parse_document

KERLANN = Proposal(
    id="d72-kerlann",
    name="Aide à l’installation de Kerlann",
    says="6 000 € au médecin qui s’installe à Kerlann",
    category="installation",
    payer={"name": "Département de la Sarthe", "scale": "departement", "territory": "72"},
    contact="departement",
    event="projet.date",
    amount=6000,
    every="once",
    up_to=False,
    conditions=[{"fact": "territoire.departement", "is": "72"}, {"fact": "projet.role", "is": "principal"}],
    source={"title": "Délibération du 12 mai 2026", "kind": "texte"},
    writer="union locale",
    checked=date(2026, 11, 22),
    examples=[
        {
            "situation": {
                "projet": {"role": "principal", "date": "2026-10-01"},
                "territoire": {"departement": "72"},
            },
            "state": "DROIT",
            "total": 6000,
            "because": "un cabinet principal dans le département",
        }
    ],
    first_day=date(2026, 6, 1),
    confidence="A",
)


def test_a_proposal_makes_a_file_that_holds_and_says_its_conditions() -> None:
    found = draft(KERLANN)
    assert [str(one) for one in found.remarks] == []
    assert found.holds
    assert found.sentences == (
        "le département du projet est Sarthe (72)",
        "le projet est un cabinet principal",
    )
    again = benefit_from(parse_document(found.text, found.name))
    assert again.id == "d72-kerlann"
    assert again.legal_frame, "a collectivité pays under the code"


def test_what_does_not_hold_is_told_with_its_line() -> None:
    wrong = draft(replace(KERLANN, conditions=[{"fact": "territoire.zone", "is": "ZIP"}]))
    assert not wrong.holds
    assert "« territoire.zone » est inconnu" in str(wrong.remarks[0])
    assert wrong.remarks[0].place.line


def test_a_name_taken_is_refused_and_an_example_is_run() -> None:
    assert "sert déjà" in str(draft(replace(KERLANN, id="d27-install")).remarks)
    refused = draft(replace(KERLANN, examples=[{**KERLANN.examples[0], "total": 7000}]))
    assert "7 000 attendu" in str(refused.remarks[0]).replace("\u202f", " ")
