"""The policies of a ward on the site: each shape added, changed, removed; wrong input refused in a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from sextant.roster.policies.policy import POLICY_NAMES
from sextant_web.roster.bridge import problem_of_row
from sextant_web.roster.fields import tidy
from sextant_web.roster.models import Roster
from tests.cast import DR_LEMOINE, YANIS
from tests.sextant_web.roster.rosters import at, client_of, prepared
from tests.sextant_web.world import World

SHIFTS = [{"id": "soir", "name": "Soir", "hours": "14:00-22:00"}, {"id": "jour", "hours": "08:30-16:30"}]
TYPED: dict[str, dict[str, Any]] = {
    "successions": {"first": ["gardes"], "then": ["soir"], "after": "2"},
    "numbers": {"posts": ["gardes"], "at_most": "4", "days": "samedi, dimanche", "weight": "30"},
    "minutes": {"at_least": "10 h", "at_most": "48h30", "weight": "jamais"},
    "weekends": {"at_most": "3", "who": ["Camille", "Yanis"]},
    "weekends_running": {"at_most": "1"},
    "whole_weekends": {},
    "work_runs": {"at_least": "", "at_most": "5"},
    "rest_runs": {"at_least": "2", "weight": "12"},
    "spreads": {"posts": ["gardes"], "within": "1", "weight": "50"},
    "called": {"posts": ["soir"], "weight": "100"},
    "moves": {"groups.0": "soir", "groups.1": "jour"},
    "cover": {
        "posts": ["soir"],
        "days": "lundi au vendredi",
        "needed": "1",
        "under": "200",
        "over": "jamais",
    },
    "requests": {"who": ["Yanis"], "days": "vendredi", "wanted": "1", "weight": "3"},
}


def address(row: Roster, key: str, n: int = 0) -> str:
    return f"{at('policy', row)}?sorte={key}&n={n}"


def form(row: Roster, key: str, n: int = 0, **typed: Any) -> dict[str, Any]:
    sent = {f"policies.{key}.{n}.{name}": value for name, value in (TYPED[key] | typed).items()}
    return {"revision": str(row.revision), "go": "after"} | sent


def with_shifts(world: World, **more: Any) -> Roster:
    return prepared(world, shifts=SHIFTS, **more)


@pytest.mark.parametrize("key", list(POLICY_NAMES))
def test_each_shape_is_added_said_shown_again_and_removed(world: World, key: str) -> None:
    row = with_shifts(world)
    client = client_of(world, DR_LEMOINE)
    assert client.get(address(row, key)).status_code == 200
    answer = client.post(address(row, key), form(row, key))
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == at("policies", row)
    row.refresh_from_db()
    kept = row.facts["policies"][key]
    assert len(kept) == 1
    assert [policy.key for policy in problem_of_row(row).policies] == [key]
    again = client.post(address(row, key), form(row, key))
    row.refresh_from_db()
    assert again.status_code == 302
    assert row.facts["policies"][key] == kept  # what is shown is what was kept
    page = client.get(at("policies", row)).content.decode()
    assert "Ne cède jamais" in page or "Cède au prix" in page or "personne qui manque" in page
    client.post(at("policies", row), {"revision": str(row.revision), "remove": f"policies.{key}.0"})
    row.refresh_from_db()
    assert not row.facts.get("policies")


def test_what_was_typed_means_what_it_says(world: World) -> None:
    row = with_shifts(world)
    client = client_of(world, DR_LEMOINE)
    for key in ("minutes", "cover"):
        client.post(address(row, key), form(row, key))
        row.refresh_from_db()
    assert row.facts["policies"]["minutes"] == [{"at_least": 600, "at_most": 2910}]
    assert row.facts["policies"]["cover"][0]["over"] is None
    page = client.get(address(row, "minutes")).content.decode()
    assert 'value="48 h 30"' in page
    assert 'value="jamais"' in client.get(address(row, "cover")).content.decode()


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("numbers", {"at_most": "quatre"}, "nombre entier"),
        ("numbers", {"at_most": "1", "at_least": "3"}, "« Au plus » (1) est plus petit que « Au moins » (3)"),
        ("numbers", {"weight": "0"}, "1"),
        ("numbers", {"days": "lundredi"}, "lundredi"),
        ("minutes", {"at_most": "deux jours"}, "nombre entier"),
        ("successions", {"then": []}, "cette case est à remplir"),
        ("weekends", {"at_most": ""}, "cette case est à remplir"),
        ("weekends", {"who": ["Personne"]}, "pas un interne"),
        ("moves", {"groups.0": "gardes"}, "une place est faite de postes"),
        ("cover", {"needed": "-1"}, "0"),
        ("requests", {"days": ""}, "cette case est à remplir"),
    ],
)
def test_wrong_input_is_refused_beside_its_field_and_nothing_is_kept(
    world: World, key: str, typed: dict[str, Any], said: str
) -> None:
    row = with_shifts(world)
    answer = client_of(world, DR_LEMOINE).post(address(row, key), form(row, key, **typed))
    page = answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert answer.status_code == 422, page
    assert 'class="wrong"' in page
    assert said in page
    row.refresh_from_db()
    assert "policies" not in row.facts


def test_a_policy_that_says_nothing_and_a_null_price_survive_every_screen() -> None:
    policies = {"whole_weekends": [{}], "cover": [{"posts": ["soir"], "over": None, "under": None}]}
    assert tidy({"policies": policies, "lines": []}) == {
        "policies": {"whole_weekends": [{}], "cover": [{"posts": ["soir"], "over": None}]}
    }


def test_a_new_name_is_followed_in_the_policies(world: World) -> None:
    row = prepared(world, policies={"weekends": [{"at_most": 2, "who": ["Yanis", "Camille"]}]})
    names = {f"interns.{n}.name": one for n, one in enumerate(["Camille", "Yann", "Inès"])}
    client_of(world, DR_LEMOINE).post(at("people", row), {"revision": str(row.revision)} | names)
    row.refresh_from_db()
    assert row.facts["policies"]["weekends"][0]["who"] == ["Yann", "Camille"]


def test_no_such_policy_and_no_such_reader(world: World) -> None:
    row = prepared(world)
    client = client_of(world, DR_LEMOINE)
    for bad in ("?sorte=lois&n=0", "?sorte=numbers&n=1", "?sorte=lois"):
        assert client.get(at("policy", row) + bad).status_code == 404
    assert client_of(world, YANIS).get(at("policies", row)).status_code == 404
    told = {"revision": "0", "remove": "policies.numbers.0"}
    assert client.post(at("policies", row), told).status_code == 409
