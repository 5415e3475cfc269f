"""A condition is written once: judged with three answers, and said in French from the same data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sextant.benefits.condition import Condition, compiled, open_facts, say


def read(data: dict[str, Any]) -> Condition:
    return Condition.model_validate(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"fact": "territoire.zone_mg", "is": "ZIP"}, "le cabinet est en ZIP (zone d’intervention prioritaire)"),
        ({"fact": "projet.secteur", "in": ["2_optam", "1"]}, "vous exercez en secteur 1 ou secteur 2 avec Optam"),
        ({"fact": "stage.km_chu", "more_than": 15}, "la distance du stage au CHU dépasse 15 km"),
        ({"fact": "stage.actes_moyens_mois", "at_least": 200}, "la moyenne mensuelle d’actes du semestre atteint 200 actes"),
        ({"fact": "stage.loge_par_collectivite", "is": False}, "aucune collectivité ne vous loge ni n’aide à vous loger"),
        ({"fact": "demande.date", "from": date(2026, 1, 16)}, "la demande de contrat est le 16 janvier 2026 ou après"),
        ({"fact": "projet.coordonne", "has": ["MSP", "groupe"]}, "vous exercez dans une maison de santé ou un groupe"),
        (
            {"fact": "personne.aides_recues", "none_within": {"category": "AM_L162-5-20", "years": 10}},
            "aucune aide de l’Assurance Maladie pour l’installation dans les 10 ans qui précèdent",
        ),
        ({"fact": "territoire.departement", "is": "72"}, "le département du projet est Sarthe (72)"),
        (
            {"any": [{"fact": "territoire.zone_mg", "is": "ZIP"}, {"fact": "territoire.qpv", "is": True}]},
            "le cabinet est en ZIP (zone d’intervention prioritaire) ou l’adresse est dans un quartier prioritaire (QPV)",
        ),
    ],
)  # fmt: skip
def test_the_sentence_is_made_from_the_condition(data: dict[str, Any], said: str) -> None:
    assert say(read(data)) == said


ZIP = {"fact": "territoire.zone_mg", "is": "ZIP"}
QPV = {"fact": "territoire.qpv", "is": True}


@pytest.mark.parametrize(
    ("data", "facts", "truth"),
    [
        (ZIP, {}, None),
        (ZIP, {"territoire.zone_mg": "ZAC"}, False),
        ({"any": [ZIP, QPV]}, {"territoire.zone_mg": "ZIP"}, True),
        ({"any": [ZIP, QPV]}, {"territoire.zone_mg": "ZAC"}, None),
        ({"all": [ZIP, QPV]}, {"territoire.zone_mg": "ZAC"}, False),
        ({"all": [ZIP, QPV]}, {"territoire.zone_mg": "ZIP"}, None),
        ({"not": ZIP}, {}, None),
        ({"not": ZIP}, {"territoire.zone_mg": "ZIP"}, False),
        ({**ZIP, "unsettled": ["ZAR"]}, {"territoire.zone_mg": "ZAR"}, None),
        ({"fact": "stage.km_chu", "more_than": 15}, {"stage.km_chu": 15}, False),
        ({"fact": "stage.km_chu", "more_than": 15}, {"stage.km_chu": 15.1}, True),
    ],
)
def test_unknown_is_neither_yes_nor_no(
    data: dict[str, Any], facts: dict[str, Any], truth: bool | None
) -> None:
    assert compiled(read(data), "projet.date")(facts) is truth


def test_only_what_can_still_decide_is_asked() -> None:
    both = read({"any": [ZIP, QPV]})
    assert list(open_facts(both, {}, "")) == ["territoire.zone_mg", "territoire.qpv"]
    assert list(open_facts(both, {"territoire.zone_mg": "HZ"}, "")) == ["territoire.qpv"]
    assert list(open_facts(both, {"territoire.zone_mg": "ZIP"}, "")) == []
