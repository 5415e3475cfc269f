"""A blank workbook to be filled by hand, one row a day, that reads back without a question."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sextant import wording
from sextant.almanac.activity import Kind
from sextant.almanac.holidays import holidays_of
from sextant.law import say

_COLUMNS = (
    ("Date", 13),
    ("Jour", 16),
    ("Nature", 24),
    ("Arrivée", 10),
    ("Départ", 10),
    ("Coupure", 10),
    ("Début de garde", 15),
    ("Fin de garde", 13),
    ("Déplacements d’astreinte", 26),
    ("Hors du soin", 13),
    ("Note", 34),
)
_HELP = (
    "Une ligne par jour. Laissez vide un jour où vous n’avez rien fait ; rien n’est supposé.",
    "Arrivée et départ : les heures vraies, pas celles du tableau. Du matin au soir compte deux demi-journées.",
    "Coupure : les minutes du midi où vous ne travailliez pas ; elles sont retirées des heures.",
    "Garde : son début et sa fin ; une fin avant le début est celle du lendemain.",
    "Astreinte : écrivez « astreinte » en nature, ses heures en arrivée et départ.",
    "Déplacements : départ et retour, trajet compris, puis le temps sur place après « ~ » : 20:00-22:00~1h.",
    "Congé, maladie, cours, demi-journée autonome, récupération : écrivez-le en nature.",
    "Deux présences le même jour : insérez une ligne en dessous, avec la même date ou sans date.",
    "Aucun nom de patient dans les notes.",
)  # fmt: skip
_NATURES = (Kind.STAGE, Kind.UNIVERSITY, Kind.PERSONAL, Kind.ASTREINTE, Kind.CONTINUITE, Kind.LEAVE, Kind.SICKNESS,
            Kind.RECOVERY, Kind.REST, Kind.UNION_TRAINING)  # fmt: skip
_WORDS = {Kind.STAGE: "stage", Kind.UNIVERSITY: "universitaire", Kind.PERSONAL: "autonome", Kind.SICKNESS: "maladie",
          Kind.LEAVE: "congé"}  # fmt: skip
_SHADE, _HEAD = PatternFill("solid", fgColor="ECEEF0"), PatternFill("solid", fgColor="0B5563")


def blank_sheet(first: date, last: date, territory: str = "metropole") -> bytes:
    """The bytes of a workbook for the days ``first`` to ``last``, both included."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Mes heures"
    for number, (title, width) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(1, number, title)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row, n in enumerate(range((last - first).days + 1), 2):
        _day(sheet, row, first + timedelta(days=n), territory)
    natures = ",".join(_WORDS.get(kind, say.name(kind)) for kind in _NATURES)
    choice = DataValidation(type="list", formula1=f'"{natures}"', allow_blank=True, showErrorMessage=False)
    choice.add(f"C2:C{(last - first).days + 2}")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    _help(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _day(sheet: Worksheet, row: int, day: date, territory: str) -> None:
    holiday = holidays_of(day.year, territory).get(day, "")
    sheet.cell(row, 1, day).number_format = "dd/mm/yyyy"
    sheet.cell(row, 2, wording.say_date(day).split()[0])
    for column in (4, 5, 7, 8):
        sheet.cell(row, column).number_format = "hh:mm"
    sheet.cell(row, 9).number_format = "@"
    for number in range(1, len(_COLUMNS) + 1):
        if day.weekday() >= 5 or holiday:
            sheet.cell(row, number).fill = _SHADE
    if holiday:
        sheet.cell(row, 2, f"{wording.say_date(day).split()[0]}, férié")


def _help(book: Workbook) -> None:
    sheet = book.create_sheet("Mode d’emploi")
    sheet.column_dimensions["A"].width = 110
    for row, line in enumerate(_HELP, 1):
        cell = sheet.cell(row, 1, wording.typography(line))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
