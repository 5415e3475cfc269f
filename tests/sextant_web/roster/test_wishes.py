"""Wishes by secret address: the right person, in time, and nobody else."""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sextant_web.people.secret_address import hash_of
from sextant_web.roster.models import Roster, Wish, WishLink
from sextant_web.roster.wishes import Changed, make_links, take_answers
from tests.cast import DR_LEMOINE
from tests.sextant_web.roster.rosters import at, client_of, prepared
from tests.sextant_web.world import World

LATER = date(2099, 1, 1)


def link(row: Roster, name: str = "Camille", until: date = LATER) -> str:
    return reverse("roster:wish", args=[make_links(row, until)[name]])


def test_an_intern_answers_without_an_account(world: World) -> None:
    row = prepared(world)
    address = link(row)
    page = Client().get(address).content.decode()
    assert "Camille, vos congés et vos souhaits" in page
    assert "Yanis" not in page
    sent = {
        "leave.0.first": "2026-11-05", "leave.0.last": "2026-11-06",
        "avoid.0.first": "2026-11-11", "avoid.0.weight": "9", "weekday.samedi": "1",
        "personal": "vendredi matin", "said": "Mariage de mon frère le 11.",
    }  # fmt: skip
    answer = Client().post(address, sent)
    assert answer.status_code == 200
    assert "C’est noté" in answer.content.decode()
    kept = Wish.objects.get(roster=row, name="Camille")
    assert kept.asked == {
        "leave": [{"from": "2026-11-05", "to": "2026-11-06"}],
        "wishes": {
            "personal": [{"when": ["vendredi matin"], "weight": 5}],
            "avoid": [{"days": ["2026-11-11"], "weight": 9}, {"days": ["samedi"], "weight": 3}],
        },
    }
    again = Client().get(address).content.decode()
    assert 'value="2026-11-05"' in again  # it can be changed until the last day


def test_what_cannot_be_is_told_beside_its_row_and_nothing_is_kept(world: World) -> None:
    row = prepared(world)
    answer = Client().post(link(row), {"leave.0.first": "2027-06-01", "said": "bonjour"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "hors de la période" in page.split('id="leave.0-tort"')[1].split("</p>")[0]
    assert "bonjour" in page
    assert not Wish.objects.exists()


def test_what_is_wrong_with_others_is_not_told_to_an_intern(world: World) -> None:
    row = prepared(world)
    row.facts["interns"][1]["leave"] = [{"from": "2030-01-01", "to": "2030-01-02"}]
    row.save()
    answer = Client().post(link(row), {"avoid.0.first": "2026-11-11"})
    assert answer.status_code == 200
    assert "Yanis" not in answer.content.decode()


def test_a_guessed_address_is_nowhere(world: World) -> None:
    row = prepared(world)
    make_links(row, LATER)
    for token in ("camille", hash_of("x"), WishLink.objects.all()[0].secret_hash):
        assert Client().get(reverse("roster:wish", args=[token])).status_code == 404


def test_an_address_opens_only_its_own_page(world: World) -> None:
    row = prepared(world)
    tokens = make_links(row, LATER)
    Client().post(reverse("roster:wish", args=[tokens["Camille"]]), {"said": "de Camille", "name": "Yanis"})
    assert list(Wish.objects.values_list("name", flat=True)) == ["Camille"]
    assert "de Camille" not in Client().get(reverse("roster:wish", args=[tokens["Yanis"]])).content.decode()


def test_after_the_last_day_nothing_is_taken(world: World) -> None:
    row = prepared(world)
    address = link(row)
    WishLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert Client().get(address).status_code == 410
    assert Client().post(address, {"avoid.0.first": "2026-11-11"}).status_code == 410
    assert not Wish.objects.exists()


def test_new_addresses_close_the_old_ones(world: World) -> None:
    row = prepared(world)
    old = link(row)
    new = link(row)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)


def test_who_left_the_roster_has_no_page_any_more(world: World) -> None:
    row = prepared(world)
    address = link(row, "Inès")
    row.facts["interns"].pop()
    row.save()
    assert Client().get(address).status_code == 404


def test_the_head_makes_the_addresses_sees_them_once_and_sends_them(world: World) -> None:
    row = prepared(world)
    client = client_of(world, DR_LEMOINE)
    until = "2026-11-20"
    with patch("sextant_web.roster.screens.links.timezone.localdate", return_value=date(2026, 11, 4)):
        client.post(at("links", row), {"until": until, "send": "1"})
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        seat.user.email for seat in row.seats.all()
    )
    page = client.get(at("absences", row)).content.decode()
    assert page.count("/souhaits/") >= 3
    assert "/souhaits/" in mail.outbox[0].body
    assert page.count("pas encore") >= 3
    again = client.get(at("absences", row)).content.decode()
    assert "Elles ne seront plus montrées" not in again


@pytest.mark.parametrize("until", ["", "hier", "2026-11-03", "2031-01-01"])
def test_a_last_day_that_cannot_be_is_refused(world: World, until: str) -> None:
    row = prepared(world)
    client_of(world, DR_LEMOINE).post(at("links", row), {"until": until})
    assert not WishLink.objects.exists()


def test_answers_are_carried_into_the_facts_and_what_the_head_wrote_stays(world: World) -> None:
    row = prepared(world)
    sick = {"from": "2026-11-09", "to": "2026-11-10", "kind": "maladie"}
    row.facts["interns"][0]["leave"] = [sick]
    row.save()
    asked = {
        "leave": [{"from": "2026-11-05", "to": "2026-11-06"}],
        "wishes": {"avoid": [{"days": ["samedi"]}]},
    }
    Wish.objects.create(roster=row, name="Camille", asked=asked)
    Wish.objects.create(
        roster=row, name="Yanis", asked={"leave": [{"from": "2030-01-01", "to": "2030-01-02"}]}
    )
    taken, refused = take_answers(row, row.revision, world.user(DR_LEMOINE))
    assert taken == 1
    assert len(refused) == 1
    assert refused[0].startswith("Yanis : ")
    camille, yanis, _ = Roster.objects.get(pk=row.pk).facts["interns"]
    assert camille["leave"] == [sick, {"from": "2026-11-05", "to": "2026-11-06"}]
    assert camille["wishes"] == {"avoid": [{"days": ["samedi"]}]}
    assert camille["university"] == ["jeudi après-midi"]
    assert "leave" not in yanis
    assert Wish.objects.get(name="Camille").taken_at is not None
    assert Wish.objects.get(name="Yanis").taken_at is None


def test_answers_are_not_carried_over_somebody_elses_work(world: World) -> None:
    row = prepared(world)
    Wish.objects.create(roster=row, name="Camille", asked={"wishes": {"avoid": [{"days": ["samedi"]}]}})
    with pytest.raises(Changed):
        take_answers(row, row.revision - 1, world.user(DR_LEMOINE))
    assert Wish.objects.get().taken_at is None
