"""A roster in the terminal: interns in rows, days in columns by week, the letters of the notation, then the accounts.

Colour adds nothing that the letters do not say: a pipe, NO_COLOR or a dumb terminal show the same characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from sextant import wording
from sextant.law.audit import Judgement
from sextant.law.library import Library, load
from sextant.law.limits import limits
from sextant.roster.papers.bands import EMPTY, Bands, Day, bands, flagged, weeks
from sextant.roster.papers.figures import Gauge, half_day_gauge, hour_gauge
from sextant.roster.papers.legend import MARKS
from sextant.roster.papers.short_dates import MONTHS, WEEKDAYS, day_number
from sextant.roster.roster import Roster

_LONGEST_NAME = 18
_WRONG = Style(color="red", bold=True)
_QUIET = Style(dim=True)
_BARS_FROM = 110  # columns


def show_roster(
    console: Console, roster: Roster, judgement: Judgement, library: Library | None = None
) -> None:
    """Print the grid, its legend and the account of each intern, as wide as the console."""
    library = library or load()
    letters = bands(roster, library)
    console.print(grid(roster, judgement, library, console.width), soft_wrap=True)
    console.print(legend(letters, console.width), soft_wrap=True)
    console.print()
    console.print(account_table(roster, judgement, library, width=console.width))


def grid(roster: Roster, judgement: Judgement, library: Library, width: int = 80) -> Text:
    """The roster in lines of at most ``width`` columns, as many weeks side by side as fit (at least one).

    Three letters a day: morning, afternoon, night; ``.`` is free. ``!`` after a day: a rule of law is broken
    then. ``*`` after a number: a public holiday.
    """
    problem = roster.problem
    letters, flags = bands(roster, library), flagged(judgement)
    every = weeks(problem)
    name_width = min(_LONGEST_NAME, max((cell_len(intern.name) for intern in problem.interns), default=0))
    cell = max((len(_word(day)) for days in letters.values() for day in days.values()), default=3)
    week_width = 7 * (cell + 1) + 2
    at_once = max(1, (width - name_width) // week_width)
    found = Text(no_wrap=True)
    for begin in range(0, len(every), at_once):
        shown = every[begin : begin + at_once]
        found.append_text(_header(shown, name_width, cell))
        for intern in problem.interns:
            found.append(set_cell_size(intern.name, name_width), style="bold")
            for week in shown:
                found.append(" | " if week is not shown[0] else "  ", style=_QUIET)
                for day in week:
                    words = letters[intern.name].get(day.ordinal, EMPTY)
                    found.append_text(_cell(words, day, cell))
                    broken = day.ordinal in flags.get(intern.name, ())
                    last = day is week[-1]
                    found.append("!" if broken else "" if last else " ", style=_WRONG if broken else "")
            _end_line(found)
        found.append("\n")
    return found


def _header(shown: Sequence[Sequence[Day]], name_width: int, cell: int) -> Text:
    """Three lines: the weeks, the initials of the days, their numbers."""
    found = Text()
    lines = [Text(" " * name_width) for _ in range(3)]
    for week in shown:
        for line in lines:
            line.append(" | " if week is not shown[0] else "  ", style=_QUIET)
        title = set_cell_size(_week_title(week), 7 * (cell + 1) - 1)
        lines[0].append(title, style="bold")
        for day in week:
            style = _QUIET if day.shaded else Style()
            gap = "" if day is week[-1] else " "
            number = "" if day.outside else f"{date.fromordinal(day.ordinal).day}{'*' if day.holiday else ''}"
            initial = "" if day.outside else WEEKDAYS[day.weekday][0].upper()
            lines[1].append(f"{initial:<{cell}}{gap}", style=style)
            lines[2].append(f"{number:<{cell}}{gap}", style=style)
    for line in lines:
        found.append_text(line)
        _end_line(found)
    return found


def _end_line(text: Text) -> None:
    """End the line without the blanks that would trail in a file."""
    text.rstrip()
    text.append("\n")


def _week_title(week: Sequence[Day]) -> str:
    first, last = date.fromordinal(week[0].ordinal), date.fromordinal(week[-1].ordinal)
    begin = (
        day_number(first) if first.month == last.month else f"{day_number(first)} {MONTHS[first.month - 1]}"
    )
    return f"S{first.isocalendar().week}, {begin} – {day_number(last)} {MONTHS[last.month - 1]}"


def _word(day: Bands) -> str:
    """The letters of a day, ``.`` where nothing is planned."""
    return "".join(band or "." for band in day)


def _cell(day: Bands, column: Day, width: int) -> Text:
    found = Text()
    if column.outside:
        return found.append(" " * width)
    for letter in f"{_word(day):<{width}}":
        mark = MARKS.get(letter)
        if mark is None or letter in "Rr":
            found.append(letter, style=_QUIET)
        else:
            found.append(
                letter, style=Style(color=f"#{mark.ink}", bgcolor=f"#{mark.fill}", bold=letter in "NJD")
            )
    return found


def legend(letters: dict[str, dict[int, Bands]], width: int = 80) -> Text:
    """The letters that the grid uses and what they stand for, cut into lines of ``width`` columns."""
    used = {letter for days in letters.values() for day in days.values() for band in day for letter in band}
    found, column = Text(), 0
    for letter, mark in MARKS.items():
        if letter not in used:
            continue
        entry = f"{letter} {mark.says}"
        if column and column + cell_len(entry) + 2 > width:
            _end_line(found)
            column = 0
        elif column:
            found.append("  ")
        found.append(
            letter,
            style=Style(color=f"#{mark.ink}", bgcolor=f"#{mark.fill}") if letter not in "Rr" else _QUIET,
        )
        found.append(entry[1:])
        column += cell_len(entry) + 2
    return found


def account_table(roster: Roster, judgement: Judgement, library: Library, *, width: int = 80) -> Table:
    """The account of each intern, weekly means beside their limits; ``!`` where a limit is passed."""
    limit = limits(library, roster.problem.last)
    bars = width >= _BARS_FROM
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    table.caption = Text("Demi-journées de stage et heures : moyenne par semaine / limite.", style=_QUIET)
    table.caption_justify = "left"
    table.add_column("Interne", no_wrap=True, overflow="ellipsis", max_width=_LONGEST_NAME)
    for title, is_bar in (("Demi-j.", False), ("", True), ("Heures", False), ("", True)):
        if bars or not is_bar:
            table.add_column(title, justify="left" if is_bar else "right", no_wrap=True)
    for title in ("Nuits", "Jours", "W.-e.", "Univ.", "Auton.", "Repos"):
        table.add_column(title, justify="right", no_wrap=True)
    broken: dict[str, int] = {}
    for breach in judgement.unlawful:
        broken[breach.person] = broken.get(breach.person, 0) + 1
    if broken:
        table.add_column("", no_wrap=True)
    for intern, account in zip(roster.problem.interns, judgement.accounts, strict=True):
        row = []
        for gauge in (
            half_day_gauge(account, intern.person, limit, judgement),
            hour_gauge(account, intern.person, limit, judgement),
        ):
            row += [_against(gauge), _bar(gauge)] if bars else [_against(gauge)]
        rests = f"{account.rests_kept}/{account.rests_owed}"
        row += [Text(str(count)) for count in (account.nights, account.day_duties, account.weekends)]
        row += [
            Text(wording.say_number(account.university_half_days)),
            Text(wording.say_number(account.personal_half_days)),
            Text(rests + "!", style=_WRONG) if account.rests_kept < account.rests_owed else Text(rests),
        ]
        if broken:
            count = broken.get(intern.name, 0)
            row.append(Text(f"!{count}" if count else "", style=_WRONG))
        table.add_row(Text(intern.name, style="bold"), *row)
    return table


def _against(gauge: Gauge) -> Text:
    """« 7,92/8 », with ``!`` and in red when the limit is passed."""
    says = gauge.says if gauge.limit is None else f"{gauge.says}/{wording.say_number(gauge.limit)}"
    return Text(f"{says}!", style=_WRONG) if gauge.over else Text(says)


def _bar(gauge: Gauge, length: int = 10) -> Text:
    """Ten characters for the limit, then its tick, then what passes it."""
    filled = round(min(gauge.share, 1.4) * length)
    found = Text("=" * min(filled, length), style=_WRONG if gauge.over else Style(color="cyan"))
    found.append("." * (length - filled), style=_QUIET)
    found.append("|")
    return found.append("=" * max(0, filled - length), style=_WRONG)
