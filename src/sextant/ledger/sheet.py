"""Reads a sheet of dated hours (date, arrival, departure, garde…) into entries, once its columns are known.

:func:`recognise` proposes what each column tells, for a person to confirm or change; :func:`read_sheet` reads by
it. A row that cannot be read is told with its cell, and then nothing at all is taken in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from sextant.almanac.activity import ABSENCES, CallOut, Kind
from sextant.almanac.holidays import is_holiday
from sextant.almanac.hours import DEFAULT_HOURS, Clock
from sextant.almanac.person import Person
from sextant.almanac.span import Instant
from sextant.errors import BadCell, BadFile, BadInput, Place
from sextant.law import say
from sextant.ledger.cells import read_calls, read_count, read_day, read_hour, read_span, read_text, read_yes
from sextant.ledger.entry import Entry, Source, absence
from sextant.ledger.from_activities import content_id
from sextant.ledger.sheet_table import Table
from sextant.ledger.sheet_words import Role, is_ignored, kind_of, role_of
from sextant.ledger.wall_clock import wall_clock
from sextant.workbook import plain

_T = TypeVar("_T")
_NOON, _EVENING, _LATE, _DAY = 12 * 60 + 30, 17 * 60, 16 * 60, 1440
_HEADER_ROWS = 30
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column tells. ``row`` is that of the titles; rows and columns count from 0.

    ``kinds`` says what the words of the column of natures stand for, ``words`` how they were first written;
    ``unknown`` are words that nobody said yet. ``left_out`` are titles that are not read. ``sample`` gives the
    first filled cell of each column, to be shown.
    """

    row: int
    roles: Mapping[int, Role]
    titles: Mapping[int, str]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    sample: Mapping[int, str] = field(default_factory=dict)

    def column(self, role: Role) -> int | None:
        """The column that tells that, None when there is none."""
        return next((column for column, found in self.roles.items() if found is role), None)


