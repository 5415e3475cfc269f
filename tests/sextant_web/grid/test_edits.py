"""A draft changed in the grid: judged at once, undone as it was made, never over somebody else's work."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sextant.almanac.activity import Kind
from sextant.roster.change import cells_of
from sextant_web.grid.models import Edit
from sextant_web.roster.bridge import roster_of_version
from sextant_web.roster.models import Roster, Version
from tests.cast import CAMILLE, DR_LEMOINE, MME_ROUX
from tests.sextant_web.grid.rows import at, client_of, nights, prepared, publish, row_of, script, solved
from tests.sextant_web.world import World

CAMILLES = row_of("Camille")


@pytest.fixture
def version(world: World) -> Version:
    return prepared(world)


@pytest.fixture
def head(world: World) -> Client:
    return client_of(world, DR_LEMOINE)


def set_letter(client: Client, version: Version, day: int, half: int, letter: str, **more: Any) -> Any:
    fields = {
        "who": CAMILLES,
        "day": day,
        "half": half,
        "letter": letter,
        "op": "set",
        "revision": version.revision,
    }
    return script(client, at(version, "edit"), **(fields | more))


def kind_at(version: Version, day: int, half: int, name: str = "Camille") -> Kind | None:
    version.refresh_from_db()
    planned = roster_of_version(version)
    found = cells_of(planned, name).get((planned.problem.first.toordinal() + day, half))  # type: ignore[call-overload]
    return found.kind if found else None


def test_the_page_shows_every_intern_and_every_day(head: Client, version: Version) -> None:
    page = head.get(at(version)).content.decode()
    assert page.count('<th scope="row"') == 8
    assert page.count("</i><i") == 8 * 28 * 2
    assert "Légal, toutes les gardes sont tenues." in page


def test_a_letter_is_written_judged_and_said(head: Client, version: Version) -> None:
    day = nights("Camille")[0] + 1
    told = set_letter(head, version, day, 0, "M").json()
    assert kind_at(version, day, 0) is Kind.STAGE
    assert told["revision"] == 2
    assert told["lawful"] is False
    assert "repos dû jusqu’à" in told["panel"]
    assert f'id="c{CAMILLES}-{day}"' in told["rows"][0]["cells"]
    assert f'href="#c{CAMILLES}-{day}"' in told["panel"]
    assert "matin en stage" in told["said"]


def test_undo_and_redo_go_back_and_forth(head: Client, version: Version) -> None:
    before = version.cells
    day = nights("Camille")[0] + 1
    set_letter(head, version, day, 0, "M")
    told = script(head, at(version, "replay"), revision=2).json()
    version.refresh_from_db()
    assert version.cells == before
    assert (told["undo"], told["redo"], told["lawful"]) == (False, True, True)
    script(head, at(version, "replay"), revision=3, again="1")
    assert kind_at(version, day, 0) is Kind.STAGE


def test_what_was_undone_is_dropped_once_something_else_is_done(head: Client, version: Version) -> None:
    day = nights("Camille")[0] + 1
    set_letter(head, version, day, 0, "M")
    script(head, at(version, "replay"), revision=2)
    set_letter(head, version, day, 1, "A", revision=3)
    answer = script(head, at(version, "replay"), revision=4, again="1")
    assert answer.status_code == 422
    assert "rien à refaire" in answer.json()["said"]
    assert Edit.objects.filter(dropped=True).count() == 1


def test_the_second_of_two_is_told_and_nothing_is_overwritten(world: World, version: Version) -> None:
    one, other = client_of(world, DR_LEMOINE), client_of(world, DR_LEMOINE)
    day = nights("Camille")[0] + 1
    assert set_letter(one, version, day, 0, "M").status_code == 200
    late = set_letter(other, version, day, 0, "p")
    assert late.status_code == 409
    assert "Dr Lemoine" in late.json()["said"]
    assert "matin en stage" in late.json()["said"]
    assert kind_at(version, day, 0) is Kind.STAGE
    assert Edit.objects.count() == 1
    assert set_letter(other, version, day, 0, "p", revision=2).status_code == 200
    assert kind_at(version, day, 0) is Kind.PERSONAL


def test_a_pin_is_kept_by_the_next_search_and_by_repairs(head: Client, version: Version) -> None:
    day = nights("Camille")[0]
    told = script(head, at(version, "edit"), who=CAMILLES, day=day, half=2, op="pin", revision=1).json()
    assert 'class="N k"' in told["rows"][0]["cells"]
    version.refresh_from_db()
    (fixed,) = _facts(version.facts)["fixed"]
    assert fixed["what"].startswith("N")
    assert _facts(Roster.objects.get(pk=version.roster_id).facts)["fixed"] == [fixed]
    script(head, at(version, "replay"), revision=2)
    assert "fixed" not in _facts(Roster.objects.get(pk=version.roster_id).facts)


def test_a_pin_in_an_old_version_leaves_newer_facts_alone(head: Client, version: Version) -> None:
    row = Roster.objects.get(pk=version.roster_id)
    new = {"from": "2026-11-23", "to": "2026-11-24", "kind": "conge", "movable": True}
    _facts(row.facts)["leave"] = [new]
    row.save()
    script(head, at(version, "edit"), who=CAMILLES, day=nights("Camille")[0], half=2, op="pin", revision=1)
    row.refresh_from_db()
    assert _facts(row.facts)["leave"] == [new]
    assert len(_facts(row.facts)["fixed"]) == 1


def _facts(facts: Any) -> Any:
    return next(one for one in facts["interns"] if one["name"] == "Camille")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"letter": "N", "half": 0}, "ne va pas ici"),
        ({"letter": "c"}, "se dit avec ses dates"),
        ({"letter": "R"}, "le repos de sécurité suit la garde"),
        ({"who": 99}, "cette case n’existe pas"),
        ({"day": 400}, "cette case n’existe pas"),
        ({"half": "x"}, "cette case n’existe pas"),
        ({"line": "autre", "letter": "N", "half": 2}, "n’existe pas"),
    ],
)
def test_what_cannot_be_written_is_told_and_not_written(
    head: Client, version: Version, fields: dict[str, Any], said: str
) -> None:
    answer = script(
        head,
        at(version, "edit"),
        **({"who": CAMILLES, "day": 5, "half": 0, "letter": "M", "op": "set", "revision": 1} | fields),
    )
    assert answer.status_code == 422
    assert said in answer.json()["said"][0].lower() + answer.json()["said"][1:]
    version.refresh_from_db()
    assert version.revision == 1


def test_a_plain_form_does_the_same_without_a_script(head: Client, version: Version) -> None:
    night = nights("Camille")[0]
    date = version.roster.first.fromordinal(version.roster.first.toordinal() + night + 1)
    fields = {"who": CAMILLES, "date": date.isoformat(), "half": 0, "letter": "M", "op": "set", "revision": 1}
    answer = head.post(at(version, "edit"), fields, follow=True)
    assert answer.redirect_chain[-1][0] == at(version)
    assert kind_at(version, night + 1, 0) is Kind.STAGE
    assert "matin en stage" in answer.content.decode()


def test_a_published_version_does_not_change_and_is_taken_up_in_a_new_one(
    head: Client, version: Version
) -> None:
    publish(version)
    assert set_letter(head, version, 5, 0, "M").status_code == 422
    answer = head.post(at(version, "draft"))
    made = Version.objects.get(number=2)
    assert answer.headers["Location"] == at(made)
    assert (made.parent_id, made.cells, made.status) == (version.pk, version.cells, "draft")


def test_history_says_who_did_what_and_what_was_undone(head: Client, version: Version) -> None:
    set_letter(head, version, nights("Camille")[0] + 1, 0, "M")
    script(head, at(version, "replay"), revision=2)
    page = head.get(at(version, "history")).content.decode()
    assert "Dr Lemoine" in page
    assert "(annulé)" in page


def test_why_names_the_rule_for_each_colleague(head: Client, version: Version) -> None:
    address = f"{at(version, 'why')}?who={CAMILLES}&day={nights('Camille')[0]}&half=2"
    part = head.get(address, headers={"X-Requested-With": "grid"}).content.decode()
    assert "Camille tient la garde de nuit du" in part
    assert "<html" not in part
    assert part.count("<li") >= 7
    assert "<html" in head.get(address).content.decode()
    assert "ne tient pas de garde" in head.get(f"{at(version, 'why')}?who=0&day=0&half=0").content.decode()


def test_an_absence_is_repaired_in_the_draft_and_kept_as_a_fact(head: Client, version: Version) -> None:
    day = nights("Camille")[0]
    first = version.roster.first.fromordinal(version.roster.first.toordinal() + day).isoformat()
    asked = {"name": "Camille", "kind": "maladie", "first": first, "last": first}
    page = head.post(at(version, "repair"), asked).content.decode()
    assert "Aucune réparation ne change moins" in page
    assert "que tenait Camille" in page
    version.refresh_from_db()
    assert version.revision == 1  # shown, not written
    answer = head.post(at(version, "repair"), asked | {"write": "1", "revision": "1"})
    assert answer.status_code == 302
    assert kind_at(version, day, 0) is Kind.SICKNESS
    assert version.lawful
    row = Roster.objects.get(pk=version.roster_id)
    assert [one["kind"] for one in _facts(row.facts)["leave"]] == ["maladie"]
    script(head, at(version, "replay"), revision=2)
    assert kind_at(version, day, 2) is Kind.GARDE_NUIT


def test_a_published_roster_is_repaired_in_a_new_version(head: Client, version: Version) -> None:
    publish(version)
    day = version.roster.first.fromordinal(
        version.roster.first.toordinal() + nights("Camille")[0]
    ).isoformat()
    asked = {"name": "Camille", "kind": "maladie", "first": day, "last": day, "write": "1", "revision": "1"}
    head.post(at(version, "repair"), asked)
    made = Version.objects.get(number=2)
    assert (made.source, made.lawful, made.parent_id) == ("repair", True, version.pk)
    page = head.get(
        reverse("grid:compare", args=[version.roster.ward_id, version.roster_id])
    ).content.decode()
    assert "Qui y gagne, qui y perd" in page
    assert "absence justifiée" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"name": "Camille", "first": "", "last": ""}, "manque une date"),
        ({"name": "Camille", "first": "2026-11-10", "last": "2026-11-09"}, "finit avant de commencer"),
        ({"name": "Personne", "first": "2026-11-10", "last": "2026-11-10"}, "n’est pas un interne"),
        (
            {"name": "Camille", "first": "2026-11-10", "last": "2026-11-10", "kind": "vacances"},
            "n’existe pas",
        ),
    ],
)
def test_an_absence_that_cannot_be_is_told(
    head: Client, version: Version, asked: dict[str, str], said: str
) -> None:
    answer = head.post(at(version, "repair"), {"kind": "maladie"} | asked)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_papers_leave_as_pdf_and_workbook(head: Client, version: Version) -> None:
    assert head.get(f"{at(version, 'export')}?en=pdf").content.startswith(b"%PDF")
    assert head.get(f"{at(version, 'export')}?en=xlsx").content.startswith(b"PK")
    assert head.get(f"{at(version, 'export')}?en=exe").status_code == 404


def test_an_intern_sees_a_published_grid_and_no_draft(world: World, version: Version) -> None:
    camille = client_of(world, CAMILLE)
    assert "pas encore publié" in camille.get(at(version)).content.decode()
    publish(version)
    page = camille.get(at(version)).content.decode()
    assert 'data-edit=""' in page
    assert "Annuler" not in page
    assert "À savoir" not in page  # what is said of colleagues is the head's to read
    assert camille.get(at(version, "why")).status_code == 404


def test_the_direction_looks_and_does_not_touch(world: World, version: Version) -> None:
    page = client_of(world, MME_ROUX).get(at(version)).content.decode()
    assert 'data-edit=""' in page


@pytest.mark.django_db
def test_as_many_queries_for_two_weeks_as_for_twelve_interns(
    world: World, django_assert_max_num_queries: Any, head: Client
) -> None:
    small, large = prepared(world), prepared(world, interns=12, weeks=4)
    for version in (small, large):
        with django_assert_max_num_queries(16):
            head.get(at(version))


def test_an_edit_keeps_the_words_of_the_head(head: Client, version: Version) -> None:
    told = json.dumps(version.facts, sort_keys=True)
    set_letter(head, version, nights("Camille")[0] + 1, 0, "M")
    version.refresh_from_db()
    assert json.dumps(version.facts, sort_keys=True) == told
    assert solved().problem.ward == "Médecine polyvalente"
