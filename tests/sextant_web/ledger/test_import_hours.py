"""A file of hours: recognised, shown, confirmed; then all of it, or nothing."""

from __future__ import annotations

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sextant_web.ledger.bridge import chain_of, entries_of
from sextant_web.ledger.models import Draft
from sextant_web.ledger.noting import note
from sextant_web.people.models import User
from tests.sextant_web.ledger.conftest import Clock
from tests.sextant_web.ledger.noted import NOW, stage

SHEET = """Date;Arrivée;Départ;Nature
02/11/2026;08:30;18:30;stage
03/11/2026;08:30;18:30;stage
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//essai//FR
BEGIN:VEVENT
UID:1
SUMMARY:Garde de nuit
DTSTART:20261102T173000Z
DTEND:20261103T073000Z
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Dentiste
DTSTART:20261103T120000Z
DTEND:20261103T130000Z
END:VEVENT
END:VCALENDAR
"""


def give(client: Client, text: str | bytes, name: str = "heures.csv") -> str:
    content = text.encode() if isinstance(text, str) else text
    response = client.post("/mon-carnet/importer", {"act": "show", "file": SimpleUploadedFile(name, content)})
    return said(response)


def act(client: Client, act: str, **fields: str) -> str:
    return said(client.post("/mon-carnet/importer", {"act": act, **fields}, follow=True))


def said(response: object) -> str:
    return html.unescape(response.content.decode()).replace("\u202f", " ")  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def later(clock: Clock) -> None:
    clock.set(2026, 11, 25, 12, 0)


def test_nothing_is_noted_before_it_is_confirmed(signed: Client, yanis: User) -> None:
    page = give(signed, SHEET)
    assert "2 entrées nouvelles" in page
    assert "l’heure d’arrivée" in page
    assert "lundi 2 novembre 2026" in page
    assert entries_of(chain_of(yanis)) == []
    assert "Repris : 2 entrées nouvelles." in act(signed, "confirm")
    assert [entry.minutes for entry in entries_of(chain_of(yanis))] == [600, 600]
    assert {entry.source.value for entry in entries_of(chain_of(yanis))} == {"import"}
    assert not Draft.objects.exists()


def test_the_same_file_again_doubles_nothing(signed: Client, yanis: User) -> None:
    give(signed, SHEET)
    act(signed, "confirm")
    assert "2 déjà dans le carnet" in give(signed, SHEET)
    act(signed, "confirm")
    assert chain_of(yanis).length == 2


def test_one_row_that_overlaps_keeps_everything_out(signed: Client, yanis: User) -> None:
    note(yanis, [stage(1, start=10 * 60)], NOW)
    page = give(signed, SHEET)
    assert "Ligne 3" in page
    assert "chevauche" in page
    assert "Noter 1 entrée" not in page
    assert "chevauche" in act(signed, "confirm")
    assert chain_of(yanis).length == 1


def test_a_row_that_cannot_be_read_is_told_with_its_cell(signed: Client, yanis: User) -> None:
    page = give(signed, SHEET + "04/11/2026;8h;vers midi;stage\n")
    assert "C4" in page
    act(signed, "confirm")
    assert entries_of(chain_of(yanis)) == []


def test_a_column_that_is_not_recognised_is_said_by_the_person(signed: Client, yanis: User) -> None:
    odd = "Date;Arrivée;Départ;Genre\n02/11/2026;08:30;13:00;bloc\n"
    page = give(signed, odd)
    assert "Genre" in page
    page = act(signed, "again", **{"title-3": "Genre", "role-3": "kind", "title-0": "Date", "role-0": "day"})
    assert "« bloc »" in page
    page = act(
        signed,
        "again",
        **{"title-3": "Genre", "role-3": "kind", "word-0": "bloc", "kind-0": "stage"},
    )
    act(signed, "confirm")
    assert [entry.minutes for entry in entries_of(chain_of(yanis))] == [270]


def test_a_calendar_leaves_out_what_names_no_work(signed: Client, yanis: User) -> None:
    page = give(signed, CALENDAR, "agenda.ics")
    assert "Dentiste" in page
    act(signed, "confirm")
    assert [entry.kind.value for entry in entries_of(chain_of(yanis))] == ["garde-nuit"]


def test_giving_up_forgets_the_file(signed: Client) -> None:
    give(signed, SHEET)
    act(signed, "give-up")
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "vide"),
        (b"\x00\x01\x02" * 50, "illisible"),
        (b"PK\x03\x04 nothing", "classeur"),
        (b"bonjour\n", "titres de colonnes"),
        (b"BEGIN:VCALENDAR\nrien", "calendrier"),
    ],
    ids=["empty", "binary", "no workbook", "no titles", "no calendar"],
)
def test_a_file_that_is_none_is_refused(signed: Client, yanis: User, content: bytes, sentence: str) -> None:
    assert sentence in give(signed, content)
    assert entries_of(chain_of(yanis)) == []


def test_without_a_file_it_is_told(signed: Client) -> None:
    assert "Aucun fichier n’est joint" in act(signed, "show")


def test_the_blank_sheet_comes_back_filled(signed: Client, yanis: User) -> None:
    content = signed.get("/mon-carnet/importer/feuille-vide").content
    assert content.startswith(b"PK")
    assert "0 entrée nouvelle" in give(signed, content, "heures.xlsx")