@dataclass(frozen=True, slots=True)
class Read:
    """An entry and the row that it was read from, with what was understood beyond the words of the row."""

    row: int
    entry: Entry
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sheet says: entries in its order, and the rows that cannot be read, each with its sentence."""

    read: tuple[Read, ...]
    refused: tuple[BadInput, ...]

    @property
    def entries(self) -> list[Entry]:
        """The entries alone."""
        return [one.entry for one in self.read]


def recognise(
    table: Table, chosen: Mapping[str, Role | None] | None = None, kinds: Mapping[str, Kind] | None = None
) -> Columns:
    """What the columns of a sheet tell, by their titles. Raises BadFile when no row looks like titles.

    ``chosen`` (title to role, None to leave it out) and ``kinds`` (word to nature) come from the person and
    win over what is recognised.
    """
    said = {plain(title): role for title, role in (chosen or {}).items()}

    def role(cell: object) -> Role | None:
        word = plain(str(cell)) if isinstance(cell, str) else ""
        return said[word] if word in said else (role_of(word) if word else None)

    counts = [len({role(cell) for cell in cells} - {None}) for cells in table.rows[:_HEADER_ROWS]]
    best = max(counts, default=0)
    row = counts.index(best) if counts else 0
    if best < 2:
        raise BadFile(
            "aucune ligne ne ressemble à des titres de colonnes", place=Place(table.name, sheet=table.sheet),
            remedy="Mettez des titres : Date, Arrivée, Départ, Nature. « sextant ledger blank » en fait une vide.",
        )  # fmt: skip
    titles = {i: " ".join(cell.split()) for i, cell in enumerate(table.rows[row]) if isinstance(cell, str)}
    roles: dict[int, Role] = {}
    for column, title in titles.items():
        found = role(title)
        if found is not None and found not in roles.values():
            roles[column] = found
    _refuse_missing(table, row, roles)
    words = _words(table, row, next((c for c, r in roles.items() if r is Role.KIND), None))
    known = {plain(word): kind for word, kind in (kinds or {}).items()}
    meant = {word: known.get(word) or kind_of(word) for word in words}
    return Columns(
        row=row,
        roles=roles,
        titles=titles,
        kinds={word: kind for word, kind in meant.items() if kind is not None},
        words=words,
        unknown=tuple(words[word] for word, kind in meant.items() if kind is None),
        left_out=tuple(t for c, t in titles.items() if c not in roles and not is_ignored(t)),
        sample={c: _sample(table, row, c) for c in titles},
    )


def _refuse_missing(table: Table, row: int, roles: Mapping[int, Role]) -> None:
    there = set(roles.values())
    hours = ({Role.START, Role.END}, {Role.DUTY_START, Role.DUTY_END},
             {Role.MORNING_START, Role.MORNING_END}, {Role.AFTERNOON_START, Role.AFTERNOON_END})  # fmt: skip
    if Role.DAY not in there:
        raise BadFile(
            "aucune colonne ne donne la date", place=table.place(row, 0), remedy="Intitulez-la « Date »."
        )
    if not any(pair <= there for pair in hours):
        raise BadFile("aucune colonne ne donne l’arrivée et le départ", place=table.place(row, 0),
                      remedy="Intitulez-les « Arrivée » et « Départ ».")  # fmt: skip


def _words(table: Table, row: int, column: int | None) -> dict[str, str]:
    """The words of the column of natures, as compared and as first written."""
    found: dict[str, str] = {}
    if column is not None:
        for cells in table.rows[row + 1 :]:
            value = cells[column] if column < len(cells) else None
            if isinstance(value, str) and plain(value):
                found.setdefault(plain(value), value)
    return found


def _sample(table: Table, row: int, column: int) -> str:
    values = (cells[column] for cells in table.rows[row + 1 :] if column < len(cells))
    return next((str(value)[:40] for value in values if value is not None), "")


def read_sheet(table: Table, columns: Columns, person: Person, recorded_at: datetime) -> Reading:
    """The entries of every row below the titles. Never raises for a row: it is told in ``refused``."""
    rows = _Rows(table, columns, person, recorded_at)
    return rows.reading()


class _Rows:
    """Reads one row after the other; a row without a date goes on with the day of the one above."""

    def __init__(self, table: Table, columns: Columns, person: Person, recorded_at: datetime) -> None:
        self.table, self.columns, self.person, self.recorded_at = table, columns, person, recorded_at
        self.where = {role: column for column, role in columns.roles.items()}
        self.day: date | None = None
        self.row = 0

    def reading(self) -> Reading:
        read: list[Read] = []
        refused: list[BadInput] = []
        for row in range(self.columns.row + 1, len(self.table.rows)):
            self.row = row
            try:
                read += list(self._row())
            except BadInput as error:
                refused.append(error)
        return Reading(tuple(read), tuple(refused))

    # -- cells --------------------------------------------------------------------------------------

    def _cell(self, role: Role) -> object:
        column = self.where.get(role)
        cells = self.table.rows[self.row]
        return cells[column] if column is not None and column < len(cells) else None

    def _bad(self, role: Role, what: str, remedy: str = "") -> BadCell:
        column = self.where.get(role, next(iter(self.where.values())))
        return BadCell(what, place=self.table.place(self.row, column), remedy=remedy)

    def _told(self, role: Role, read: Callable[[object], _T], empty: _T) -> _T:
        value = self._cell(role)
        if value is None:
            return empty
        try:
            return read(value)
        except ValueError as error:
            what, _, remedy = str(error).partition(" : ")
            raise self._bad(role, what, f"{remedy[:1].upper()}{remedy[1:]}." if remedy else "") from None

    # -- rows ---------------------------------------------------------------------------------------

    def _row(self) -> Iterator[Read]:
        if all(value is None for value in self.table.rows[self.row]):
            return
        word = self._told(Role.KIND, read_text, "")
        kind = self.columns.kinds.get(plain(word)) if word else None
        hours = list(self._presences())
        if not hours and kind not in ABSENCES and not word:
            self._remember_day()
            if self._told(Role.DUTY, read_yes, False):
                raise self._bad(Role.DUTY, "une garde sans ses heures", "Écrivez son début et sa fin.")
            return  # a day on which nothing was written
        day = self._remember_day()
        if day is None:
            raise self._bad(Role.DAY, "la date manque", "Écrivez par exemple 16/11/2026.")
        if word and kind is None:
            raise self._bad(Role.KIND, f"« {word:.40} » : nature inconnue",
                            "Dites ce que ce mot veut dire, ou écrivez stage, garde de nuit, astreinte, congé…")  # fmt: skip
        if kind in ABSENCES and not hours:
            made = absence(
                "", kind, day.toordinal(), self.recorded_at, zone=self.person.zone, source=Source.IMPORTED
            )
            yield Read(self.row, _with_id(made))
            return
        if not hours:
            if kind in (Kind.REST, Kind.RECOVERY):
                hours = [(Role.START, Role.END, *DEFAULT_HOURS.day_duty)]
            else:
                raise self._bad(Role.KIND, f"« {word:.40} » sans heures", "Écrivez l’arrivée et le départ.")
        for start_role, _, start, end in hours:
            yield from self._presence(day, kind, start_role, start, end)

    def _remember_day(self) -> date | None:
        day = self._told(Role.DAY, read_day, None)
        if day is not None:
            self.day = day
        return self.day

    def _presences(self) -> Iterator[tuple[Role, Role, Clock, Clock]]:
        for first, last in (
            (Role.START, Role.END), (Role.MORNING_START, Role.MORNING_END),
            (Role.AFTERNOON_START, Role.AFTERNOON_END), (Role.DUTY_START, Role.DUTY_END),
        ):  # fmt: skip
            start, end = self._told(first, read_hour, None), self._told(last, read_hour, None)
            if (start is None) is not (end is None):
                missing, role = ("le départ manque", last) if end is None else ("l’arrivée manque", first)
                raise self._bad(role, missing, "Écrivez les deux heures, ou aucune.")
            if start is not None and end is not None:
                yield first, last, start, end

    def _presence(self, day: date, kind: Kind | None, role: Role, start: Clock, end: Clock) -> Iterator[Read]:
        """One pair of hours: one entry, or two for a day of which the night follows without a break."""
        if end <= start:
            end += _DAY
        duty = role is Role.DUTY_START or (self._told(Role.DUTY, read_yes, False) and role is Role.START)
        if kind is not None and role is not Role.DUTY_START:
            if kind in (Kind.GARDE_NUIT, Kind.GARDE_JOUR) and end - start >= 20 * 60:
                yield from self._twenty_four(day, start, end)
                return
            yield self._one(day, kind, start, end)
            return
        free = day.weekday() == 6 or is_holiday(day.toordinal(), self.person.territory)
        night = end > _DAY + 4 * 60
        if duty and start < _NOON and night:
            yield from self._twenty_four(day, start, end)
        elif duty and start >= _LATE:
            made = Kind.GARDE_NUIT if night else Kind.DEMI_GARDE
            yield self._one(day, made, start, end)
        elif duty and free:
            yield self._one(day, Kind.GARDE_JOUR, start, end)
        elif duty:
            raise self._bad(role, "une garde dont les heures ne sont ni une nuit, ni un dimanche ou un jour férié",
                            "Mettez la garde sur sa propre ligne, avec son début et sa fin.")  # fmt: skip
        elif start >= _EVENING and night:
            yield self._one(
                day, Kind.GARDE_NUIT, start, end, "une nuit sans nature, lue comme une garde de nuit"
            )
        elif end > _DAY:
            raise self._bad(role, "une présence de jour qui finit le lendemain, sans garde",
                            "Dites que c’est une garde, ou corrigez le départ.")  # fmt: skip
        else:
            yield self._one(day, Kind.STAGE, start, end)

    def _twenty_four(self, day: date, start: Clock, end: Clock) -> Iterator[Read]:
        """A day and its night: counted apart, cut at the usual hours of a ward."""
        evening, noon = DEFAULT_HOURS.night[0], DEFAULT_HOURS.morning[1]
        said = "lue comme un jour puis une garde de nuit à partir de 18 h 30"
        if day.weekday() == 6 or is_holiday(day.toordinal(), self.person.territory):
            yield self._one(day, Kind.GARDE_JOUR, start, evening, said)
        elif day.weekday() == _SATURDAY:
            yield self._one(day, Kind.STAGE, start, noon, said)
            yield self._one(day, Kind.CONTINUITE, noon, evening)
        else:
            yield self._one(day, Kind.STAGE, start, evening, said)
        yield self._one(day, Kind.GARDE_NUIT, evening, end)

    def _one(self, day: date, kind: Kind, start: Clock, end: Clock, remark: str = "") -> Read:
        zone = self.person.zone
        told = self._told(Role.HALF_DAYS, read_count, None) if kind is Kind.STAGE else None
        whole = kind is Kind.STAGE and start < _NOON and end >= _LATE
        half_days = (told or (2 if whole else 1)) if kind is Kind.STAGE else None
        if whole and told is None and not remark:
            remark = "du matin au soir, lue comme deux demi-journées"
        lunch = self._told(Role.LUNCH, read_span, 0) if half_days == 2 else 0
        since = self._instant(day, start)
        entry = Entry(
            id="",
            kind=kind,
            start=since,
            end=self._instant(day, end),
            recorded_at=self.recorded_at,
            zone=zone,
            source=Source.IMPORTED,
            half_days=half_days,
            lunch=lunch,
            out_of_care=self._told(Role.OUT_OF_CARE, read_span, None) if kind is Kind.STAGE else None,
            call_outs=tuple(self._calls(day, start)) if kind is Kind.ASTREINTE else (),
            site=self._told(Role.SITE, read_text, ""),
            line=self._told(Role.LINE, read_text, ""),
            note=self._told(Role.NOTE, read_text, ""),
        )
        return Read(self.row, _with_id(entry), remark)

    def _calls(self, day: date, after: Clock) -> Iterator[CallOut]:
        none: list[tuple[Clock, Clock, int | None]] = []
        for start, end, on_site in self._told(Role.CALL_OUTS, read_calls, none):
            begin = start if start >= after else start + _DAY
            finish = begin + (end - start) % _DAY
            since, until = self._instant(day, begin), self._instant(day, finish)
            yield CallOut(since, until, until - since if on_site is None else on_site)

    def _instant(self, day: date, clock: Clock) -> Instant:
        try:
            return wall_clock(day + timedelta(days=clock // _DAY), clock % _DAY, self.person.zone)
        except BadInput as error:
            raise self._bad(Role.START, error.what, error.remedy) from None


def _with_id(entry: Entry) -> Entry:
    return replace(entry, id=content_id(entry.kind, entry.start, entry.end, entry.zone))


def say_columns(columns: Columns) -> list[str]:
    """What is understood of the columns, one sentence each, in French."""
    lines = [
        f"« {columns.titles[column]} » donne {role.says}" + (f" (par exemple {sample})" if sample else "")
        for column, role in columns.roles.items()
        for sample in (columns.sample.get(column, ""),)
    ]
    lines += [f"« {columns.words[word]} » veut dire {say.name(kind)}" for word, kind in columns.kinds.items()]
    lines += [f"« {title} » n’est pas lue" for title in columns.left_out]
    return lines
