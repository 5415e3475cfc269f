"""A new roster: by the law's calendar, from nothing, from the one before, from a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sextant.roster.ward_file import example_ward
from sextant.roster.ward_template import template
from sextant_web.roster.bridge import problem_of_row
from sextant_web.roster.models import Roster
from sextant_web.roster.start import copied_facts, periods, proposed
from sextant_web.roster.versions import approve, publish
from tests.cast import DR_LEMOINE, MME_ROUX
from tests.sextant_web.roster.rosters import client_of, prepared, solved
from tests.sextant_web.world import World


def made(world: World) -> Roster:
    return Roster.objects.exclude(pk__in=[world.own["roster"], world.neighbour["roster"]]).get()


def new(world: World) -> str:
    return reverse("roster:new", args=[world.ours.ward.pk])


def test_trimesters_are_proposed_by_law_and_the_first_free_one_chosen(world: World) -> None:
    found = periods(world.ours.ward, date(2026, 11, 4))
    assert [(one.first, one.last) for one in found][:2] == [
        (date(2026, 11, 2), date(2027, 1, 31)),
        (date(2027, 2, 1), date(2027, 5, 2)),
    ]
    assert proposed(found) == found[1]  # the world has a roster from 2 November


def test_from_nothing_the_interns_of_the_ward_are_there(world: World) -> None:
    answer = client_of(world, DR_LEMOINE).post(
        new(world), {"period": "2027-02-01/2027-05-02", "origin": "bare"}
    )
    row = made(world)
    assert answer["Location"] == reverse("roster:people", args=[row.ward_id, row.pk])
    assert row.names == ["Camille", "Yanis"]
    assert row.seats.count() == 2
    assert problem_of_row(row).first == date(2027, 2, 1)


def test_from_the_one_before_lines_and_past_come_along_leave_does_not(world: World) -> None:
    before = prepared(world)
    before.facts["interns"][0]["leave"] = [{"from": "2026-11-05", "to": "2026-11-06"}]
    before.facts["interns"][0]["university"] = ["jeudi après-midi", "2026-11-10 matin"]
    before.facts["presence"].append({"days": ["2026-11-11"], "minimum": 1})
    before.save()
    version = solved(before)
    approve(version, world.user(MME_ROUX))
    publish(version, world.user(DR_LEMOINE))
    facts = copied_facts(before, date(2027, 2, 1), date(2027, 5, 2))
    assert facts["lines"] == before.facts["lines"]
    assert len(facts["presence"]) == 1
    assert "leave" not in facts["interns"][0]
    assert facts["interns"][0]["university"] == ["jeudi après-midi"]
    assert (
        sum(one.get("history", {}).get("nights", 0) for one in facts["interns"]) == 4
    )  # two Tuesdays, two Saturdays
    client_of(world, DR_LEMOINE).post(new(world), {"period": "2027-02-01/2027-05-02", "origin": "copy"})
    copy = Roster.objects.get(ward=world.ours.ward, first=date(2027, 2, 1))
    assert problem_of_row(copy).lines


@pytest.mark.parametrize("name", ["service.yaml", "service.xlsx"])
def test_from_a_file(world: World, tmp_path: Path, name: str) -> None:
    if name.endswith("xlsx"):
        template(tmp_path / name)
        content = (tmp_path / name).read_bytes()
    else:
        content = example_ward("medecine-polyvalente").encode()
    answer = client_of(world, DR_LEMOINE).post(
        new(world), {"origin": "file", "file": SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 302
    row = made(world)
    assert len(row.names) == 8
    assert row.facts["interns"][0]["university"] == ["jeudi après-midi"]  # words stay words
    assert problem_of_row(row).ward == world.ours.ward.name


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vide.yaml", "   ", "vide"),
        (
            "x.yaml",
            "ward: M\nfrom: 2026-11-02\nto: 2026-11-29\ninterns: [{name: Camille, semestre: 3}]",
            "ligne 4",
        ),
        ("x.xlsx", "PK\x03\x04 pas un classeur", "classeur"),
        ("x.exe", "MZ\x00\x00", "binaire"),
        ("gros.yaml", "a: b\n" * 500_000, "trop lourd"),
    ],
    ids=["empty", "unknown key", "not a workbook", "binary", "heavy"],
)
def test_a_bad_file_is_refused_and_nothing_is_written(
    world: World, name: str, content: str, said: str
) -> None:
    answer = client_of(world, DR_LEMOINE).post(
        new(world), {"origin": "file", "file": SimpleUploadedFile(name, content.encode())}
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Roster.objects.filter(ward=world.ours.ward).count() == 1


@pytest.mark.parametrize(
    "period", ["", "x/y", "2027-02-01/2027-01-01", "2027-02-01/2028-05-02", "2027-02-31/2027-05-02"]
)
def test_a_period_that_cannot_be_is_refused(world: World, period: str) -> None:
    answer = client_of(world, DR_LEMOINE).post(new(world), {"period": period, "origin": "bare"})
    assert answer.status_code == 422
    assert Roster.objects.filter(ward=world.ours.ward).count() == 1


def test_the_workbook_to_fill_is_for_anyone(client: object) -> None:
    answer = client.get(reverse("roster:workbook"))  # type: ignore[attr-defined]
    assert answer.content.startswith(b"PK")
