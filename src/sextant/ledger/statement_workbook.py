"""A statement as a workbook: the figures, then the days. Every word is text, never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sextant.ledger.statement import SignedStatement, code_of

_BOLD, _WRAP = Font(bold=True), Alignment(vertical="top", wrap_text=True)


def statement_workbook(signed: SignedStatement) -> bytes:
    """The bytes of the workbook (.xlsx)."""
    statement = signed.statement
    values = statement.values
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Relevé"
    head = [[statement.title], [values["name"], values["site"]], [f"Code de vérification {code_of(statement)}"],
            [values["law"]], [f"{values['program']}, établi le {values['made_on']}"], []]  # fmt: skip
    _rows(sheet, head, bold=1)
    _rows(sheet, ([row["says"], row["value"], row["more"]] for row in values["figures"]))
    _rows(sheet, [[], [f"Le trimestre jusque-là, {values['trimester']['says']}"]], bold=2)
    _rows(sheet, ([row["says"], row["value"], row["more"]] for row in values["trimester"]["figures"]))
    _rows(sheet, [[], ["Ce qui enfreint un texte"]], bold=2)
    breaches = [[row["code"], row["force"], row["says"]] for row in values["breaches"]]
    _rows(sheet, breaches or [["Rien dans cette période."]])
    _rows(
        sheet,
        [[], *([said] for said in (*values["recipients"], values["deadline"], *values["doubts"]) if said)],
    )
    _widths(sheet, (44, 18, 70))
    days = book.create_sheet("Jour par jour")
    _rows(days, [["Jour", "Fait", "Demi-journées", "Heures"]], bold=1)
    _rows(days, ([row["day"], row["done"], row["half_days"], row["hours"]] for row in values["days"]))
    _widths(days, (26, 70, 14, 12))
    days.freeze_panes = "A2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _rows(sheet: Worksheet, rows: Iterable[Sequence[str]], bold: int = 0) -> None:
    """Add rows below; the ``bold``-th of them is a title."""
    start = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value is not None else 1
    for n, row in enumerate(rows):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(start + n, column, text)
            cell.data_type = "s"
            cell.alignment = _WRAP
            if n + 1 == bold:
                cell.font = _BOLD
        if not row:
            sheet.cell(start + n, 1, " ")


def _widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
