"""Tables, spreadsheets and calendars: recognised by their shape, refused by their cell."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sextant.errors import BadFile, BadInput, SextantError
from sextant.law.intake import Given, Intake, read_pasted, read_upload
from sextant.workbook import MAX_UNPACKED

GIVEN = Given(date(2026, 11, 25))


def book(*rows: tuple[object, ...], title: str = "Planning") -> bytes:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def words(found: Intake) -> list[str]:
    assert [str(one) for one in found.unheard] == []
    return [one.word for one in found.heard]


def test_a_day_a_row_with_half_days_in_columns() -> None:
    found = read_upload(
        "planning.xlsx",
        book(
            ("Date", "Matin", "Après-midi", "Nuit"),
            (date(2026, 11, 2), "X", "X", "X"),
            (datetime(2026, 11, 3), "repos", None, None),
            ("04/11/2026", "cours", "14h-18h", None),
        ),
        GIVEN,
    )
    assert words(found) == ["MAN", "..", "uA(14:00-18:00)"]


def test_a_day_on_several_rows_with_its_hours() -> None:
    found = read_upload(
        "planning.xlsx",
        book(
            ("Date", "Activité", "Début", "Fin", "Commentaire"),
            (date(2026, 11, 2), "stage", time(8, 30), time(18, 30), "calme"),
            (None, "garde", time(18, 30), time(8, 30), None),
            (date(2026, 11, 4), "congé", None, None, None),
        ),
        GIVEN,
    )
    assert words(found) == ["MA(08:30-18:30)N", "c"]
    assert "Colonnes non lues : « Commentaire »." in found.notes


def test_days_in_columns_one_row_a_person() -> None:
    rows = (
        ("Nom", *[date(2026, 11, day) for day in range(2, 9)]),
        ("Camille", "MA", "MAN", "..", "MA", "MA", None, None),
        ("Yanis", "MA", "MA", "MAN", None, "MA", None, "G"),
    )
    asked = read_upload("service.xlsx", book(*rows), GIVEN)
    assert asked.choices == ("Camille", "Yanis")
    assert asked.planning is None
    chosen = read_upload("service.xlsx", book(*rows), Given(GIVEN.today, row="Yanis"))
    assert words(chosen) == ["MA", "MA", "MAN", "..", "MA", "..", "JN"]
    assert "Ligne lue : Yanis." in chosen.notes


def test_weeks_in_rows_and_half_days_under_each_other() -> None:
    text = (
        "\tlundi\tmardi\tmercredi\tjeudi\tvendredi\tsamedi\tdimanche\n"
        "Matin\tX\tX\t\tX\tX\t\t\nAprès-midi\tX\tX\t\tcours\tX\t\t\nNuit\t\tgarde\t\t\t\t\t"
    )
    assert words(read_pasted(text, GIVEN)) == ["MA", "MAN", "..", "Mu", "MA", "..", ".."]


def test_weeks_in_rows_dated_by_their_monday() -> None:
    found = read_upload(
        "planning.csv",
        (
            "Semaine;Lundi;Mardi;Mercredi;Jeudi;Vendredi;Samedi;Dimanche\n"
            "02/11/2026;MA;MAN;;MA;MA;;\n09/11/2026;MA;MA;férié;MA;MA;;\n"
        ).encode(),
        GIVEN,
    )
    assert words(found)[7:] == ["MA", "MA", "..", "MA", "MA", "..", ".."]
    assert [one.day for one in found.heard][7] == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (("=1+1", "X"), "cellule B2 : cette cellule contient une formule"),
        (("annulé", "X"), "le mot « annulé » n’est pas compris"),
        (("N", "X"), "est écrit dans la colonne ou la ligne « matin »"),
    ],
)
def test_a_cell_is_refused_by_its_address(cells: tuple[str, str], what: str) -> None:
    found = read_upload(
        "planning.xlsx", book(("Date", "Matin", "Après-midi"), (date(2026, 11, 2), *cells)), GIVEN
    )
    assert what in str(found.unheard[0])


def test_a_column_without_a_meaning_is_refused() -> None:
    found = read_upload(
        "planning.xlsx", book(("Date", "Matin", "Secteur"), (date(2026, 11, 2), "X", "aile B")), GIVEN
    )
    assert "la colonne « Secteur » n’est pas comprise" in str(found.unheard[0])
    assert [one.word for one in found.heard] == ["M"]


def test_a_day_whose_date_is_lost_is_refused_not_forgotten() -> None:
    heads = (
        "Nom",
        *[date(2026, 11, day) for day in (2, 3)],
        "mercr. quatre",
        *[date(2026, 11, d) for d in (5, 6, 7)],
    )
    found = read_upload("planning.xlsx", book(heads, ("Camille", "MA", "MAN", "MA", "MA", "", "")), GIVEN)
    assert "cellule D2 : cette colonne n’a pas de date" in str(found.unheard[0])


def test_a_cell_beside_the_titles_is_refused_not_forgotten() -> None:
    found = read_pasted("Date\tMatin\n02/11/2026\tX\tgarde", GIVEN)
    assert "n’a pas de titre de colonne" in str(found.unheard[0])


def test_a_formula_pasted_stays_text_and_is_refused() -> None:
    found = read_pasted("Date\tMatin\n02/11/2026\t=HYPERLINK(A1)", GIVEN)
    assert "formule" in str(found.unheard[0])


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    content = io.BytesIO(book(("Date", "Matin")))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/x.bin", b"\0" * (MAX_UNPACKED + 1))
    assert len(content.getvalue()) < 100_000
    with pytest.raises(BadFile, match="énorme une fois décompressé"):
        read_upload("planning.xlsx", content.getvalue(), GIVEN)


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("planning.xlsx", b"PK\x03\x04 abime", "abîmé"),
        ("planning.xls", b"\xd0\xcf\x11\xe0", "ancien format"),
        ("planning.xlsx", b"du texte", "n’est pas un classeur"),
        ("planning.txt", b"", "vide"),
        ("planning.txt", "lundi 2 novembre : congé payé".encode("latin-1"), "UTF-8"),
        ("planning.txt", b"lundi\x00mardi", "binaire"),
        ("planning.pdf", b"%PDF-1.7", "PDF"),
        ("photo.jpg", b"\xff\xd8\xff", "photo"),
        ("planning.csv", b"x" * 1_000_001, "trop lourd"),
        ("planning.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR", "aucun évènement"),
        ("service.yaml", b"ward: Cardiologie\ninterns: []", "le fichier d’un service"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_a_file_that_cannot_be_read_says_why(name: str, content: bytes, what: str) -> None:
    with pytest.raises(SextantError, match=what) as caught:
        read_upload(name, content, GIVEN)
    assert name in str(caught.value)


def test_a_path_is_never_shown() -> None:
    with pytest.raises(BadInput) as caught:
        read_upload("C:\\Users\\Camille\\planning.txt", b"", GIVEN)
    assert str(caught.value).startswith("planning.txt : ")


def test_a_calendar_is_read_by_its_words_and_hours() -> None:
    event = (
        "BEGIN:VEVENT\nUID:{0}\nDTSTART;TZID=Europe/Paris:202611{1}\n"
        "DTEND;TZID=Europe/Paris:202611{2}\nSUMMARY:{3}\nEND:VEVENT\n"
    )
    text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Agenda//FR\n" + "".join(
        [
            event.format(1, "02T083000", "02T183000", "Stage"),
            event.format(2, "02T183000", "03T083000", "Garde"),
            event.format(3, "05T190000", "05T220000", "Dîner"),
            "BEGIN:VEVENT\nUID:4\nDTSTART;VALUE=DATE:20261109\nDTEND;VALUE=DATE:20261111\nSUMMARY:Congés\nEND:VEVENT\n",
        ]
    )
    found = read_upload("agenda.ics", (text + "END:VCALENDAR\n").encode(), GIVEN)
    assert [one.word for one in found.heard] == ["MA(08:30-18:30)N", "c", "c"]
    assert "le mot « Dîner » n’est pas compris" in str(found.unheard[0])
