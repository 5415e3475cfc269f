"""Calendars: what names work is read, the rest of a life is left out."""

from __future__ import annotations

import pytest

from sextant.almanac.activity import Kind
from sextant.errors import BadFile
from sextant.ledger.calendar_file import Calendared, calendar_of
from tests.sextant.ledger.noted import MONDAY, NOW, PERSON, at


def calendar(*events: str) -> Calendared:
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
    for number, event in enumerate(events):
        lines = "\r\n".join(event.split("|"))
        text += f"BEGIN:VEVENT\r\nUID:{number}\r\nDTSTAMP:20261101T000000Z\r\n{lines}\r\nEND:VEVENT\r\n"
    return calendar_of((text + "END:VCALENDAR\r\n").encode(), "agenda.ics", PERSON, NOW)


def test_work_is_read_and_life_is_left_out() -> None:
    found = calendar(
        "SUMMARY:Garde de nuit\\, urgences|DTSTART:20261116T173000Z|DTEND:20261117T073000Z",
        "SUMMARY:Stage|DTSTART;TZID=Europe/Paris:20261116T083000|DTEND;TZID=Europe/Paris:20261116T180000",
        "SUMMARY:Congé annuel|DTSTART;VALUE=DATE:20261119|DTEND;VALUE=DATE:20261121",
        "SUMMARY:Anniversaire de Yanis|DTSTART;VALUE=DATE:20261119|DTEND;VALUE=DATE:20261120",
    )
    assert [one.kind for one in found.entries] == [Kind.GARDE_NUIT, Kind.STAGE, Kind.LEAVE, Kind.LEAVE]
    assert (found.entries[0].start, found.entries[0].minutes) == (at(MONDAY, "18:30"), 14 * 60)
    assert found.entries[1].half_days == 2
    assert found.left_out == ("Anniversaire de Yanis",)
    assert not found.refused


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (
            "SUMMARY:Stage|DTSTART:20261116T080000Z|DTEND:20261116T120000Z|RRULE:FREQ=DAILY",
            "événement répété",
        ),
        ("SUMMARY:Garde|DTSTART;VALUE=DATE:20261116", "ne dit pas ses heures"),
        ("SUMMARY:Garde|DTSTART:20261116T080000Z", "la fin manque"),
    ],
)
def test_what_cannot_be_read_is_told(event: str, says: str) -> None:
    found = calendar(event)
    assert not found.entries
    assert says in found.refused[0]


@pytest.mark.parametrize(
    "content", [b"bonjour", b"\x00\xff", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"], ids=str
)
def test_what_is_no_calendar_is_told(content: bytes) -> None:
    with pytest.raises(BadFile, match="n’est pas un calendrier"):
        calendar_of(content, "x.ics", PERSON, NOW)
