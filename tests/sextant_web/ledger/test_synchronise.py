"""What phones send: each thing answered, once, whatever the network did; what cannot be is said in a sentence."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client

from sextant_web.ledger.bridge import chain_of, entries_of
from sextant_web.ledger.models import Arrival, Record
from sextant_web.people.models import User
from tests.cast import CAMILLE
from tests.sextant_web.ledger.conftest import Clock
from tests.sextant_web.ledger.test_pages import FORM as BY_HAND
from tests.sextant_web.world import World

BASE = {
    "type": "entry",
    "kind": "stage",
    "half_days": 2,
    "source": "pointage",
    "recorded_at": "2026-11-03T18:00:00Z",
}


def entry(name: str, start: str, end: str, **facts: Any) -> dict[str, Any]:
    return {**BASE, "id": name, "from": start, "to": end, **facts}


MONDAY = entry("lundi-0001", "2026-11-02T08:30+01:00", "2026-11-02T18:30+01:00")
TUESDAY = entry("mardi-0001", "2026-11-03T08:30+01:00", "2026-11-03T18:30+01:00")


def send(client: Client, user: User, *items: Any, **more: Any) -> dict[str, Any]:
    data = {"owner": str(user.pk), "clock": "2026-11-04T07:27:00Z", "items": list(items), **more}
    response = client.post("/journal/synchroniser", json.dumps(data), content_type="application/json")
    return {"status": response.status_code, **response.json()}


def told(answer: dict[str, Any]) -> list[str]:
    return [one["state"] for one in answer["answers"]]


def says(answer: dict[str, Any]) -> str:
    (one,) = answer["answers"]
    assert one["state"] == "refused", one
    return one["says"].replace("\u202f", " ")


def test_each_thing_has_its_answer(signed: Client, yanis: User, clock: Clock) -> None:
    answer = send(signed, yanis, MONDAY, {"type": "entry"}, TUESDAY, MONDAY, 3)
    assert told(answer) == ["accepted", "refused", "accepted", "already", "refused"]
    assert [one["id"] for one in answer["answers"]] == ["lundi-0001", "", "mardi-0001", "lundi-0001", ""]
    assert len(entries_of(chain_of(yanis))) == 2
    assert [one["day"] for one in answer["known"]["latest"]] == [
        "mardi 3 novembre 2026",
        "lundi 2 novembre 2026",
    ]


def test_sent_again_after_a_lost_answer_nothing_is_doubled(signed: Client, yanis: User, clock: Clock) -> None:
    send(signed, yanis, MONDAY, TUESDAY)
    assert told(send(signed, yanis, MONDAY, TUESDAY)) == ["already", "already"]
    assert chain_of(yanis).length == 2


def test_an_arrival_then_its_departure_from_another_phone(signed: Client, yanis: User, clock: Clock) -> None:
    opening = {
        "type": "arrival",
        "id": "mercredi-1",
        "kind": "stage",
        "at": "2026-11-04T08:00+01:00",
        "recorded_at": "2026-11-04T07:00:00Z",
    }
    assert told(send(signed, yanis, opening)) == ["accepted"]
    assert Arrival.objects.get().entry == "mercredi-1"
    leaving = entry("mercredi-1", "2026-11-04T08:00+01:00", "2026-11-04T08:25+01:00", half_days=None)
    leaving["recorded_at"] = "2026-11-04T07:25:00Z"
    assert told(send(signed, yanis, leaving)) == ["accepted"]
    assert not Arrival.objects.exists()
    assert told(send(signed, yanis, opening)) == ["already"]  # the first phone is back on line
    assert not Arrival.objects.exists()


def test_a_correction_sent_before_its_entry_is_noted_after_it(
    signed: Client, yanis: User, clock: Clock
) -> None:
    fixed = {
        "type": "correction",
        "id": "correction-1",
        "corrects": "lundi-0001",
        "to": {**MONDAY, "to": "2026-11-02T19:00+01:00"},
        "reason": "départ oublié",
        "recorded_at": "2026-11-03T19:00:00Z",
    }
    assert told(send(signed, yanis, fixed, MONDAY)) == ["accepted", "accepted"]
    assert entries_of(chain_of(yanis))[0].minutes == 630


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [(25, "avance de 1 jour"), (-24, "retarde de 1 jour"), (3, "avance de 3 h")],
)
def test_a_wrong_clock_is_told_and_nothing_is_taken(
    signed: Client, yanis: User, clock: Clock, hours: int, sentence: str
) -> None:
    device = datetime(2026, 11, 4, 7, 27, tzinfo=UTC) + timedelta(hours=hours)
    answer = send(signed, yanis, MONDAY, clock=device.isoformat())
    assert sentence in answer["clock"].replace("\u202f", " ")
    assert answer["answers"] == []
    assert answer["gap"] == pytest.approx(hours * 3600, abs=10)
    assert chain_of(yanis).length == 0
    # The person says that it is so: the phone sends again with the shift.
    assert told(send(signed, yanis, MONDAY, clock=device.isoformat(), shift=-hours * 3600)) == ["accepted"]


def test_a_clock_that_was_late_when_it_was_noted_is_told(signed: Client, yanis: User, clock: Clock) -> None:
    late = {**MONDAY, "seen": "2026-11-04T06:00:00Z"}
    assert "L’horloge de cet appareil retardait" in says(send(signed, yanis, late))


BAD = {
    "in the future": (
        {"from": "2026-11-20T08:30+01:00", "to": "2026-11-20T18:30+01:00"},
        "pas encore passée",
    ),
    "not over": ({"from": "2026-11-04T07:00+01:00", "to": "2026-11-04T18:30+01:00"}, "n’est pas finie"),
    "forty hours": ({"to": "2026-11-04T00:30+01:00"}, "dure 40 h"),
    "ends before it starts": ({"to": "2026-11-02T07:30+01:00"}, "finit avant de commencer"),
    "an hour without offset": ({"from": "2026-11-02T08:30"}, "n’est pas un moment"),
    "no hour at all": ({"from": "hier"}, "n’est pas un moment"),
    "year 3": ({"from": "0003-11-02T08:30+01:00"}, "l’année 3 n’est pas"),
    "no zone of that name": ({"zone": "Mars/Olympus"}, "n’est pas un fuseau horaire"),
    "noted tomorrow": ({"recorded_at": "2026-11-05T09:00:00Z"}, "l’horloge de l’appareil avance"),
    "an unknown kind": ({"kind": "sieste"}, "sieste"),
    "an unknown key": ({"heures": 12}, "heures"),
    "an id that is none": ({"id": "a"}, "L’identifiant"),
    "a text in place of a number": ({"lunch": "trente"}, "lunch"),
    "a call-out outside an astreinte": (
        {"call_outs": [{"from": "2026-11-02T20:00+01:00", "to": "2026-11-02T21:00+01:00"}]},
        "seule une astreinte a des déplacements",
    ),
    "an invisible sign": ({"note": "a\u0000b"}, "caractère invisible"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_has_its_sentence(signed: Client, yanis: User, clock: Clock, case: str) -> None:
    facts, sentence = BAD[case]
    assert sentence.lower() in says(send(signed, yanis, {**MONDAY, **facts})).lower()
    assert chain_of(yanis).length == 0


def test_an_overlap_is_told_with_what_it_meets(signed: Client, yanis: User, clock: Clock) -> None:
    send(signed, yanis, MONDAY)
    other = entry("autre-0001", "2026-11-02T16:00+01:00", "2026-11-02T20:00+01:00", half_days=1)
    assert "chevauche" in says(send(signed, yanis, other))


def test_the_same_hours_noted_on_two_phones_are_there_once(signed: Client, yanis: User, clock: Clock) -> None:
    send(signed, yanis, MONDAY)
    assert told(send(signed, yanis, {**MONDAY, "id": "autre-telephone"})) == ["already"]
    assert chain_of(yanis).length == 1


def test_across_the_change_of_clocks_an_hour_more_is_worked(
    signed: Client, yanis: User, clock: Clock
) -> None:
    garde = entry(
        "garde-0001", "2026-10-24T18:30+02:00", "2026-10-25T08:30+01:00", kind="garde-nuit", half_days=None
    )
    garde["recorded_at"] = "2026-10-25T08:00:00Z"
    assert told(send(signed, yanis, garde)) == ["accepted"]
    assert entries_of(chain_of(yanis))[0].minutes == 15 * 60


def test_two_time_zones_keep_their_own_day(signed: Client, yanis: User, clock: Clock) -> None:
    there = entry(
        "reunion-01", "2026-11-02T08:00+04:00", "2026-11-02T12:00+04:00", zone="Indian/Reunion", half_days=1
    )
    here = entry("paris-0001", "2026-11-03T14:00+01:00", "2026-11-03T18:00+01:00", half_days=1)
    assert told(send(signed, yanis, here, there)) == ["accepted", "accepted"]
    assert [one.zone for one in entries_of(chain_of(yanis))] == ["Indian/Reunion", "Europe/Paris"]


# -- who sends -----------------------------------------------------------------------------------------


def test_a_session_that_is_over_is_sent_to_sign_in(client: Client, yanis: User, clock: Clock) -> None:
    response = client.post("/journal/synchroniser", "{}", content_type="application/json")
    assert response.status_code == 302  # the phone reads it as « sign in », and keeps everything


def test_another_account_does_not_send_what_is_mine(
    world: World, client: Client, yanis: User, clock: Clock
) -> None:
    client.force_login(world.user(CAMILLE))
    before = chain_of(world.user(CAMILLE)).length
    answer = send(client, yanis, MONDAY)
    assert answer["status"] == 409
    assert "d’un autre compte" in answer["says"]
    assert chain_of(world.user(CAMILLE)).length == before


def test_without_the_token_nothing_is_taken(yanis: User, clock: Clock) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(yanis)
    body = json.dumps({"owner": str(yanis.pk), "clock": "2026-11-04T07:27:00Z", "items": [MONDAY]})
    assert client.post("/journal/synchroniser", body, content_type="application/json").status_code == 403
    client.get("/journal/jeton")
    cookie = client.cookies["csrftoken"].value
    sent = client.post(
        "/journal/synchroniser", body, content_type="application/json", headers={"X-CSRFToken": cookie}
    )
    assert sent.status_code == 200


@pytest.mark.parametrize("body", ["", "[", "[]", "{}", '{"owner": 1}', "[" * 5000, '{"items": []}'])
def test_a_body_that_is_none_is_refused_in_french(
    signed: Client, yanis: User, clock: Clock, body: str
) -> None:
    response = signed.post("/journal/synchroniser", body, content_type="application/json")
    assert response.status_code == 400
    assert "Rien n’est perdu" in response.json()["says"]


def test_too_much_at_once_is_refused(signed: Client, yanis: User, clock: Clock) -> None:
    assert send(signed, yanis, *([MONDAY] * 201))["status"] == 400
    assert chain_of(yanis).length == 0


def test_a_full_disk_is_told_and_the_phone_keeps_everything(
    signed: Client, yanis: User, clock: Clock
) -> None:
    full = patch.object(Record._default_manager, "bulk_create", side_effect=OperationalError("disk is full"))
    with full:
        answer = send(signed, yanis, MONDAY)
        page = signed.post("/mon-carnet/noter", {**BY_HAND, "note": "gardez-moi"})
    assert answer["status"] == 503
    assert answer["says"].startswith("Rien n’a été noté : le site n’arrive pas à écrire")
    assert "answers" not in answer
    assert page.status_code == 422
    assert "le site n’arrive pas à écrire" in html.unescape(page.content.decode())
    assert "gardez-moi" in page.content.decode()
    assert chain_of(yanis).length == 0
    assert told(send(signed, yanis, MONDAY)) == ["accepted"]
