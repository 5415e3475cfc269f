"""The other pages: writing by hand, correcting, the notebook and its proofs, sharing; nobody else sees."""

from __future__ import annotations

import html
import re

import pytest
from django.core import mail
from django.test import Client

from sextant.ledger.ledger_file import read_ledger
from sextant.ledger.root import read_roots
from sextant_web.ledger.bridge import chain_of, entries_of, history_of, person_of
from sextant_web.ledger.deposit import deposit_due
from sextant_web.ledger.models import Chain, Share
from sextant_web.ledger.noting import note
from sextant_web.people.models import Reading, User
from tests.cast import CAMILLE, NOOR, SACHA
from tests.sextant_web.ledger.conftest import Clock
from tests.sextant_web.ledger.noted import NOW, night, stage
from tests.sextant_web.world import World

FORM = {
    "id": "w-formulaire-1",
    "kind": "stage",
    "day": "2026-11-03",
    "start": "08:30",
    "end": "18:30",
    "zone": "Europe/Paris",
}


def said(response: object) -> str:
    return html.unescape(response.content.decode()).replace("\u202f", " ")  # type: ignore[attr-defined]


def test_a_day_written_by_hand(signed: Client, yanis: User, clock: Clock) -> None:
    page = said(signed.post("/mon-carnet/noter", {**FORM, "lunch": "45", "tags": "codage"}, follow=True))
    assert "Noté : 1 entrée." in page
    (entry,) = entries_of(chain_of(yanis))
    assert (entry.half_days, entry.lunch, entry.tags, entry.source.value) == (2, 45, ("codage",), "saisie")


def test_a_week_of_leave_is_six_days(signed: Client, yanis: User, clock: Clock) -> None:
    clock.set(2026, 11, 30, 9, 0)
    fields = {**FORM, "kind": "conge", "day": "2026-11-16", "until": "2026-11-22"}
    signed.post("/mon-carnet/noter", fields)
    assert len(entries_of(chain_of(yanis))) == 6


def test_an_astreinte_written_by_hand(signed: Client, yanis: User, clock: Clock) -> None:
    fields = {**FORM, "kind": "astreinte", "day": "2026-11-02", "start": "18:30", "end": "08:30"}
    calls = {"left1": "20:00", "back1": "22:00", "on_site1": "60", "left2": "01:30", "back2": "05:30"}
    signed.post("/mon-carnet/noter", {**fields, **calls})
    (entry,) = entries_of(chain_of(yanis))
    assert [(call.end - call.start, call.on_site) for call in entry.call_outs] == [(120, 60), (240, 240)]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"start": ""}, "L’heure de début manque."),
        ({"end": "25:00"}, "n’est pas une heure"),
        ({"day": "31/11/2026"}, "écrivez la date dans l’autre sens"),
        ({"day": "2026-02-31"}, "n’existe pas"),
        ({"day": "2026-11-20"}, "pas encore passée"),
        ({"kind": ""}, "Dites ce que c’était"),
        ({"lunch": "deux heures"}, "la coupure"),
        ({"zone": "Lune"}, "n’est pas un fuseau horaire"),
        ({"day": "2026-03-29", "start": "02:30", "end": "09:00"}, "2 h 30 n’existe pas"),
    ],
)
def test_what_cannot_be_is_told_and_kept_on_the_page(
    signed: Client, yanis: User, clock: Clock, change: dict[str, str], sentence: str
) -> None:
    response = signed.post("/mon-carnet/noter", {**FORM, "note": "ma note", **change})
    assert response.status_code == 422
    assert sentence.lower() in said(response).lower()
    assert "ma note" in said(response)
    assert entries_of(chain_of(yanis)) == []


def test_an_hour_that_comes_twice_is_asked(signed: Client, yanis: User, clock: Clock) -> None:
    fields = {**FORM, "kind": "garde-nuit", "day": "2026-10-24", "start": "18:30", "end": "02:30"}
    response = signed.post("/mon-carnet/noter", fields)
    assert "vient deux fois" in said(response)
    assert "la seconde, après le recul" in said(response)
    signed.post("/mon-carnet/noter", {**fields, "end_which": "2"})
    assert entries_of(chain_of(yanis))[0].minutes == 9 * 60


