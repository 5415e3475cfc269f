"""Steps: refused in place, saved whole, never over somebody else's work."""

from __future__ import annotations

from django.urls import reverse

from sextant_web.people.models import Reading, Role, RoleKind
from sextant_web.roster.bridge import BadFacts
from sextant_web.roster.editing import said
from sextant_web.roster.models import Roster, Seat, Wish
from tests.cast import CAMILLE, DR_KERN, DR_LEMOINE
from tests.sextant_web.roster.rosters import at, client_of, posted, prepared
from tests.sextant_web.world import SINCE, World


def test_what_is_typed_is_saved_and_leads_on(world: World) -> None:
    row = prepared(world)
    client = client_of(world, DR_LEMOINE)
    answer = client.post(
        at("people", row),
        posted(row, interns__0__name="Camille", interns__1__name="Yanis", interns__2__name="Inès",
               interns__3__name="Zoé", interns__3__share="0,5", go="after"),
    )  # fmt: skip
    assert answer.status_code == 302
    assert answer["Location"] == at("lines", row)
    row.refresh_from_db()
    assert row.names == ["Camille", "Yanis", "Inès", "Zoé"]
    assert row.facts["interns"][3]["share"] == 0.5
    assert row.facts["interns"][0]["university"] == ["jeudi après-midi"]  # what the screen does not show
    assert row.revision == 2


def test_a_step_that_is_left_by_the_rail_is_saved(world: World) -> None:
    row = prepared(world)
    typed = posted(row, presence__0__days="lundi", presence__0__minimum="2", go="solve")
    answer = client_of(world, DR_LEMOINE).post(at("needs", row), typed)
    assert answer["Location"] == at("solve", row)
    row.refresh_from_db()
    assert row.facts["presence"][0]["days"] == ["lundi"]


