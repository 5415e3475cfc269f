"""« Et si je prends cette garde ? »: the figures of the terminal, and nothing noted."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from sextant_web.ledger.bridge import chain_of
from sextant_web.ledger.noting import note
from sextant_web.people.models import User
from tests.sextant_web.ledger.conftest import Clock
from tests.sextant_web.ledger.noted import NOW, night, stage

ADDRESS = "/mon-trimestre/et-si"


def said(response: object) -> str:
    return html.unescape(response.content.decode()).replace("\u202f", " ")  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def wednesday_noon(clock: Clock) -> None:
    clock.set(2026, 11, 4, 13, 0)


def test_a_night_before_a_worked_morning_is_told_unlawful_before_it_happens(
    signed: Client, yanis: User
) -> None:
    note(yanis, [stage(0), stage(1)], NOW)
    page = said(signed.get(ADDRESS, {"jour": "2026-11-04", "nature": "garde-nuit"}))
    assert "Rien d’illégal de plus." in page
    assert "jeudi 5 novembre 2026 à 19 h 30" in page
    assert "20 h" in page
    assert "34 h" in page  # 14 hours more
    assert chain_of(yanis).length == 2


def test_a_second_night_in_a_row_breaks_the_rest(signed: Client, yanis: User) -> None:
    note(yanis, [stage(0), night(1)], NOW)
    page = said(signed.get(ADDRESS, {"jour": "2026-11-04", "nature": "garde-nuit"}))
    assert "Ce serait contraire à la loi." in page
    assert "R1" in page.split("Nouveau")[1].split("Aggravé")[0]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"jour": "2026-11-03", "nature": "garde-nuit"}, "Ce jour est passé"),
        ({"jour": "2028-11-03", "nature": "garde-nuit"}, "dans plus de 200 jours"),
        ({"jour": "2026-11-31", "nature": "garde-nuit"}, "n’existe pas"),
        ({"jour": "2026-11-06", "nature": "vacances"}, "dites de quoi il s’agit"),
        ({"jour": "2026-11-06", "nature": "stage", "de": "25:00"}, "n’est pas une heure"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    signed: Client, yanis: User, asked: dict[str, str], sentence: str
) -> None:
    note(yanis, [stage(0)], NOW)
    response = signed.get(ADDRESS, asked)
    assert response.status_code == 422
    assert sentence.lower() in said(response).lower()


def test_an_empty_ledger_can_ask_too(signed: Client, yanis: User) -> None:
    page = said(signed.get(ADDRESS, {"jour": "2026-11-06", "nature": "demi-garde"}))
    assert "Rien d’illégal de plus." in page
    assert "samedi 7 novembre 2026 à 11 h 30" in page  # rule R3: eleven hours after 0 h 30


def test_the_page_alone_asks_nothing(signed: Client) -> None:
    assert "Voir ce que cela change" in said(signed.get(ADDRESS))
