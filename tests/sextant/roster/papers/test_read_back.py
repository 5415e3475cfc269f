"""The calendar and the workbook that Sextant writes are read back, by the public check, as the same days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from sextant.law.audit import Judgement
from sextant.law.intake import Given, Intake, read_upload
from sextant.roster.papers.calendar import write_calendars
from sextant.roster.papers.workbook import write_workbook
from sextant.roster.roster import Roster

GIVEN = Given(date(2026, 11, 25))

Fact = tuple[str, int, int, int]


def read(found: Intake) -> list[Fact]:
    """What was worked; rests are left out, for both papers draw those that the law derives."""
    assert [str(one) for one in found.unheard] == []
    assert found.planning is not None
    return [
        (a.kind.value, int(a.half_day), a.start, a.end)
        for a in found.planning.timeline.activities
        if a.kind.value != "repos"
    ]


def planned(roster: Roster, name: str) -> list[Fact]:
    intern = next(one for one in roster.problem.interns if one.name == name)
    return [
        (a.kind.value, int(a.half_day), a.start, a.end)
        for a in roster.timeline(intern).activities
        if a.kind.value != "repos"
    ]


def test_a_calendar_gives_back_the_same_days(roster: Roster, tmp_path: Path) -> None:
    stamp = datetime(2026, 10, 19, tzinfo=UTC)
    paths = write_calendars(roster, tmp_path, stamp=stamp)
    for path, intern in zip(paths, roster.problem.interns, strict=True):
        assert read(read_upload(path.name, path.read_bytes(), GIVEN)) == planned(roster, intern.name)


def test_a_workbook_gives_back_the_letters_of_each_person(
    roster: Roster, judgement: Judgement, tmp_path: Path
) -> None:
    path = tmp_path / "tableau.xlsx"
    write_workbook(roster, judgement, path, printed_on=date(2026, 10, 19), version="0.1.0")
    names = [intern.name for intern in roster.problem.interns]
    asked = read_upload(path.name, path.read_bytes(), GIVEN)
    assert list(asked.choices) == names
    for name in names:
        found = read_upload(path.name, path.read_bytes(), Given(GIVEN.today, row=name))
        # A grid shows letters, not hours: kinds and half-days come back, at the usual hours.
        assert [fact[:2] for fact in read(found)] == [fact[:2] for fact in planned(roster, name)]