def test_bad_input_is_refused_beside_its_field_and_what_was_typed_stays(world: World) -> None:
    row = prepared(world)
    typed = posted(row, presence__0__days="lundredi", presence__0__minimum="2", presence__0__wanted="3")
    answer = client_of(world, DR_LEMOINE).post(at("needs", row), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="lundredi"' in page
    assert 'aria-describedby="f-presence-0-days-tort"' in page
    assert "lundredi" in page.split('id="f-presence-0-days-tort"')[1].split("</p>")[0]
    before = row.facts
    row.refresh_from_db()
    assert (row.facts, row.revision) == (before, 1)


def test_of_two_people_the_second_is_told_and_nothing_is_overwritten(world: World) -> None:
    row = prepared(world)
    other = world.user(DR_KERN)
    Role.objects.create(user=other, kind=RoleKind.WARD_HEAD, ward=row.ward, first=SINCE)
    old = posted(row, presence__0__days="lundi", presence__0__minimum="1")
    theirs = posted(row, presence__0__days="mardi", presence__0__minimum="2")
    assert client_of(world, DR_KERN).post(at("needs", row), theirs).status_code == 302
    answer = client_of(world, DR_LEMOINE).post(at("needs", row), old)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dr Kern" in page
    assert "<td>lundi</td><td>mardi</td>" in page  # both are shown
    row.refresh_from_db()
    assert row.facts["presence"][0]["days"] == ["mardi"]
    # Read and sent again, knowingly: now it is saved.
    assert f'name="revision" value="{row.revision}"' in page
    again = client_of(world, DR_LEMOINE).post(at("needs", row), old | {"revision": str(row.revision)})
    assert again.status_code == 302
    row.refresh_from_db()
    assert row.facts["presence"][0]["days"] == ["lundi"]


def test_a_new_name_takes_its_account_its_answer_and_its_lines_along(world: World) -> None:
    row = prepared(world)
    row.facts["lines"][0]["who"] = {"except": ["Camille"]}
    row.save()
    Wish.objects.create(roster=row, name="Camille", asked={})
    typed = posted(row, interns__0__name="Camille L.", interns__1__name="Camille", interns__2__name="Inès")
    assert client_of(world, DR_LEMOINE).post(at("people", row), typed).status_code == 302
    row.refresh_from_db()
    assert row.facts["lines"][0]["who"]["except"] == ["Camille L."]
    assert Seat.objects.get(roster=row, name="Camille L.").user == world.user(CAMILLE)
    assert Seat.objects.get(roster=row, name="Camille").user.name == "Yanis"
    assert Wish.objects.get(roster=row).name == "Camille L."


def test_who_leaves_the_roster_leaves_nothing_behind(world: World) -> None:
    row = prepared(world)
    Wish.objects.create(roster=row, name="Camille", asked={})
    typed = posted(
        row, interns__0__name="Camille", interns__1__name="Yanis", interns__2__name="Inès", remove="interns.0"
    )
    assert client_of(world, DR_LEMOINE).post(at("people", row), typed).status_code == 302
    row.refresh_from_db()
    assert row.names == ["Yanis", "Inès"]
    assert not Wish.objects.filter(roster=row).exists()
    assert list(row.seats.values_list("name", flat=True)) == ["Yanis"]


def test_something_wrong_elsewhere_does_not_keep_a_step_from_being_saved(world: World) -> None:
    row = prepared(world, interns=[])
    answer = client_of(world, DR_LEMOINE).post(
        at("needs", row), posted(row, presence__0__days="lundi", presence__0__minimum="1")
    )
    assert answer.status_code == 302
    page = client_of(world, DR_LEMOINE).get(at("solve", row)).content.decode()
    assert "il n’y a encore aucun interne" in page
    assert "Lancer le calcul" not in page


def test_reading_somebodys_exemptions_is_noted(world: World) -> None:
    row = prepared(world)
    client_of(world, DR_LEMOINE).get(at("person", row) + "?n=0")
    assert Reading.objects.filter(person=world.user(CAMILLE), reader=world.user(DR_LEMOINE)).exists()


def test_a_line_says_at_once_how_many_interns_it_needs(world: World) -> None:
    row = prepared(world, to="2026-11-29")
    sent = {"lines.0.kind": "garde", "lines.0.name": "Gardes"}
    answer = client_of(world, DR_LEMOINE).post(at("headcount", row) + "?n=0", sent).content.decode()
    assert "Cette ligne demande" in answer
    assert "le service en compte 3" in answer
    row.refresh_from_db()
    assert row.revision == 1  # nothing was saved


def test_a_sentence_of_a_file_is_said_for_somebody_who_sees_a_field() -> None:
    error = BadFacts((), "la clé « ours » manque", remedy="Écrivez par exemple « ours: lundi ».")
    assert said(error).replace("\u202f", " ") == "cette case est à remplir. Écrivez par exemple « lundi »."


def test_pages_of_a_roster_stay_flat(world: World, django_assert_max_num_queries: object) -> None:
    row = prepared(world)
    client = client_of(world, DR_LEMOINE)
    client.get(at("roster", row))
    for name in ("roster", "people", "lines", "needs", "absences", "solve"):
        with django_assert_max_num_queries(14):  # type: ignore[operator]
            assert client.get(at(name, row)).status_code == 200, name


def test_another_place_in_a_list_is_nowhere(world: World) -> None:
    row = prepared(world)
    for name in ("person", "absence", "line"):
        for n in ("77", "-1", "²", "x"):
            assert client_of(world, DR_LEMOINE).get(at(name, row) + f"?n={n}").status_code == 404


def test_the_list_of_rosters_stays_flat(world: World, django_assert_num_queries: object) -> None:
    client = client_of(world, DR_LEMOINE)
    address = reverse("roster:list", args=[world.ours.ward.pk])
    prepared(world)
    client.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    Roster.objects.bulk_create(
        Roster(ward=world.ours.ward, first="2026-11-02", last="2026-11-15", facts={}) for _ in range(49)
    )
    with django_assert_num_queries(len(few)):  # type: ignore[operator]
        client.get(address)


def test_how_gardes_are_shared_is_chosen_with_the_period(world: World) -> None:
    row = prepared(world)
    client = client_of(world, DR_LEMOINE)
    dates = {"from": row.facts["from"], "to": row.facts["to"]}
    assert "Par ancienneté" in client.get(at("period", row)).content.decode()
    client.post(at("period", row), posted(row, **dates, sharing="egal", go="after"))
    row.refresh_from_db()
    assert row.facts["sharing"] == "egal"
    client.post(at("period", row), posted(row, **dates, sharing="", go="after"))
    row.refresh_from_db()
    assert "sharing" not in row.facts
