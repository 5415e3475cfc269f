"""The roster as a workbook: a sheet for the ward, then one per intern with the four blocks of the arrêté.

Every word that comes from a file is written as text, never as a formula, whatever it starts with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sextant import wording
from sextant.almanac.half_day import HalfDay
from sextant.law.account import Account
from sextant.law.audit import Judgement
from sextant.law.library import Library, load
from sextant.law.limits import Limits, limits
from sextant.roster.papers.bands import EMPTY, Day, bands, flagged, holders, sheaves, staffing
from sextant.roster.papers.blocks import TITLES, Blocks, blocks
from sextant.roster.papers.figures import figures, half_day_gauge, hour_gauge
from sextant.roster.papers.imprint import Imprint, imprint
from sextant.roster.papers.legend import MARKS
from sextant.roster.papers.short_dates import MONTHS, WEEKDAYS, day_number, short_day
from sextant.roster.papers.signatures import TAKES_NOTE, Slot, signatures
from sextant.roster.papers.verdict import verdict
from sextant.roster.problem import Intern, Problem
from sextant.roster.roster import Roster

_HEAD = 6  # rows above the first intern of the ward sheet: title, period, verdict, weeks, weekdays, numbers
_SHADE, _SHADE_OFF = "ECEEF0", "DFE3E6"
_ACCENT, _QUIET, _WRONG = "0B5563", "5A6169", "A4161A"
_HAIR, _FIRM = Side("hair", color="9AA2A9"), Side("thin", color="1B1F23")
_BROKEN = Side("medium", color=_WRONG)
_CENTRE = Alignment(horizontal="center", vertical="center")
_LEFT = Alignment(horizontal="left", vertical="center")
_WRAP = Alignment(horizontal="left", vertical="top", wrap_text=True)


def write_workbook(
    roster: Roster,
    judgement: Judgement,
    path: Path,
    *,
    printed_on: date,
    version: str,
    library: Library | None = None,
) -> None:
    """Write the workbook of ``roster``, judged by ``judgement``, to ``path``.

    ``printed_on`` and ``version`` are printed at the foot. Raises OSError when the file cannot be written.
    """
    library = library or load()
    accounts = {account.person: account for account in judgement.accounts}
    limit = limits(library, roster.problem.last)
    said = imprint(roster, library, printed_on, version)
    book = Workbook()
    stamp = datetime(printed_on.year, printed_on.month, printed_on.day, tzinfo=UTC).replace(tzinfo=None)
    book.properties.created = book.properties.modified = stamp
    book.properties.creator = f"Sextant {version}"
    book.properties.title = _plain(f"Tableau de service, {roster.problem.ward}")
    names = sheet_names(["Service", "Manquements", *(intern.name for intern in roster.problem.interns)])
    ward = book.active
    assert isinstance(ward, Worksheet)
    ward.title = names[0]
    first = _Ward(ward, roster, judgement, library, said, limit)
    first.write(accounts)
    if judgement.breaches:
        first.breaches(book.create_sheet(names[1]))
    for name, intern in zip(names[2:], roster.problem.interns, strict=True):
        written = blocks(roster, intern, accounts[intern.name], library)
        sheet = book.create_sheet(name)
        _Personal(sheet, roster.problem, intern, said).write(written, accounts[intern.name], limit, judgement)
    book.save(path)


def sheet_names(names: Sequence[str]) -> list[str]:
    """Names that a workbook takes: 31 characters, none of ``[]:*?/\\``, never twice (case set aside)."""
    found: list[str] = []
    for name in names:
        plain = " ".join(re.sub(r"[\[\]:*?/\\]", " ", _plain(name)).strip("' ").split())[:31] or "Interne"
        number, free = 2, plain
        while free.casefold() in {taken.casefold() for taken in found}:
            end = f" ({number})"
            free, number = plain[: 31 - len(end)] + end, number + 1
        found.append(free)
    return found


def _plain(words: str) -> str:
    """Without the control characters that no workbook takes."""
    return ILLEGAL_CHARACTERS_RE.sub("", words)


def _put(sheet: Worksheet, row: int, column: int, value: str | float, **style: object) -> Cell:
    """Write a cell. Text stays text: marked as such, and quoted so that editing it does not wake a formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = _plain(value)
        cell.data_type = "s"
        if value[:1] in ("=", "+", "-", "@", "\t", "\r"):
            cell.quotePrefix = True
    else:
        cell.value = value
    for name, worth in style.items():
        setattr(cell, name, worth)
    return cell


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def _print_setup(sheet: Worksheet, said: Imprint) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_margins.left, sheet.page_margins.right = 0.6, 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.7
    sheet.print_options.horizontalCentered = False
    # An ampersand starts a code in a header or a footer: it is doubled to be itself.
    footer = sheet.oddFooter
    assert footer is not None
    left, right = footer.left, footer.right
    left.text = f"Code de vérification {said.code}. {said.law}".replace("&", "&&")
    left.size = right.size = 7
    right.text = f"{said.printed}, ".replace("&", "&&") + "page &P sur &N"


