"""What if, on the site: tries asked, followed, stopped, told; nothing that is prepared changes."""

from __future__ import annotations

import pytest

from sextant_web.queue.embedded import Worker
from sextant_web.roster.models import Purpose, Roster, Search
from tests.cast import DR_LEMOINE, YANIS
from tests.sextant_web.roster.rosters import at, client_of, prepared
from tests.sextant_web.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return build()


def of(row: Roster) -> Search:
    return Search.objects.get(roster=row, purpose=Purpose.WHAT_IF)


def test_each_try_is_told_and_nothing_prepared_changes(world: World) -> None:
    row = prepared(world)
    client = client_of(world, DR_LEMOINE)
    asked = {"try": ["more", "without-gardes", "unfair"], "name": "Yanis", "days": "samedi", "each": "5"}
    answer = client.post(at("what_if", row), asked)
    assert answer["Location"] == at("search", row, of(row).pk)
    assert "Le calcul va commencer" in client.get(at("moving", row, of(row).pk)).content.decode()
    Worker().work(until_empty=True)
    keys = [one["key"] for one in of(row).why["outcomes"]]
    assert keys == ["as-it-is", "more", "without-gardes", "wish", "unfair"]
    page = client.get(at("search", row, of(row).pk)).content.decode()
    for said in ("Un interne de plus", "Sans la ligne", "Un souhait de plus : Yanis", "équité", "Tel quel"):
        assert said.replace(" :", "\u202f:") in page or said in page
    before = row.facts
    row.refresh_from_db()
    assert (row.facts, row.versions.count(), row.revision) == (before, 0, 1)
    assert "Calculs déjà faits" not in client.get(at("solve", row)).content.decode()
    assert "Essais déjà faits" in client.get(at("what_if", row)).content.decode()


def test_a_stop_is_told_with_the_tries_already_made(world: World) -> None:
    row = prepared(world)
    client = client_of(world, DR_LEMOINE)
    client.post(at("what_if", row), {"try": ["more", "unfair"], "each": "60"})
    client.post(at("stop", row, of(row).pk))
    assert "Arrêt demandé" in client.get(at("moving", row, of(row).pk)).content.decode()
    Worker().work(until_empty=True)
    search = of(row)
    search.why = {"outcomes": search.why["outcomes"][:1], "stopped": True}
    search.save()
    page = client.get(at("search", row, search.pk)).content.decode()
    assert "Tel quel" in page
    assert "les autres essais n’ont pas été faits" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Cochez au moins une chose"),
        ({"name": "Yanis"}, "il manque les jours"),
        ({"days": "samedi"}, "il manque qui"),
        ({"name": "Yanis", "days": "samdi"}, "samdi"),
        ({"name": "Yanis", "days": "2031-01-01"}, "2031"),
        ({"name": "Personne", "days": "samedi"}, "pas un interne"),
    ],
)
def test_what_cannot_be_tried_is_refused_in_a_sentence(
    world: World, asked: dict[str, str], said: str
) -> None:
    row = prepared(world)
    answer = client_of(world, DR_LEMOINE).post(at("what_if", row), asked)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Rien n’est lancé" in page
    assert said in page
    assert not Search.objects.filter(roster=row).exists()


def test_an_intern_tries_nothing(world: World) -> None:
    assert client_of(world, YANIS).get(at("what_if", prepared(world))).status_code == 404
