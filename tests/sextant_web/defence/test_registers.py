"""The federation's registers: letters that wait, are late, are answered; notes apart from the public page."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import pytest
from django.test import Client

from sextant_web.defence.models import CaseNote, UnionLetter
from sextant_web.people.erasure import erase
from tests.cast import NOOR
from tests.sextant_web.signing_in import with_passkey
from tests.sextant_web.world import World

TODAY = date(2026, 11, 25)
LETTER = {"to": "DGOS", "subject": "Décompte des heures", "sent": "2026-10-01", "due": "2026-12-01"}
PAGE = "/federation/courriers"


@pytest.fixture(autouse=True)
def a_wednesday(a_monday: None) -> Iterator[None]:
    with patch("django.utils.timezone.localdate", return_value=TODAY):
        yield


@pytest.fixture
def noor(world: World) -> Client:
    return with_passkey(Client(), world.user(NOOR))


def said(response: object) -> str:
    return html.unescape(response.content.decode()).replace("\u202f", " ")  # type: ignore[attr-defined]


def test_a_letter_waits_is_late_then_answered(noor: Client) -> None:
    noor.post(PAGE, LETTER)
    letter = UnionLetter.objects.get()
    assert "En attente : envoyé le 1er octobre 2026" in said(noor.get(PAGE))
    with patch("django.utils.timezone.localdate", return_value=date(2026, 12, 2)):
        page = said(noor.get(PAGE))
        assert "En retard" in page
        assert "1 courrier attend" in page
        noor.post(PAGE, {"letter": letter.pk, "answered": "2026-12-02", "answer": "Un rendez-vous."})
        assert "Répondu" in said(noor.get(PAGE))
    letter.refresh_from_db()
    assert (letter.answered, letter.to) == (date(2026, 12, 2), "DGOS")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"sent": "2026-12-24"}, "est à venir"),
        ({"due": "2026-09-01"}, "d’avant l’envoi"),
        ({"to": ""}, "obligatoire"),
    ],
)
def test_a_letter_that_cannot_be_is_told(noor: Client, change: dict[str, str], sentence: str) -> None:
    response = noor.post(PAGE, LETTER | change)
    assert response.status_code == 422
    assert sentence in said(response)
    assert not UnionLetter.objects.exists()


def test_an_answer_before_its_letter_is_told(noor: Client) -> None:
    noor.post(PAGE, LETTER)
    response = noor.post(PAGE, {"letter": UnionLetter.objects.get().pk, "answered": "2026-09-01"})
    assert response.status_code == 422
    assert "d’avant l’envoi" in said(response)
    assert UnionLetter.objects.get().answered is None


def test_private_notes_stay_off_the_public_page(noor: Client) -> None:
    address = "/federation/affaires?affaire=chu-poitiers"
    noor.post(address, {"sort": "audience", "on": "2026-12-10", "says": "Référé, salle 3"})
    noor.post(address, {"sort": "note", "says": "Stratégie : médiation d’abord"})
    page = said(noor.get(address))
    assert "À venir, le 10 décembre 2026 : Référé, salle 3" in page
    public = said(Client().get("/affaires/chu-poitiers"))
    assert "Stratégie" not in public
    assert "Référé, salle 3" not in public
    assert "CHU de Poitiers" in said(noor.get("/federation/affaires"))
    assert "n’est pas une affaire connue" in said(noor.get("/federation/affaires?affaire=inconnue"))
    assert noor.post(address, {"sort": "audience", "says": "sans jour"}).status_code == 422
    assert CaseNote.objects.count() == 2


def test_what_is_written_outlives_the_account_without_its_name(noor: Client, world: World) -> None:
    noor.post(PAGE, LETTER)
    erase(world.user(NOOR))
    assert UnionLetter.objects.get().by is None
