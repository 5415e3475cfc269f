"""What is written reads back the same; whatever comes in, nothing but our own errors comes out."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sextant.almanac.notation import parse_week
from sextant.errors import SextantError
from sextant.law.intake import Given, Intake, read_pasted, read_upload
from sextant.law.intake.gather import letters_of
from sextant.roster.papers.check import check

TODAY = date(2026, 11, 25)
MONDAYS = st.integers(0, 300).map(lambda n: date(2022, 10, 31) + timedelta(weeks=n))

# Days that follow each other without overlapping: a night ends where a morning starts.
WEEKDAY = st.sampled_from(
    ["..", "MA", "M", ".A", "MAN", "N", "Mu", "up", ".p", "c", "m", "a", "MAa", "D", "RR", "rr", "M(08:00-12:00)A!",
     "MA(08:30-19:00)", "a(20:00-22:00~1:00)", "N+", "e"]
)  # fmt: skip
SATURDAY = st.sampled_from(["..", "M", "MS", "MSN", "G", "a", "c", "N"])
SUNDAY = st.sampled_from(["..", "J", "JN", "G", "N", "ba", "c"])
WEEK = st.tuples(WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, SATURDAY, SUNDAY).map(" ".join)


def activities(found: Intake) -> list[object]:
    assert [str(one) for one in found.unheard] == []
    assert found.planning is not None
    return list(found.planning.timeline.activities)


@given(WEEK, MONDAYS)
@settings(max_examples=60)
def test_a_week_in_letters_is_the_week_of_the_notation(week: str, monday: date) -> None:
    found = read_pasted(week, Given(TODAY, monday))
    try:
        expected = parse_week(week, monday)
    except SextantError:  # « J », « e » and « G » do not mean the same on a public holiday
        assert found.unheard
        return
    if not found.unheard:  # a written rest and a day in one stretch may overlap what follows
        assert activities(found) == expected


@given(WEEK, WEEK, MONDAYS, st.booleans())
@settings(max_examples=60)
def test_what_was_understood_reads_back_the_same(one: str, other: str, monday: date, dated: bool) -> None:
    start = monday if dated else None
    first = read_pasted(f"{one}\n{other}", Given(TODAY, start))
    if first.planning is None or first.unheard:
        return
    again = read_pasted(
        letters_of(first.heard, first.planning.timeline.first, first.planning.timeline.last, first.undated),
        Given(TODAY),
    )
    assert activities(again) == activities(first)
    assert again.planning is not None
    assert again.planning.timeline.first == first.planning.timeline.first


@given(WEEK, MONDAYS)
@settings(max_examples=40)
def test_a_spreadsheet_says_what_its_letters_say(week: str, monday: date) -> None:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for number, word in enumerate(week.split()):
        sheet.append((monday + timedelta(days=number), word))
    content = io.BytesIO()
    made.save(content)
    direct = read_pasted(week, Given(TODAY, monday))
    if not direct.unheard:
        assert activities(read_upload("x.xlsx", content.getvalue(), Given(TODAY))) == activities(direct)


PIECES = st.sampled_from(
    ["lundi", "mardi 3", "2 novembre", "31/02/2026", "2026-11-02", " : ", "8h30-18h30", "garde", "nuit", "MA", "..",
     "\t", "\n", ",", ";", "(", ")", "x 13", "x 999", "|", "congé", "du", "au", "semaine du", "#", "24h", "99h", "-", "=A1",
     "astreinte", "déplacement", "1h sur place", "0", "é", "’", "\u202f", "BEGIN:VCALENDAR", "weeks:", "{", "[", "&a",
     "9999-12-31", "0001-01-01", "1er janvier 1", "dimanche", "garde 8h-8h",
     "samedi", "matin", "après-midi", "Date", "Nom", "férié"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.none() | MONDAYS)
@settings(max_examples=400)
def test_any_text_is_answered(text: str, start: date | None) -> None:
    with suppress(SextantError):
        check(read_pasted(text, Given(TODAY, start)))


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_any_sign_is_answered(text: str) -> None:
    with suppress(SextantError):
        check(read_pasted(text, Given(TODAY)))


HEADS = st.sampled_from(
    [b"", b"PK\x03\x04", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF"]
)


@given(
    HEADS, st.binary(max_size=400), st.sampled_from(["a.xlsx", "a.csv", "a.ics", "a.txt", "a.yaml", "a", ""])
)
@settings(max_examples=300)
def test_any_bytes_are_answered(head: bytes, content: bytes, name: str) -> None:
    with suppress(SextantError):
        check(read_upload(name, head + content, Given(TODAY)))


EVENT = st.sampled_from(
    ["DTSTART:20261102T083000", "DTSTART;VALUE=DATE:20261102", "DTEND:20261102T183000Z", "DTEND;VALUE=DATE:20261105",
     "DTSTART:99991231T235959", "DTEND;TZID=Mars/Olympus:20261102T183000", "SUMMARY:Stage", "SUMMARY:Garde de nuit",
     "RRULE:FREQ=DAILY;COUNT=1000000", "CATEGORIES:N", "CATEGORIES:M,A", "DTSTART:demain", "STATUS:CANCELLED",
     "END:VEVENT", "BEGIN:VEVENT", "DURATION:PT8H", "DTSTART:00010101T000000", "DTEND:00010101T000000Z"]
)  # fmt: skip


@given(st.lists(EVENT, max_size=12), st.booleans())
@settings(max_examples=200)
def test_any_calendar_is_answered(lines: list[str], ours: bool) -> None:
    head = ["BEGIN:VCALENDAR", f"PRODID:-//{'Sextant' if ours else 'x'}//FR", "BEGIN:VEVENT"]
    text = "\r\n".join([*head, *lines, "END:VEVENT", "END:VCALENDAR", ""])
    with suppress(SextantError):
        check(read_upload("a.ics", text.encode(), Given(TODAY)))