def test_a_correction_asks_why(signed: Client, yanis: User, clock: Clock) -> None:
    note(yanis, [stage(0)], NOW)
    address = f"/mon-carnet/{stage(0).id}/corriger"
    fields = {**FORM, "correction": "w-correction-1", "day": "2026-11-02", "end": "19:30", "reason": ""}
    refused = signed.post(address, fields)
    assert "Une correction dit pourquoi" in said(refused)
    signed.post(address, {**fields, "reason": "départ oublié"})
    history = history_of(chain_of(yanis), stage(0).id)
    assert history.current.minutes == 11 * 60
    assert history.first.minutes == 10 * 60
    assert "départ oublié" in said(signed.get(address))
    assert "corrigée" in said(signed.get("/mon-carnet"))


def test_an_entry_that_did_not_take_place_is_withdrawn(signed: Client, yanis: User, clock: Clock) -> None:
    note(yanis, [stage(0)], NOW)
    fields = {**FORM, "correction": "w-correction-1", "reason": "j’étais en congé", "act": "withdraw"}
    signed.post(f"/mon-carnet/{stage(0).id}/corriger", fields)
    assert entries_of(chain_of(yanis)) == []
    assert "a été annulée" in said(signed.get(f"/mon-carnet/{stage(0).id}/corriger"))


# -- the proof -----------------------------------------------------------------------------------------


def test_the_file_is_the_one_that_the_terminal_verifies(
    signed: Client, yanis: User, clock: Clock, tmp_path
) -> None:
    note(yanis, [stage(0), night(1)], NOW)
    file = tmp_path / "carnet.jsonl"
    file.write_bytes(signed.get("/mon-carnet/fichier").content)
    ledger = read_ledger(file)
    assert ledger.chain == str(chain_of(yanis).pk)
    assert ledger.head.seal == chain_of(yanis).seal
    assert len(ledger.replay().entries) == 2
    assert "aucune n’a été changée" in said(signed.get("/mon-carnet?verifier=1"))


def test_the_imprint_comes_by_letter_and_attests_the_head(signed: Client, yanis: User, clock: Clock) -> None:
    note(yanis, [stage(0)], NOW)
    signed.post("/mon-carnet/empreinte")
    (letter,) = mail.outbox
    assert letter.to == [yanis.email]
    ((name, content, _),) = letter.attachments
    (root,) = read_roots(content, name)
    assert (root.chain, root.entries, root.seal) == (str(chain_of(yanis).pk), 1, chain_of(yanis).seal)
    assert "8 h" not in letter.body  # it says nothing of the hours


def test_each_day_only_what_is_new_is_sent(signed: Client, yanis: User, clock: Clock) -> None:
    note(yanis, [stage(0)], NOW)
    assert deposit_due(NOW) == 0  # not asked for
    signed.post("/mon-carnet", {"daily": "on"})
    assert deposit_due(NOW) == 1
    assert deposit_due(NOW) == 0
    note(yanis, [stage(1)], NOW)
    assert deposit_due(NOW) == 1
    signed.post("/mon-carnet", {"daily": "off"})
    assert not Chain.objects.get(user=yanis).deposit_daily


def test_the_facts_of_the_placement_change_the_person(signed: Client, yanis: User) -> None:
    fields = {
        "status": "interne",
        "placement": "ambulatoire",
        "share": "50",
        "territory": "reunion",
        "leave_taken": "6",
    }
    signed.post("/mon-carnet/stage", fields)
    person = person_of(chain_of(yanis))
    assert (person.share, person.zone, person.leave_taken) == (0.5, "Indian/Reunion", 6)
    assert person.placement.is_ambulatory
    refused = signed.post("/mon-carnet/stage", {**fields, "share": "beaucoup"})
    assert refused.status_code == 422
    assert person_of(chain_of(yanis)).share == 0.5


