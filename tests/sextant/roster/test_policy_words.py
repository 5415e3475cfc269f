# ruff: noqa: E501 a table of cases is read across
"""Each shape of policy has its sentence, whole, and says whether it gives way."""

from __future__ import annotations

from typing import Any

import pytest

from sextant.roster.policies.policy import POLICY_NAMES
from sextant.roster.policy_form import PoliciesForm
from sextant.roster.policy_words import SHAPES, say_policy

NAMES = {"gardes": "Gardes", "soir": "Soir", "nuit": "Nuit"}


def said(key: str, **keys: Any) -> str:
    return (
        say_policy(key, SHAPES[key].model_validate(keys), NAMES).replace("\u202f", " ").replace("\u00a0", " ")
    )


def test_every_shape_of_the_form_has_its_words() -> None:
    assert set(SHAPES) == set(POLICY_NAMES) == set(PoliciesForm.model_fields)


@pytest.mark.parametrize(
    ("key", "keys", "sentence"),
    [
        ("successions", {"first": "gardes", "then": ["soir", "nuit"]}, "Après Gardes, pas de Soir et Nuit le lendemain. Ne cède jamais."),
        ("successions", {"first": "gardes", "then": "soir", "after": 2, "who": "Camille", "weight": 5}, "Après Gardes, pas de Soir 2 jours plus tard, pour Camille. Cède au prix de 5 par manque."),
        ("numbers", {"posts": "gardes", "at_most": 4, "days": "samedi"}, "Gardes : 4 au plus pour chacun (samedi). Ne cède jamais."),
        ("numbers", {"at_least": 2, "at_most": 2}, "Toutes les gardes et tous les postes : 2 pour chacun. Ne cède jamais."),
        ("minutes", {"at_least": 600, "at_most": 2910}, "Temps de travail : de 10 h à 48 h 30 pour chacun. Ne cède jamais."),
        ("weekends", {"at_most": 3}, "Week-ends travaillés : 3 au plus pour chacun. Ne cède jamais."),
        ("weekends_running", {"at_most": 1, "skill": "écho"}, "Week-ends de suite : 1 au plus pour ceux qui ont la compétence « écho ». Ne cède jamais."),
        ("whole_weekends", {}, "Week-ends entiers ou pas du tout, pour chacun. Ne cède jamais."),
        ("work_runs", {"at_most": 5, "posts": "soir"}, "Jours de suite : 5 au plus pour chacun, Soir. Ne cède jamais."),
        ("work_runs", {"at_least": 2}, "Jours de suite : 2 au moins pour chacun. Ne cède jamais."),
        ("rest_runs", {"at_least": 2}, "Jours de repos de suite : 2 au moins pour chacun. Ne cède jamais."),
        ("spreads", {"posts": "gardes", "within": 1}, "Gardes : 1 d’écart au plus entre deux personnes, à temps égal. Ne cède jamais."),
        ("called", {"posts": "soir", "weight": 1000}, "Le moins de personnes possible pour Soir. Cède au prix de 1 000 par manque."),
        ("moves", {"groups": [["soir"], ["nuit"]], "who": "Yanis"}, "Yanis ne change pas de place (Soir / Nuit). Ne cède jamais."),
        ("cover", {"posts": "soir", "days": "tous", "needed": 2, "over": None}, "Soir : 2 personnes (tous). Jamais moins, jamais plus."),
        ("cover", {"posts": "soir", "days": "tous", "needed": 1, "under": 100, "over": 5}, "Soir : 1 personne (tous). 100 par personne qui manque, 5 par personne de trop."),
        ("requests", {"who": "Yanis", "days": "2026-12-24", "weight": 3}, "Yanis demande à éviter toute garde et tout poste (2026-12-24). Cède au prix de 3 par manque."),
        ("requests", {"who": "Yanis", "days": "samedi", "posts": "soir", "wanted": True}, "Yanis demande Soir (samedi). Ne cède jamais."),
    ],
)  # fmt: skip
def test_a_policy_is_one_sentence(key: str, keys: dict[str, Any], sentence: str) -> None:
    assert said(key, **keys) == sentence
