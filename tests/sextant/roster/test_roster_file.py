"""A roster on disk is a ward file and its weeks in letters; what was written is what is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.almanac.activity import Kind
from sextant.almanac.notation import parse_weeks
from sextant.document import parse_document
from sextant.errors import BadFile, SextantError
from sextant.roster.problem import Problem
from sextant.roster.roster import Roster
from sextant.roster.roster_file import (
    read_roster,
    roster_of,
    roster_text,
    weeks_of,
    write_roster,
    write_whole,
)
from sextant.roster.ward_file import example_ward
from tests.sextant.roster.wards import GOOD, ward


def rota(problem: Problem, weeks: dict[str, list[str]]) -> Roster:
    """A roster from weeks in letters; who is not named does nothing."""
    free = [".. .. .. .. .. .. .."] * len(problem.mondays)
    return Roster(
        problem,
        {
            intern.name: tuple(
                parse_weeks(
                    weeks.get(intern.name, free), problem.mondays[0], hours=problem.hours, zone=problem.zone
                )
            )
            for intern in problem.interns
        },
    )


WEEKDAY = st.sampled_from(
    [
        "..",
        "MA",
        "N@gardes",
        "a@astreintes",
        "c",
        "Mu",
        ".p",
        "M(08:00-12:00)",
        "N(20:00-08:00)@gardes",
        "MAa@astreintes",
    ]
)
SATURDAY = st.sampled_from(["..", "M", "S@gardes", "G@gardes", "N@gardes"])
SUNDAY = st.sampled_from(["..", "J@gardes", "J@gardes/N@gardes", "G@gardes", "b@astreintes", "S@gardes"])
WEEK = st.tuples(*[WEEKDAY] * 5, SATURDAY, SUNDAY).map(" ".join)


@given(st.lists(WEEK, min_size=4, max_size=4), st.lists(WEEK, min_size=4, max_size=4))
def test_what_was_written_is_what_is_read(camille: list[str], jade: list[str]) -> None:
    problem = ward()
    roster = rota(problem, {"Camille": camille, "Jade": jade})
    try:
        roster.timelines()
    except SextantError:
        return  # two nights and a day that overlap: not a roster
    for source in ("", GOOD):
        assert roster_of(parse_document(roster_text(roster, source), "tableau.yaml")) == roster


def test_the_ward_file_is_kept_with_its_comments(tmp_path: Path) -> None:
    source = example_ward()
    problem = ward(source)
    roster = rota(problem, {"Camille": [".. MAN .. MA MA .. .."] * 4})
    file = tmp_path / "tableau.yaml"
    write_roster(roster, file, source)
    assert file.read_text(encoding="utf-8").startswith(source)
    assert read_roster(file).problem == problem
    again = rota(problem, {"Camille": ["MA .. .. .. .. .. .."] * 4})
    write_roster(again, file, file.read_text(encoding="utf-8"))
    assert file.read_text(encoding="utf-8").count("\nroster:") == 1
    assert read_roster(file).activities["Camille"] == again.activities["Camille"]


def test_a_ward_file_that_says_something_else_is_not_kept() -> None:
    roster = rota(ward(), {})
    assert "autre" not in roster_text(roster, GOOD.replace("Médecine", "autre"))
    assert "autre" not in roster_text(roster, "pas: [du, tout")


def test_a_duty_of_the_only_line_of_its_kind_is_written_without_it() -> None:
    roster = rota(ward(), {"Camille": ["N@gardes .. a@astreintes .. .. .. .."] + [".. " * 7] * 3})
    assert weeks_of(roster, "Camille")[0] == "N .. a .. .. .. .."
    read = roster_of(parse_document(roster_text(roster), "f")).activities["Camille"]
    assert [(a.kind, a.line) for a in read] == [(Kind.GARDE_NUIT, "gardes"), (Kind.ASTREINTE, "astreintes")]


def test_strange_names_are_written_and_read() -> None:
    text = GOOD.replace("name: Jade", 'name: "null: #1"').replace("name: Yanis", "name: 'D’Arc 日'")
    roster = rota(ward(text), {})
    assert roster_of(parse_document(roster_text(roster), "f")) == roster


def test_writing_replaces_the_whole_file_or_nothing(tmp_path: Path) -> None:
    file = tmp_path / "tableau.yaml"
    file.write_text("avant", encoding="utf-8")
    write_whole(file, "après")
    assert file.read_text(encoding="utf-8") == "après"
    assert [one.name for one in tmp_path.iterdir()] == ["tableau.yaml"]
    with pytest.raises(BadFile, match="ne peut pas être écrit"):
        write_whole(tmp_path / "absent" / "tableau.yaml", "texte")
    with pytest.raises(BadFile, match="ne peut pas être écrit"):
        write_whole(tmp_path, "texte")