def test_a_mailbox_that_refuses_keeps_nobody_waiting(
    world: World, yanis: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    camille = world.user(CAMILLE)
    note(yanis, [stage(0)], NOW)
    Chain.objects.update(deposit_daily=True)

    def send(letter: mail.EmailMessage) -> int:
        if letter.to == [camille.email]:
            raise ConnectionRefusedError
        return 1

    monkeypatch.setattr(mail.EmailMessage, "send", send)
    assert deposit_due(NOW) == Chain.objects.count() - 1
    assert Chain.objects.get(user=camille).deposited_at is None


# -- who sees ------------------------------------------------------------------------------------------


def test_the_trimester_is_drawn(signed: Client, yanis: User) -> None:
    note(yanis, [stage(day) for day in range(3)], NOW)
    page = said(signed.get("/mon-trimestre"))
    assert 'class="columns"' in page
    assert "style=" not in page
    assert "Du 2 novembre 2026 au 31 janvier 2027" in page
    for cut in ("semaine", "mois", "semestre"):
        assert signed.get(f"/mon-trimestre?par={cut}").status_code == 200
    assert "Rien n’est noté" in said(signed.get("/mon-trimestre?jour=2024-01-01"))
    for odd in ("?par=siècle", "?jour=hier", "?jour=9999-12-31", "?jour=0001-01-01"):
        assert signed.get(f"/mon-trimestre{odd}").status_code == 200


def test_a_link_shows_until_it_is_taken_back(signed: Client, yanis: User, clock: Clock) -> None:
    note(yanis, [stage(0)], NOW)
    page = said(signed.post("/mon-trimestre/partages", {"which": "0", "how": "link", "lasting": "30"}))
    address = re.search(r"http://testserver(/partage/[\w-]+)", page)[1]
    stranger = Client()
    shown = stranger.get(address)
    assert "Le temps de travail de Yanis" in said(shown)
    assert "Congés annuels" not in said(shown)
    assert shown["X-Robots-Tag"] == "noindex"
    stranger.get(address)
    assert "Vu le 4 novembre 2026 (2 fois)" in said(signed.get("/mon-trimestre/partages"))
    assert address.split("/")[-1] not in said(signed.get("/mon-trimestre/partages"))  # said once
    share = Share.objects.get(user=yanis)
    signed.post(f"/mon-trimestre/partages/{share.pk}/retrait")
    assert stranger.get(address).status_code == 404
    assert stranger.get("/partage/un-autre-secret").status_code == 404


def test_a_named_person_sees_and_the_intern_is_told(world: World, clock: Clock) -> None:
    camille, sacha, noor = (world.user(one) for one in (CAMILLE, SACHA, NOOR))
    client = Client()
    client.force_login(sacha)
    assert "Le temps de travail de Camille" in said(client.get(f"/partages-recus/{world.own['received']}"))
    (reading,) = Reading.objects.filter(person=camille)
    assert reading.reader == sacha
    assert "votre trimestre" in reading.what
    other = Client()
    other.force_login(noor)
    assert other.get(f"/partages-recus/{world.own['received']}").status_code == 404


def test_a_share_ends_by_itself(world: World, clock: Clock) -> None:
    Share.objects.update(until="2026-11-03")
    client = Client()
    client.force_login(world.user(SACHA))
    assert client.get(f"/partages-recus/{world.own['received']}").status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"how": "person", "email": "sacha"}, "cette adresse électronique"),
        ({"lasting": "3650"}, "combien de temps"),
    ],
)
def test_a_share_that_cannot_be(signed: Client, yanis: User, change: dict[str, str], sentence: str) -> None:
    fields = {"which": "0", "how": "link", "lasting": "30", **change}
    assert sentence in said(signed.post("/mon-trimestre/partages", fields)).lower()
    assert not Share.objects.filter(user=yanis).exists()


def test_the_notebook_asks_as_few_questions_with_many_entries(
    signed: Client, yanis: User, clock: Clock, django_assert_max_num_queries
) -> None:
    clock.set(2026, 11, 30, 9, 0)
    counts = []
    for days in (range(1), range(1, 20)):
        note(yanis, [stage(day) for day in days], NOW)
        for address in ("/mon-carnet", "/ma-journee"):
            with django_assert_max_num_queries(40) as asked:
                signed.get(address)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
