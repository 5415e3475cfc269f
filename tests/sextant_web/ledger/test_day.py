"""« Ma journée » without a script: one button, then what was said in passing."""

from __future__ import annotations

import html

from django.test import Client

from sextant.almanac.activity import Kind
from sextant.almanac.span import local
from sextant_web.ledger.bridge import chain_of, entries_of
from sextant_web.ledger.models import Arrival
from sextant_web.people.models import User
from tests.sextant_web.ledger.conftest import Clock


def tap(client: Client, act: str, **fields: str) -> str:
    response = client.post("/ma-journee", {"act": act, "id": f"w-{act}-000000", **fields}, follow=True)
    return html.unescape(response.content.decode()).replace("\u202f", " ")


def only(user: User):
    (entry,) = entries_of(chain_of(user))
    return entry


def test_the_button_says_what_it_will_do(signed: Client, clock: Clock) -> None:
    page = signed.get("/ma-journee").content.decode().replace("\u202f", " ")
    assert 'J’arrive, <span class="clock">8 h 27</span>' in page
    clock.set(2026, 11, 4, 18, 42)
    tap(signed, "arrive", kind="stage")
    clock.set(2026, 11, 4, 18, 50)
    page = signed.get("/ma-journee").content.decode().replace("\u202f", " ")
    assert 'Je pars</span>, <span class="clock">18 h 50</span>' in page


def test_two_taps_make_a_day(signed: Client, yanis: User, clock: Clock) -> None:
    assert "Arrivée notée à 8 h 27." in tap(signed, "arrive", kind="stage")
    clock.set(2026, 11, 4, 18, 42)
    said = tap(signed, "leave", lunch="30", pause="non", out_of_care="60", tags="secrétariat, codage")
    assert "Noté : journée de stage, de 8 h 27 à 18 h 42, 9 h 45." in said
    entry = only(yanis)
    assert (entry.kind, entry.half_days, entry.lunch, entry.pause) == (Kind.STAGE, 2, 30, False)
    assert (entry.out_of_care, entry.tags) == (60, ("secrétariat", "codage"))
    assert not Arrival.objects.exists()
    assert chain_of(yanis).lunch == 30  # proposed the next day


def test_a_stage_followed_by_the_garde_asks_when_it_began(signed: Client, yanis: User, clock: Clock) -> None:
    tap(signed, "arrive", kind="stage")
    clock.set(2026, 11, 5, 8, 40)
    assert "une garde se note à part" in tap(signed, "leave")
    assert "Début de la garde qui l’a suivi" in signed.get("/ma-journee").content.decode()
    tap(signed, "leave", garde_from="18:30")
    day, garde = entries_of(chain_of(yanis))
    assert (day.kind, garde.kind) == (Kind.STAGE, Kind.GARDE_NUIT)
    assert day.end == garde.start
    assert local(garde.end).strftime("%H:%M") == "08:40"


def test_an_astreinte_with_a_call_out(signed: Client, yanis: User, clock: Clock) -> None:
    clock.set(2026, 11, 4, 18, 30)
    tap(signed, "arrive", kind="astreinte")
    clock.set(2026, 11, 5, 2, 10)
    tap(signed, "call-out")
    assert "un déplacement est déjà en cours" in tap(signed, "call-out").lower()
    clock.set(2026, 11, 5, 4, 5)
    tap(signed, "back", on_site="75")
    clock.set(2026, 11, 5, 8, 30)
    tap(signed, "leave")
    entry = only(yanis)
    assert entry.kind is Kind.ASTREINTE
    (call,) = entry.call_outs
    assert (call.end - call.start, call.on_site) == (115, 75)


def test_an_arrival_by_mistake_leaves_nothing(signed: Client, yanis: User, clock: Clock) -> None:
    tap(signed, "arrive", kind="stage")
    assert "rien n’a été noté" in tap(signed, "give-up")
    assert entries_of(chain_of(yanis)) == []
    assert not Arrival.objects.exists()


def test_a_button_pressed_twice_counts_once(signed: Client, yanis: User, clock: Clock) -> None:
    tap(signed, "arrive", kind="stage")
    assert "Arrivée notée" in tap(signed, "arrive", kind="stage")  # the same id: a reload
    assert "une arrivée est déjà notée" in tap(signed, "arrive", kind="stage", id="w-another-0001").lower()
    assert Arrival.objects.count() == 1


def test_leaving_without_arriving_is_told(signed: Client, clock: Clock) -> None:
    assert "Aucune arrivée n’est notée" in tap(signed, "leave")


def test_the_page_that_a_phone_keeps_is_nobodys(signed: Client, yanis: User, clock: Clock) -> None:
    tap(signed, "arrive", kind="stage")
    page = signed.get("/ma-journee/hors-ligne").content.decode()
    for personal in (str(yanis.pk), yanis.name, yanis.email, "csrfmiddlewaretoken"):
        assert personal not in page
    assert page == Client().get("/ma-journee/hors-ligne").content.decode()


def test_the_worker_keeps_the_shell_and_nothing_else(client: Client) -> None:
    response = client.get("/sw.js")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/javascript")
    assert '"/ma-journee/hors-ligne"' in text
    assert '"/static/ledger/day.js"' in text
    assert "{{" not in text
    manifest = client.get("/manifest.webmanifest").json()
    assert manifest["start_url"] == "/ma-journee"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
