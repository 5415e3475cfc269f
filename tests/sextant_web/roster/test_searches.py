"""The search, by the real worker: a version, or the reasons and the ways out; nothing lost, nothing twice."""

from __future__ import annotations

import pytest

from sextant_web.queue.embedded import Worker
from sextant_web.queue.models import Job
from sextant_web.roster.models import Roster, Search, Version
from sextant_web.roster.searches import ask_search, followed
from tests.cast import DR_LEMOINE
from tests.sextant_web.roster.rosters import at, client_of, facts, prepared
from tests.sextant_web.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return build()


def work() -> None:
    Worker().work(until_empty=True)


def of(row: Roster) -> Search:
    return Search.objects.get(roster=row)


def test_a_search_leads_to_a_legal_version(world: World) -> None:
    row = prepared(world)
    client = client_of(world, DR_LEMOINE)
    answer = client.post(at("solve", row), {"limit": "30"})
    search = of(row)
    assert answer["Location"] == at("search", row, search.pk)
    waiting = client.get(at("moving", row, search.pk)).content.decode()
    assert "Le calcul va commencer" in waiting
    assert "every 2s" in waiting
    work()
    search.refresh_from_db()
    assert search.outcome in ("PROVEN_BEST", "GOOD")
    assert search.version is not None
    assert (search.version.number, search.version.lawful) == (1, True)
    assert search.version.made_by == world.user(DR_LEMOINE)
    done = client.get(at("moving", row, search.pk)).content.decode()
    assert "every 2s" not in done
    assert "Version 1" in done


def test_searching_again_keeps_what_was_found_before(world: World) -> None:
    row = prepared(world)
    for _ in range(2):
        client_of(world, DR_LEMOINE).post(at("solve", row), {"limit": "30"})
        work()
    assert sorted(row.versions.values_list("number", flat=True)) == [1, 2]


def test_a_search_is_gone_on_from_what_it_found_and_never_gives_less(world: World) -> None:
    row = prepared(world)
    client = client_of(world, DR_LEMOINE)
    client.post(at("solve", row), {"limit": "3600"})
    client.post(at("stop", row, of(row).pk))
    work()
    first = of(row)
    answer = client.post(at("go_on", row, first.pk), {"limit": "30"})
    after = row.searches.exclude(pk=first.pk).get()
    assert answer["Location"] == at("search", row, after.pk)
    assert (after.begin, after.facts) == (first.version, first.facts)
    work()
    after.refresh_from_db()
    assert after.cost is not None
    assert first.cost is None or after.cost <= first.cost


def test_a_roster_is_searched_once_at_a_time(world: World) -> None:
    row = prepared(world)
    first, second = (ask_search(row, 30, world.user(DR_LEMOINE)) for _ in range(2))
    assert first == second
    assert Job.objects.count() == 1


def test_a_stopped_search_says_so_and_ends(world: World) -> None:
    row = prepared(world)
    client = client_of(world, DR_LEMOINE)
    client.post(at("solve", row), {"limit": "3600"})
    client.post(at("stop", row, of(row).pk))
    stopping = client.get(at("moving", row, of(row).pk)).content.decode()
    assert "Arrêt demandé" in stopping
    assert "Arrêter et garder" not in stopping  # once is enough
    work()
    assert of(row).outcome != ""


def test_an_impossible_ward_is_explained_and_a_way_out_can_be_tried_and_kept(world: World) -> None:
    alone = [{"name": "Camille"}, {"name": "Yanis", "leave": [{"from": "2026-11-02", "to": "2026-11-07"}]}]
    line = {"id": "gardes", "kind": "garde", "senior_roster": True}
    row = prepared(world, interns=alone, lines=[line], to="2026-11-08", presence=[])
    client = client_of(world, DR_LEMOINE)
    client.post(at("solve", row), {"limit": "30"})
    work()
    search = of(row)
    assert (search.outcome, search.version) == ("IMPOSSIBLE", None)
    page = client.get(at("search", row, search.pk)).content.decode()
    assert "Essayer" in page
    assert search.why["reasons"]
    near = search.why["nearest"]
    assert near["open"]
    assert "tableau le plus proche" in page
    assert "À appeler" in page
    assert page.count('class="hole"') == len(near["open"])
    assert {name for name, _ in near["open"][0]["cannot"]} == {"Camille", "Yanis"}
    ways = [way["kind"] for way in search.why["ways"]]
    answer = client.post(at("attempt", row, search.pk), {"way": str(len(ways) - 1)})
    work()
    tried = Search.objects.order_by("asked_at").last()
    assert answer["Location"] == at("search", row, tried.pk)
    assert tried.version is not None
    row.refresh_from_db()
    assert row.facts["lines"] == [line]  # what is prepared did not change…
    client.post(at("adopt", row, tried.pk), {"revision": str(row.revision)})
    row.refresh_from_db()
    assert row.facts == tried.facts  # …until one says so
    client.post(at("adopt", row, tried.pk), {"revision": "1"})
    row.refresh_from_db()
    assert row.revision == 2


def test_the_nearest_roster_becomes_a_draft_once_with_its_open_duties_on_the_grid(world: World) -> None:
    alone = [{"name": "Camille"}, {"name": "Yanis", "leave": [{"from": "2026-11-02", "to": "2026-11-07"}]}]
    line = {"id": "gardes", "kind": "garde", "senior_roster": True}
    row = prepared(world, interns=alone, lines=[line], to="2026-11-08", presence=[])
    client = client_of(world, DR_LEMOINE)
    client.post(at("solve", row), {"limit": "30"})
    work()
    answers = [client.post(at("keep_nearest", row, of(row).pk)) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    made = row.versions.get()
    assert made.lawful is False
    assert "sans personne" in made.note
    page = client.get(answers[0]["Location"]).content.decode()
    assert "Sans personne" in page
    assert page.count("<i class=hole>") == made.breaches


def test_facts_that_cannot_be_read_are_not_searched(world: World) -> None:
    row = prepared(world, presence=[{"days": ["lundredi"]}])
    assert client_of(world, DR_LEMOINE).post(at("solve", row), {"limit": "30"}).status_code == 422
    assert not Search.objects.exclude(roster__in=[world.own["roster"], world.neighbour["roster"]]).exists()


def test_a_search_that_broke_says_so_and_can_be_asked_again(world: World) -> None:
    row = prepared(world)
    broken = facts(interns=[])
    search = ask_search(row, 30, world.user(DR_LEMOINE), broken)
    work()
    told = followed(search)
    assert (told.over, told.failed) == (True, True)
    page = client_of(world, DR_LEMOINE).get(at("search", row, search.pk)).content.decode()
    assert "Relancer" in page
    assert not Version.objects.filter(roster=row).exists()
