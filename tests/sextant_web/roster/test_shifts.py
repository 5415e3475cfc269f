"""The shifts of a ward on the site: added, said, changed, removed; wrong input refused beside its field."""

from __future__ import annotations

from typing import Any

from sextant_web.roster.bridge import problem_of_row
from sextant_web.roster.models import Roster
from sextant_web.roster.short_words import with_short_words
from tests.cast import CAMILLE, DR_LEMOINE
from tests.sextant_web.roster.rosters import at, client_of, prepared
from tests.sextant_web.world import World


def form(row: Roster, n: int = 0, **typed: Any) -> dict[str, Any]:
    sent = {f"shifts.{n}.{name}": value for name, value in typed.items()}
    return {"revision": str(row.revision), "go": "after"} | sent


def address(row: Roster, n: int = 0) -> str:
    return f"{at('shift', row)}?n={n}"


def test_a_shift_is_added_said_changed_and_removed(world: World) -> None:
    row = prepared(world)
    client = client_of(world, DR_LEMOINE)
    assert client.get(address(row)).status_code == 200
    typed = {"name": "Soir d’été", "hours": "14:00-22:00", "minutes": "7 h 30", "only": ["Camille", "Inès"]}
    answer = client.post(address(row), form(row, **typed))
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == at("lines", row)
    row.refresh_from_db()
    (shift,) = problem_of_row(row).shifts
    assert (shift.id, shift.name, shift.minutes) == ("soir-dete", "Soir d’été", 450)
    assert set(shift.eligible) == {"Camille", "Inès"}
    page = client.get(at("lines", row)).content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert "14:00-22:00, 7 h 30 comptées, seulement Camille et Inès." in page
    assert "1 ligne, 1 poste" in page
    client.post(address(row), form(row, name="Soir", id="soir-dete", hours="15:00-22:00"))
    row.refresh_from_db()
    assert row.facts["shifts"] == [{"name": "Soir", "id": "soir-dete", "hours": "15:00-22:00"}]
    client.post(at("lines", row), {"revision": str(row.revision), "remove": "shifts.0"})
    row.refresh_from_db()
    assert not row.facts.get("shifts")


def test_one_is_told_that_a_shift_may_stay_empty_until_a_rule_says_how_many(world: World) -> None:
    row = prepared(world, shifts=[{"id": "soir", "name": "Soir", "hours": "14:00-22:00"}])
    client = client_of(world, DR_LEMOINE)
    page = client.get(at("lines", row)).content.decode()
    assert "il peut rester vide" in page
    asked = f"{at('policy', row)}?sorte=cover&n=0&poste=soir"
    assert asked.replace("&", "&amp;") in page
    form_ = client.get(asked).content.decode()
    assert form_.count("checked") == 1
    assert 'name="policies.cover.0.posts" value="soir" checked' in form_
    row.facts["policies"] = {"cover": [{"posts": ["soir"], "days": ["lundi"], "needed": 1}]}
    row.save()
    page = client.get(at("lines", row)).content.decode()
    assert "il peut rester vide" not in page
    assert "règle dit combien de personnes il faut" in page.replace("\u00a0", " ")


def test_one_is_told_which_hours_the_law_forbids_unless_the_ward_works_round_the_clock(world: World) -> None:
    shifts = [
        {"id": "jour", "name": "Jour", "hours": "08:30-16:30"},
        {"id": "nuit", "hours": "18:30-08:30"},
    ]
    row = prepared(world, shifts=shifts)
    client = client_of(world, DR_LEMOINE)
    page = client.get(at("lines", row)).content.decode()
    assert page.count("Personne ne peut le tenir à ces heures") == 1
    assert "règle G4" in page
    sent = {"revision": str(row.revision), "from": "2026-11-02", "to": "2026-11-15"}
    client.post(at("period", row), sent | {"records.temps_continu": "1"})
    row.refresh_from_db()
    assert row.facts["records"] == {"temps_continu": True}
    assert "Personne ne peut le tenir" not in client.get(at("lines", row)).content.decode()


def test_two_shifts_of_one_name_and_one_named_as_a_line_get_words_of_their_own(world: World) -> None:
    row = prepared(world, shifts=[{"id": "soir", "name": "Soir", "hours": "14:00-22:00"}])
    client = client_of(world, DR_LEMOINE)
    for n, name in enumerate(("Soir", "Gardes", "★"), start=1):
        client.post(address(row, n), form(row, n, name=name, hours="08:00-16:00"))
        row.refresh_from_db()
    assert [one["id"] for one in row.facts["shifts"]] == ["soir", "soir-2", "gardes-2", "poste"]
    assert problem_of_row(row)


def test_short_words_are_words_that_a_file_takes_and_no_line_takes_that_of_a_shift() -> None:
    shifts = [
        {"name": "nuit_courte"},
        {"name": "nuit_courte"},
        {"name": "un très long nom de poste de soirée"},
    ]
    facts = with_short_words({"lines": [{"kind": "garde"}], "shifts": [{"id": "gardes"}, *shifts]})
    words = [one["id"] for one in (*facts["lines"], *facts["shifts"])]
    assert words == ["gardes-2", "gardes", "nuit-courte", "nuit-courte-2", "un-tres-long-nom-de-poste"]


def test_bad_hours_are_refused_beside_their_field_and_nothing_is_written(world: World) -> None:
    row = prepared(world)
    answer = client_of(world, DR_LEMOINE).post(address(row), form(row, name="Soir", hours="14h à 22h"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "14h à 22h" in page.split('id="f-shifts-0-hours-tort"')[1].split("</p>")[0]
    row.refresh_from_db()
    assert not row.facts.get("shifts")


def test_a_skill_is_said_of_a_person_and_asked_by_a_shift(world: World) -> None:
    row = prepared(world)
    client = client_of(world, DR_LEMOINE)
    client.post(
        f"{at('person', row)}?n=0",
        {"revision": str(row.revision), "interns.0.skills": "réanimation, échographie"},
    )
    row.refresh_from_db()
    assert row.facts["interns"][0]["skills"] == ["réanimation", "échographie"]
    client.post(address(row), form(row, name="Soir", hours="14:00-22:00", skill="réanimation"))
    row.refresh_from_db()
    assert problem_of_row(row).shifts[0].eligible == ("Camille",)


def test_an_intern_does_not_write_the_shifts(world: World) -> None:
    row = prepared(world)
    assert client_of(world, CAMILLE).post(address(row), form(row, name="Soir")).status_code in (403, 404)
