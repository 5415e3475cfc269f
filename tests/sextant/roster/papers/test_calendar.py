"""Calendars, read back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from sextant.almanac.activity import ABSENCES
from sextant.almanac.span import local
from sextant.law.library import Library
from sextant.law.rests import rests
from sextant.roster.papers.calendar import file_names, write_calendars
from sextant.roster.problem import Intern
from sextant.roster.roster import Roster
from tests.cast import CAMILLE, INES, YANIS

STAMP = datetime(2026, 10, 19, 8, 0, tzinfo=UTC)


def events(path: Path) -> list[Event]:
    calendar = Calendar.from_ical(path.read_bytes())
    return [part for part in calendar.walk() if isinstance(part, Event)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, roster: Roster, library: Library) -> Path:
    folder = tmp_path_factory.mktemp("ics") / "agendas"
    write_calendars(roster, folder, stamp=STAMP, library=library)
    return folder


def test_one_calendar_per_intern(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [
        "camille.ics",
        "ines.ics",
        "theo.ics",
        "yanis.ics",
    ]


def test_each_activity_is_an_event_at_its_hours(folder: Path, roster: Roster, library: Library) -> None:
    timeline = roster.timeline(roster.problem.intern(CAMILLE.name))
    expected = {(local(a.start), local(a.end)) for a in timeline.activities if a.kind not in ABSENCES}
    expected |= {(local(rest.span.start), local(rest.span.end)) for rest in rests(timeline, library)}
    found = [(event.start, event.end) for event in events(folder / "camille.ics")]
    assert set(found) == expected
    assert len(found) == len(expected)


def test_a_night_is_named_and_its_rest_leaves_the_time_free(folder: Path) -> None:
    mine = events(folder / "camille.ics")
    night = next(e for e in mine if e.start == datetime(2026, 11, 3, 17, 30, tzinfo=UTC))
    rest = next(e for e in mine if e.start == datetime(2026, 11, 4, 7, 30, tzinfo=UTC))
    assert str(night["summary"]) == "Garde de nuit — Urgences et étages"
    assert "transp" not in night
    assert str(rest["summary"]).startswith("Repos de sécurité")
    assert rest["transp"] == "TRANSPARENT"
    assert rest.end == datetime(2026, 11, 4, 18, 30, tzinfo=UTC)


def test_leave_is_whole_days(folder: Path) -> None:
    leave = [(e.start, e.end) for e in events(folder / "yanis.ics") if str(e["summary"]) == "Congé annuel"]
    assert leave == [(date(2026, 11, 9), date(2026, 11, 11)), (date(2026, 11, 12), date(2026, 11, 16))]


def test_identifiers_are_unique_and_outlive_the_stamp(
    folder: Path, tmp_path: Path, roster: Roster, library: Library
) -> None:
    later = datetime(2026, 11, 1, tzinfo=UTC)
    write_calendars(roster, tmp_path, stamp=later, library=library)
    for path in folder.iterdir():
        before = [str(event["uid"]) for event in events(path)]
        assert len(set(before)) == len(before)
        assert before == [str(event["uid"]) for event in events(tmp_path / path.name)]


def test_the_same_roster_and_stamp_give_the_same_bytes(
    folder: Path, tmp_path: Path, roster: Roster, library: Library
) -> None:
    write_calendars(roster, tmp_path, stamp=STAMP, library=library)
    assert all((tmp_path / path.name).read_bytes() == path.read_bytes() for path in folder.iterdir())


def test_a_name_stays_in_its_folder(
    tmp_path: Path, library: Library, writing: Callable[..., Roster], written_weeks: dict[str, str]
) -> None:
    hostile = "../../évil\r\nATTENDEE:x"
    roster = writing({hostile: written_weeks[CAMILLE.name]}, ward="a;b,c\nEND:VCALENDAR")
    [path] = write_calendars(roster, tmp_path / "in", stamp=STAMP, library=library)
    assert path.parent == tmp_path / "in"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines.count("END:VCALENDAR") == 1
    assert not [line for line in lines if line.startswith("ATTENDEE")]
    assert len(events(path)) == len(roster.activities[hostile]) + 3  # three blocks of garde, three rests


def test_two_interns_never_share_a_file(roster: Roster) -> None:
    def named(name: str) -> Intern:
        someone = roster.problem.intern(INES.name)
        return replace(someone, person=replace(someone.person, name=name))

    assert file_names([named("Inès"), named("Ines"), named("李"), named("!"), named(YANIS.name)]) == [
        "ines",
        "ines-2",
        "interne",
        "interne-2",
        "yanis",
    ]
