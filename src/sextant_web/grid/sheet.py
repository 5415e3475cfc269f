"""The grid of a version, ready to be drawn: rows of letters, marks of breaches, accounts, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from sextant import wording
from sextant.almanac.letters import LETTERS
from sextant.almanac.span import local
from sextant.law.account import Account
from sextant.law.breach import Breach
from sextant.law.library import load
from sextant.law.rule import Force, Level
from sextant.roster.audit import FAULTS, Fault, RosterAudit
from sextant.roster.change import WRITABLE
from sextant.roster.open_post import open_posts
from sextant.roster.papers.bands import EMPTY, Bands, Day, bands, weeks
from sextant.roster.papers.figures import Gauge, half_day_gauge, hour_gauge, limits
from sextant.roster.papers.legend import MARKS
from sextant.roster.papers.short_dates import MONTHS, WEEKDAYS
from sextant.roster.problem import Intern
from sextant.roster.roster import Roster

_A_DAY = 2 * 1440
_SHOWN, _WARNINGS = 50, 12


@dataclass(frozen=True)
class Column:
    """A day of the grid. ``starts``: the first day of a week."""

    offset: int
    number: str
    initial: str
    says: str
    shaded: bool
    starts: bool


@dataclass(frozen=True)
class Week:
    """A group of columns: « S45, 2 nov. »."""

    title: str
    span: int


@dataclass(frozen=True)
class Line:
    """Something wrong, in the side panel. ``key`` names it; ``cell`` is the id of its cell, when it has one."""

    key: str
    force: str  # law, charter, demand; empty for what the ward asks for
    word: str
    who: str
    says: str
    code: str
    rule: str
    cell: str
    warning: bool


@dataclass(frozen=True)
class Row:
    """One intern: the cells as markup, and the account at the end."""

    index: int
    name: str
    cells: SafeString
    account: Account
    half_days: Gauge
    hours: Gauge
    worst: str  # class of the heaviest thing that is wrong over weeks


@dataclass(frozen=True)
class Sheet:
    """The whole grid."""

    columns: list[Column]
    weeks: list[Week]
    rows: list[Row]
    lines: list[Line]
    more: int
    letters: list[str]
    lawful: bool
    nobody: SafeString  # the cells of the duties that nobody holds; empty when every one is held

    @property
    def wrong(self) -> list[Line]:
        """What must be mended."""
        return [line for line in self.lines if not line.warning]

    @property
    def warnings(self) -> list[Line]:
        """What is worth knowing."""
        return [line for line in self.lines if line.warning]


def sheet(planned: Roster, verdict: RosterAudit, names: Iterable[str] | None = None) -> Sheet:
    """The grid; with ``names``, only those rows (the panel is always whole)."""
    problem, library = planned.problem, load()
    first = problem.first.toordinal()
    days = [day for week in weeks(problem) for day in week if not day.outside]
    index = {intern.name: n for n, intern in enumerate(problem.interns)}
    lines, marks = _lines(verdict, index, first)
    letters = bands(planned, library)
    limit = limits(library, problem.last)
    wanted = set(index) if names is None else set(names)
    rows = []
    for intern, account in zip(problem.interns, verdict.judgement.accounts, strict=True):
        if intern.name in wanted:
            n = index[intern.name]
            own = letters.get(intern.name, {})
            pins = {(f.day, int(f.half_day)) for f in intern.fixed}
            cells = [
                _cell(
                    n,
                    day.ordinal - first,
                    own.get(day.ordinal, EMPTY),
                    pins,
                    day.ordinal,
                    marks,
                    day.shaded,
                    day.weekday == 0,
                )
                for day in days
            ]
            rows.append(
                Row(
                    n,
                    intern.name,
                    mark_safe("".join(cells)),  # letters of our own alphabet, numbers  # noqa: S308
                    account,
                    half_day_gauge(account, intern.person, limit, verdict.judgement),
                    hour_gauge(account, intern.person, limit, verdict.judgement),
                    _worst(lines, intern),
                )
            )
    shown = [
        *[line for line in lines if not line.warning][:_SHOWN],
        *[line for line in lines if line.warning][:_WARNINGS],
    ]
    used = {sign for own in letters.values() for day in own.values() for band in day for sign in band}
    return Sheet(
        columns=[
            Column(
                day.ordinal - first,
                str(date.fromordinal(day.ordinal).day),
                WEEKDAYS[day.weekday][0].upper(),
                wording.say_date(date.fromordinal(day.ordinal)),
                day.shaded,
                day.weekday == 0,
            )
            for day in days
        ],
        weeks=[_week(week) for week in _by_week([day.ordinal for day in days])],
        rows=rows,
        lines=shown,
        more=len(lines) - len(shown),
        letters=[sign for sign in MARKS if sign in used],
        lawful=verdict.clean,
        nobody=_nobody(planned, days),
    )


def _nobody(planned: Roster, days: list[Day]) -> SafeString:
    """One row more, of the duties without anybody: each letter in its band."""
    posts = {(post.day, int(post.half_day)): post.letter for post in open_posts(planned)}
    if not posts:
        return mark_safe("")
    cells = [
        f"<td{_shade(day)}>"
        + "".join(
            f"<i class=hole>{posts[day.ordinal, half]}</i>" if (day.ordinal, half) in posts else "<i></i>"
            for half in range(3)
        )
        for day in days
    ]
    return mark_safe("".join(cells))  # letters of our own alphabet  # noqa: S308


def _shade(day: Day) -> str:
    classes = " ".join(c for c in ("s" if day.shaded else "", "w" if day.weekday == 0 else "") if c)
    return f" class={_quoted(classes)}" if classes else ""


def _by_week(days: list[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for day in days:
        if not found or (day - 1) % 7 == 0:
            found.append([])
        found[-1].append(day)
    return found


def _week(days: list[int]) -> Week:
    begin = date.fromordinal(days[0])
    return Week(f"S{begin.isocalendar().week}, {begin.day} {MONTHS[begin.month - 1]}", len(days))


def _cell(
    row: int,
    offset: int,
    letters: Bands,
    pins: set[tuple[int, int]],
    ordinal: int,
    marks: dict[tuple[int, int], tuple[str, str]],
    shaded: bool,
    starts: bool,
) -> str:
    """One day: three bands, each a letter in its colour. Short on purpose: a grid holds thousands of them."""
    force, key = marks.get((row, offset), ("", ""))
    classes = " ".join(c for c in ("s" if shaded else "", "w" if starts else "", force) if c)
    bands_ = "".join(
        f"<i{_class(letter, (ordinal, half) in pins)}>{letter}</i>" for half, letter in enumerate(letters)
    )
    mark = f'<a href="#{key}" tabindex=-1 aria-hidden=true></a>' if key else ""
    named = f' id="c{row}-{offset}"' if key else ""
    return f"<td{named}{f' class={_quoted(classes)}' if classes else ''}>{bands_}{mark}"


def _class(letter: str, pinned: bool) -> str:
    if pinned:
        return f' class="{letter[:1]} k"'
    return f" class={letter[:1]}" if letter else ""


def _quoted(classes: str) -> str:
    return f'"{classes}"' if " " in classes else classes


def _lines(
    verdict: RosterAudit, index: dict[str, int], first: int
) -> tuple[list[Line], dict[tuple[int, int], tuple[str, str]]]:
    """What is wrong, the law first, and the mark of each cell: the heaviest of its day."""
    found: list[Line] = []
    marks: dict[tuple[int, int], tuple[str, str]] = {}
    judgement = verdict.judgement
    told = [*judgement.breaches, *judgement.warnings]
    told.sort(key=lambda b: (b.level is not Level.BREACH, list(Force).index(b.rule.force)))
    faults: list[Breach | Fault] = [*judgement.unlawful, *verdict.faults]
    rest = [b for b in told if b not in judgement.unlawful]
    for number, one in enumerate([*faults, *rest, *verdict.shortages]):
        line = (
            _of_fault(number, one, index, first)
            if isinstance(one, Fault)
            else _of_breach(number, one, index, first)
        )
        found.append(line)
        if line.cell and not line.warning:
            row, offset = line.cell.removeprefix("c").split("-")
            marks.setdefault((int(row), int(offset)), (_MARK[line.force], line.key))
    return found, marks


_MARK = {"law": "x", "": "x", "charter": "y"}
_FORCES = {
    Force.LAW: ("law", "loi"),
    Force.CHARTER: ("charter", "charte"),
    Force.DEMAND: ("demand", "demande syndicale"),
}


def _of_breach(number: int, breach: Breach, index: dict[str, int], first: int) -> Line:
    force, word = _FORCES[breach.rule.force]
    day = local(breach.start, breach.zone).toordinal() - first
    short = breach.end - breach.start <= _A_DAY and breach.person in index and day >= 0
    return Line(
        f"f{number}",
        force,
        word,
        breach.person,
        breach.sentence,
        breach.code,
        breach.rule.id,
        f"c{index[breach.person]}-{day}" if short else "",
        breach.level is not Level.BREACH or force == "demand",
    )


def _of_fault(number: int, fault: Fault, index: dict[str, int], first: int) -> Line:
    cell = f"c{index[fault.who]}-{fault.day - first}" if fault.who in index else ""
    return Line(
        f"f{number}", "", FAULTS[fault.code], "", fault.sentence, fault.code, "", cell, fault.code == "P4"
    )


def _worst(lines: list[Line], intern: Intern) -> str:
    own = [line for line in lines if line.who == intern.name and not line.warning]
    return next(
        (force for force in ("law", "charter", "demand") if any(line.force == force for line in own)), ""
    )


def palette() -> list[tuple[str, str, str]]:
    """The letters that may be written: sign, name, the half-days it fits (digits)."""
    found = []
    for sign in WRITABLE:
        slot = LETTERS[sign].slot
        if sign not in "ex":  # they ask for hours
            found.append((sign, LETTERS[sign].name, "01" if slot is None else str(int(slot))))
    return found