def _fit_width(sheet: Worksheet) -> None:
    """One page wide, as many high as it takes."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _legend(sheet: Worksheet, row: int, columns: Sequence[int], used: Iterable[str]) -> int:
    """Letters and what they mean, a pair of cells each, as many to a row as ``columns`` has places."""
    letters = [letter for letter in MARKS if letter in set(used)]
    for place, letter in enumerate(letters):
        mark = MARKS[letter]
        at, column = row + place // len(columns), columns[place % len(columns)]
        _put(
            sheet,
            at,
            column,
            letter,
            fill=_fill(mark.fill),
            font=Font(bold=True, color=mark.ink),
            alignment=_CENTRE,
        )
        _put(sheet, at, column + 1, mark.says, font=Font(size=9), alignment=_LEFT)
    return row + -(-len(letters) // len(columns))


@dataclass
class _Ward:
    """The ward's sheet, in the making."""

    sheet: Worksheet
    roster: Roster
    judgement: Judgement
    library: Library
    said: Imprint
    limit: Limits

    def write(self, accounts: dict[str, Account]) -> None:
        """Header, grid, who is counted on, accounts, legend, signatures, print set-up."""
        problem, sheet = self.roster.problem, self.sheet
        pages = sheaves(problem)
        days = [day for page in pages for week in page for day in week]
        letters = bands(self.roster, self.library)
        beside = len(days) + 2
        self._head(pages, days, beside)
        row = self._counted(days, self._grid(days, letters))
        self._accounts(accounts, beside)
        row = self._foot(row + 1, beside, letters)
        sheet.freeze_panes = f"B{_HEAD + 1}"
        sheet.column_dimensions["A"].width = 22
        for place in range(len(days)):
            sheet.column_dimensions[get_column_letter(place + 2)].width = 3.4
        for band in range(_HEAD + 1, _HEAD + 1 + 3 * len(problem.interns)):
            sheet.row_dimensions[band].height = 12
        _print_setup(sheet, self.said)
        sheet.print_title_cols = "A:A"
        # A page is the height of the grid and the width of five weeks, or of the accounts.
        height = 12 * 3 * len(problem.interns) + 15 * (row - 3 * len(problem.interns))
        sheet.page_setup.scale = max(40, min(86, 48500 // height))
        breaks, column = ColBreak(), 1
        for page in pages:
            column += 7 * len(page)
            breaks.append(Break(id=column))
        sheet.col_breaks = breaks
        sheet.print_area = f"A1:{get_column_letter(beside + len(_COLUMNS) - 1)}{row}"

    def breaches(self, sheet: Worksheet) -> None:
        """Every breach on a sheet of its own, each with its article."""
        for name, width in zip("ABC", (8, 24, 120), strict=True):
            sheet.column_dimensions[name].width = width
        for column, title in enumerate(("Règle", "Qui", "Manquement"), start=1):
            _put(sheet, 1, column, title, font=Font(bold=True), border=Border(bottom=_FIRM))
        for row, breach in enumerate(self.judgement.breaches, start=2):
            colour = _WRONG if breach in self.judgement.unlawful else "000000"
            for column, words in enumerate((f"■ {breach.code}", breach.person, breach.sentence), start=1):
                font = Font(size=10, bold=column == 1, color=colour if column == 1 else "000000")
                _put(sheet, row, column, words, font=font, alignment=_WRAP)
        _print_setup(sheet, self.said)
        sheet.print_title_rows = "1:1"
        _fit_width(sheet)

    def _head(self, pages: Sequence[Sequence[Sequence[Day]]], days: Sequence[Day], beside: int) -> None:
        """What each printed page starts with, then weeks and days."""
        problem, sheet = self.roster.problem, self.sheet
        where = f"{problem.ward}, {problem.hospital}" if problem.hospital else problem.ward
        starts = [2]
        for page in pages[:-1]:
            starts.append(starts[-1] + 7 * len(page))
        period = wording.say_span(problem.first, problem.last)
        for column in (*starts, beside):
            title = (
                "Compte de chaque interne"
                if column == beside
                else "Tableau de service nominatif prévisionnel"
            )
            _put(sheet, 1, column, where, font=Font(size=14, bold=True))
            _put(sheet, 2, column, f"{title}, {period}", font=Font(size=11))
            colour = _QUIET if self.judgement.legal else _WRONG
            font = Font(size=10, bold=not self.judgement.legal, color=colour)
            _put(sheet, 3, column, verdict(self.judgement), font=font)
        _put(sheet, 4, 1, "Interne", font=Font(bold=True), alignment=_LEFT)
        column = 2
        for week in (week for page in pages for week in page):
            sheet.merge_cells(start_row=4, end_row=4, start_column=column, end_column=column + 6)
            first, last = date.fromordinal(week[0].ordinal), date.fromordinal(week[-1].ordinal)
            begin = f"{day_number(first)} {MONTHS[first.month - 1]}"
            title = f"S{first.isocalendar().week}, {begin} – {day_number(last)} {MONTHS[last.month - 1]}"
            _put(sheet, 4, column, title, font=Font(size=9, bold=True), alignment=_CENTRE)
            column += 7
        for place, day in enumerate(days):
            fill = _background(day)
            initial = "" if day.outside else WEEKDAYS[day.weekday][0].upper()
            number = "" if day.outside else str(date.fromordinal(day.ordinal).day)
            font = Font(size=8, color=_QUIET)
            _put(sheet, 5, place + 2, initial, font=font, alignment=_CENTRE)
            _put(sheet, 6, place + 2, number, font=Font(size=8, bold=day.shaded), alignment=_CENTRE)
            for row in (5, 6):
                if fill:
                    sheet.cell(row, place + 2).fill = _fill(fill)

    def _grid(self, days: Sequence[Day], letters: dict[str, dict[int, tuple[str, str, str]]]) -> int:
        """Three rows per intern; the row after the last."""
        sheet, row = self.sheet, _HEAD + 1
        flags = flagged(self.judgement)
        for intern in self.roster.problem.interns:
            sheet.merge_cells(start_row=row, end_row=row + 2, start_column=1, end_column=1)
            _put(sheet, row, 1, intern.name, font=Font(bold=True), alignment=_LEFT)
            for place, day in enumerate(days):
                for slot, letter in enumerate(letters[intern.name].get(day.ordinal, EMPTY)):
                    self._band(row + slot, place + 2, day, slot, letter)
                if day.ordinal in flags.get(intern.name, ()):
                    cell = sheet.cell(row, place + 2)
                    cell.border = Border(left=_BROKEN, right=_BROKEN, top=_BROKEN, bottom=_BROKEN)
            sheet.cell(row, 1).border = Border(top=_FIRM)
            row += 3
        return row

    def _band(self, row: int, column: int, day: Day, slot: int, letter: str) -> None:
        mark = MARKS.get(letter[:1])
        plain = mark is None or letter in "Rr"
        fill = _background(day) if mark is None or plain else mark.fill
        cell = (
            _put(self.sheet, row, column, letter, alignment=_CENTRE)
            if letter
            else self.sheet.cell(row, column)
        )
        if fill:
            cell.fill = _fill(fill)
        cell.font = Font(size=9, bold=not plain, color=mark.ink if mark else "000000")
        left = _FIRM if day.weekday == 0 else _HAIR
        cell.border = Border(left=left, top=_FIRM if slot == 0 else None)

    def _counted(self, days: Sequence[Day], row: int) -> int:
        """Interns counted on by half-day, then each line; the row after the last."""
        counted, held = staffing(self.roster), holders(self.roster)
        for half_day, title in (
            (HalfDay.MORNING, "Présents, matin"),
            (HalfDay.AFTERNOON, "Présents, après-midi"),
        ):
            _put(self.sheet, row, 1, title, font=Font(size=9), border=Border(top=_HAIR))
            for place, day in enumerate(days):
                count = counted.get((day.ordinal, half_day))
                if count is not None:
                    font = Font(size=8, bold=count.short, color="000000" if count.short else _QUIET)
                    says = f"{count.present}!" if count.short else count.present
                    _put(self.sheet, row, place + 2, says, font=font, alignment=_CENTRE)
            row += 1
        for line in self.roster.problem.lines:
            _put(self.sheet, row, 1, line.name, font=Font(size=9), border=Border(top=_HAIR))
            for place, day in enumerate(days):
                letters = "".join(dict.fromkeys(held[line.id].get(day.ordinal, EMPTY)))
                if letters:
                    font = Font(size=8, bold="!" in letters, color="000000" if "!" in letters else _QUIET)
                    _put(self.sheet, row, place + 2, letters, font=font, alignment=_CENTRE)
            row += 1
        return row

    def _accounts(self, accounts: dict[str, Account], column: int) -> None:
        sheet, problem = self.sheet, self.roster.problem
        for place, (title, width) in enumerate(_COLUMNS):
            at = column + place
            sheet.merge_cells(start_row=4, end_row=_HEAD, start_column=at, end_column=at)
            wrap = Alignment(horizontal="center", vertical="bottom", wrap_text=True)
            _put(sheet, 4, at, title, font=Font(size=9, bold=True), alignment=wrap)
            sheet.column_dimensions[get_column_letter(at)].width = width
        for number, intern in enumerate(problem.interns):
            row, account = _HEAD + 1 + 3 * number, accounts[intern.name]
            half_days = half_day_gauge(account, intern.person, self.limit, self.judgement)
            hours = hour_gauge(account, intern.person, self.limit, self.judgement)
            kept = account.rests_kept == account.rests_owed
            values: list[tuple[str | float, bool]] = [
                (round(half_days.value, 2), half_days.over),
                (half_days.allowed, False),
                (hours.says, hours.over),
                (hours.allowed, False),
                *((count, False) for count in (account.nights, account.day_duties, account.demi_gardes)),
                *((count, False) for count in (account.astreintes, account.weekends, account.holidays)),
                (account.university_half_days, False),
                (account.personal_half_days, False),
                (f"{account.rests_kept} sur {account.rests_owed}", not kept),
                (account.leave_taken, False),
            ]
            for place, (value, wrong) in enumerate(values):
                sheet.merge_cells(
                    start_row=row, end_row=row + 2, start_column=column + place, end_column=column + place
                )
                font = Font(size=10, bold=wrong, color=_WRONG if wrong else "000000")
                cell = _put(sheet, row, column + place, value, font=font, alignment=_CENTRE)
                cell.border = Border(top=_HAIR)
                if isinstance(value, float):
                    cell.number_format = "0.##" if value % 1 else "0"

    def _foot(self, row: int, column: int, letters: dict[str, dict[int, tuple[str, str, str]]]) -> int:
        """Legend, signatures and imprint, under the accounts; the last row."""
        sheet = self.sheet
        used = {
            letter for days in letters.values() for day in days.values() for band in day for letter in band
        }
        row = _legend(sheet, row, [column, column + 5, column + 10], used) + 1
        for slot, (left, right) in zip(
            signatures(self.roster.problem), ((0, 4), (5, 9), (10, 13)), strict=True
        ):
            _signature(sheet, slot, row, column + left, column + right)
        row += 7
        for words in (f"Code de vérification {self.said.code}. {self.said.printed}.", f"{self.said.law}."):
            _put(sheet, row, column, words, font=Font(size=8, color=_QUIET))
            row += 1
        return row - 1


def _signature(sheet: Worksheet, slot: Slot, row: int, left: int, right: int) -> None:
    """A framed place to sign, six rows high."""
    for offset, words, font in (
        (0, slot.office, Font(size=9, bold=True)),
        (1, slot.name, Font(size=9)),
        (2, f"{slot.when}{wording.NARROW}:", Font(size=9, color=_QUIET)),
    ):
        _put(sheet, row + offset, left, words, font=font, alignment=_LEFT)
    _frame(sheet, row, row + 5, left, right)


_COLUMNS = (
    ("Demi-j. de stage par semaine", 10),
    ("au plus", 6.5),
    ("Heures par semaine", 9),
    ("au plus", 6.5),
    ("Gardes de nuit", 8),
    ("Gardes de jour", 8),
    ("Demi-gardes", 8),
    ("Astreintes", 10),
    ("Week-ends de garde", 9.5),
    ("Fériés de garde", 8),
    ("Universitaires", 11.5),
    ("Autonomes", 10),
    ("Repos de sécurité respectés", 10),
    ("Congé pris (jours)", 8),
)


def _background(day: Day) -> str:
    if day.outside or not day.shaded:
        return ""
    return _SHADE_OFF if day.holiday else _SHADE


def _frame(sheet: Worksheet, top: int, bottom: int, left: int, right: int) -> None:
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            sheet.cell(row, column).border = Border(
                top=_FIRM if row == top else None,
                bottom=_FIRM if row == bottom else None,
                left=_FIRM if column == left else None,
                right=_FIRM if column == right else None,
            )


@dataclass
class _Personal:
    """The sheet of one intern, in the making. Columns A to L; blocks one under the other."""

    sheet: Worksheet
    problem: Problem
    intern: Intern
    said: Imprint
    row: int = 1

    def write(self, written: Blocks, account: Account, limit: Limits, judgement: Judgement) -> None:
        """The four blocks, the account, breaches, legend and signatures."""
        sheet, problem = self.sheet, self.problem
        for column, width in zip("ABCDEFGHIJKL", (24, 9, 9, 9, 9, 9, 9, 9, 11, 12, 12, 26), strict=True):
            sheet.column_dimensions[column].width = width
        _put(sheet, 1, 1, self.intern.name, font=Font(size=14, bold=True))
        where = f"{problem.ward}, {problem.hospital}" if problem.hospital else problem.ward
        period = wording.say_span(problem.first, problem.last)
        _put(sheet, 2, 1, f"Tableau de service nominatif prévisionnel, {period}", font=Font(size=11))
        _put(sheet, 3, 1, where, font=Font(size=11))
        self.row = 5
        self._placement(written)
        self._duties(written)
        self._out_of_placement(written)
        self._absences(written)
        self._account(account, limit, judgement)
        self._foot(written)
        _print_setup(sheet, self.said)
        sheet.print_title_rows = "1:3"
        _fit_width(sheet)
        sheet.print_area = f"A1:L{self.row}"

    def _title(self, words: str) -> None:
        _put(self.sheet, self.row, 1, words, font=Font(size=11, bold=True, color=_ACCENT))
        self.row += 1

    def _line(self, values: Sequence[str | float], places: Sequence[int], *, head: bool = False) -> None:
        for column in range(1, 13):
            self.sheet.cell(self.row, column).border = Border(bottom=_FIRM if head else _HAIR)
        for value, column in zip(values, places, strict=True):
            _put(self.sheet, self.row, column, value, font=Font(size=10, bold=head), alignment=_LEFT)
        self.row += 1

    def _placement(self, written: Blocks) -> None:
        self._title(f"1. {TITLES[0]}")
        places = list(range(1, 12))
        self._line(["Semaine du", *WEEKDAYS, "De jour", "Avec gardes", "Heures"], places, head=True)
        for week in written.weeks:
            self._line(
                [
                    short_day(week.monday.toordinal()),
                    *week.letters,
                    week.day_half_days,
                    week.half_days,
                    week.hours,
                ],
                places,
            )
            for weekday, letters in enumerate(week.letters):
                cell = self.sheet.cell(self.row - 1, weekday + 2)
                cell.alignment = _CENTRE
                if letters:
                    cell.fill, cell.font = _fill(MARKS["M"].fill), Font(size=10, bold=True)
                elif week.shaded[weekday]:
                    cell.fill = _fill(_SHADE)
        say = wording.say_time
        (m0, m1), (a0, a1) = self.problem.hours.morning, self.problem.hours.afternoon
        note = f"Matin (M) {say(m0)} – {say(m1)}, après-midi (A) {say(a0)} – {say(a1)}."
        if written.other_hours:
            note += f" Autres horaires : {' ; '.join(written.other_hours)}"
        self._note(wording.typography(note))

    def _note(self, words: str) -> None:
        sheet = self.sheet
        sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=12)
        _put(sheet, self.row, 1, words, font=Font(size=9, color=_QUIET), alignment=_WRAP)
        sheet.row_dimensions[self.row].height = 12.5 * (1 + len(words) // 150)
        self.row += 2

    def _duties(self, written: Blocks) -> None:
        self._title(f"2. {TITLES[1]}")
        places = [1, 2, 3, 6, 8, 10, 11]
        if not written.duties:
            self._note("Néant.")
            return
        self._line(["Nature", "", "Ligne", "Début", "Fin", "Demi-j.", "Repos attaché"], places, head=True)
        for duty in written.duties:
            self._line(
                [duty.says, duty.letter, duty.line, duty.start, duty.end, duty.half_days, duty.rest], places
            )
            self._mark(2, duty.letter)
        self.row += 1

    def _mark(self, column: int, letter: str) -> None:
        cell, mark = self.sheet.cell(self.row - 1, column), MARKS[letter]
        cell.fill, cell.font, cell.alignment = _fill(mark.fill), Font(bold=True, color=mark.ink), _CENTRE

    def _out_of_placement(self, written: Blocks) -> None:
        self._title(f"3. {TITLES[2]}")
        university, personal = list(written.university), list(written.personal)
        heads = [
            f"Sous la responsabilité du coordonnateur (universitaires){wording.NARROW}: {len(university)}",
            f"Autonomes{wording.NARROW}: {len(personal)}",
        ]
        self._line(heads, [1, 8], head=True)
        length = -(-max(len(university), len(personal)) // 2)
        for columns, days in (((1, 4), university), ((8, 11), personal)):
            for number, words in enumerate(days or ["Néant."]):
                at = self.row + number // 2
                _put(self.sheet, at, columns[number % 2], words, font=Font(size=10), alignment=_LEFT)
        self.row += max(length, 1) + 1

    def _absences(self, written: Blocks) -> None:
        self._title(f"4. {TITLES[3]}")
        if not written.absences:
            self._note("Néant.")
            return
        places = [1, 2, 3, 8]
        self._line(["Nature", "", "Du – au", "Compté"], places, head=True)
        for absence in written.absences:
            self._line([absence.says, absence.letter, absence.span, absence.length], places)
            self._mark(2, absence.letter)
        self.row += 1

    def _account(self, account: Account, limit: Limits, judgement: Judgement) -> None:
        self._title("Compte")
        for figure in figures(account, self.intern.person, limit, judgement):
            self._line([figure.says, figure.value, figure.allowed], [1, 6, 8])
            if figure.wrong:
                self.sheet.cell(self.row - 1, 6).font = Font(size=10, bold=True, color=_WRONG)
        self.row += 1
        breaches = judgement.of(self.intern.name)
        if breaches:
            self._title("Manquements")
            for breach in breaches:
                _put(self.sheet, self.row, 1, f"■ {breach.code}  {breach.sentence}", font=Font(size=10))
                self.row += 1
            self.row += 1

    def _foot(self, written: Blocks) -> None:
        sheet = self.sheet
        used = {letter for week in written.weeks for letters in week.letters for letter in letters}
        used |= {duty.letter for duty in written.duties} | {absence.letter for absence in written.absences}
        used |= ({"u"} if written.university else set()) | ({"p"} if written.personal else set())
        self.row = _legend(sheet, self.row, [2, 6, 10], used) + 1
        for slot, (left, right) in zip(signatures(self.problem), ((1, 4), (5, 9), (10, 12)), strict=True):
            _signature(sheet, slot, self.row, left, right)
        self.row += 7
        _put(sheet, self.row, 1, TAKES_NOTE, font=Font(size=9, color=_QUIET))
        self.row += 1
        for words in (f"Code de vérification {self.said.code}. {self.said.printed}.", f"{self.said.law}."):
            _put(sheet, self.row, 1, words, font=Font(size=8, color=_QUIET))
            self.row += 1
        self.row -= 1
