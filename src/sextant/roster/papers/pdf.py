"""The roster as a PDF ready to sign: the ward by pages of weeks, the accounts, then each intern's four blocks.

Python says what is true, ``roster.typ`` how it looks. Everything goes to the template as one JSON value: a name is
data there, never markup. Only the fonts that Typst carries are used, so that every machine prints the same pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from sextant import wording
from sextant.almanac.half_day import HalfDay
from sextant.law.account import Account
from sextant.law.audit import Judgement
from sextant.law.breach import Breach
from sextant.law.library import Library, load
from sextant.law.limits import Limits, limits
from sextant.law.rule import Force
from sextant.roster.fairness import fairness
from sextant.roster.papers.bands import EMPTY, Bands, Day, bands, flagged, holders, sheaves, staffing
from sextant.roster.papers.blocks import TITLES, Blocks, blocks
from sextant.roster.papers.figures import Gauge, figures, half_day_gauge, hour_gauge
from sextant.roster.papers.imprint import imprint
from sextant.roster.papers.legend import MARKS
from sextant.roster.papers.shares_picture import panels, summary
from sextant.roster.papers.short_dates import MONTHS, WEEKDAYS, day_number, short_day
from sextant.roster.papers.signatures import TAKES_NOTE, signatures
from sextant.roster.papers.verdict import verdict
from sextant.roster.problem import Intern, Phase, Problem
from sextant.roster.roster import Roster

_TEMPLATE = Path(__file__).parent / "roster.typ"
_PHASES = {
    Phase.SOCLE: "phase socle",
    Phase.APPROFONDISSEMENT: "phase d’approfondissement",
    Phase.CONSOLIDATION: "phase de consolidation",
}


def write_pdf(
    roster: Roster,
    judgement: Judgement,
    path: Path,
    *,
    printed_on: date,
    version: str,
    library: Library | None = None,
) -> None:
    """Write the PDF of ``roster``, judged by ``judgement``, to ``path``; same arguments, same bytes.

    ``printed_on`` and ``version`` go to the foot of each page. Raises OSError when the file cannot be written.
    """
    library = library or load()
    data = _document(roster, judgement, library, printed_on, version)
    compiler = typst.Compiler(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
    )
    stamp = datetime(printed_on.year, printed_on.month, printed_on.day, 12, tzinfo=UTC)
    content = compiler.compile(format="pdf", timestamp=stamp)
    assert isinstance(content, bytes)
    path.write_bytes(content)


def _document(
    roster: Roster, judgement: Judgement, library: Library, printed_on: date, version: str
) -> dict[str, object]:
    """Everything that the template prints."""
    problem = roster.problem
    accounts = {account.person: account for account in judgement.accounts}
    limit = limits(library, problem.last)
    letters = bands(roster, library)
    used = {letter for days in letters.values() for day in days.values() for band in day for letter in band}
    ward_lines = [line.name for line in problem.lines]
    return {
        "ward": problem.ward,
        "hospital": problem.hospital,
        "period": wording.say_span(problem.first, problem.last),
        "titles": TITLES,
        "imprint": asdict(imprint(roster, library, printed_on, version)),
        "marks": {letter: asdict(mark) | {"says": mark.says} for letter, mark in MARKS.items()},
        "legend": [letter for letter in MARKS if letter in used],
        "takes_note": TAKES_NOTE,
        "signatures": [asdict(slot) for slot in signatures(problem)],
        "pages": _pages(roster, letters, flagged(judgement)),
        "accounts": [_summary(intern, accounts[intern.name], limit, judgement) for intern in problem.interns],
        "limits": {"half_days": limit.half_days, "hours": limit.hours},
        "verdict": verdict(judgement),
        "shares": _shares(roster, library),
        "breaches": _sentences(judgement.breaches),
        "ward_warnings": _once(w for w in judgement.warnings if w.person in ward_lines or not w.person),
        "interns": [
            _intern(roster, intern, accounts[intern.name], judgement, library, limit)
            for intern in problem.interns
        ],
    }


def _pages(
    roster: Roster, letters: dict[str, dict[int, Bands]], flags: dict[str, set[int]]
) -> list[dict[str, object]]:
    """The pages of the ward's grid: a header of days, a row per intern, then who is counted on."""
    problem = roster.problem
    counted, held = staffing(roster), holders(roster)
    lacking = {day for (day, _), count in counted.items() if count.short}
    lacking |= {day for days in held.values() for day, line in days.items() if "!" in "".join(line)}
    found: list[dict[str, object]] = []
    for sheaf in sheaves(problem):
        days = [day for week in sheaf for day in week]
        inside = [day for day in days if not day.outside]
        found.append(
            {
                "span": wording.say_span(
                    date.fromordinal(inside[0].ordinal), date.fromordinal(inside[-1].ordinal)
                ),
                "weeks": [_week_title(week) for week in sheaf],
                "days": [_day(day) for day in days],
                "rows": [
                    {
                        "name": intern.name,
                        "flagged": sorted(flags.get(intern.name, set()) & {day.ordinal for day in days}),
                        "days": [letters[intern.name].get(day.ordinal, EMPTY) for day in days],
                    }
                    for intern in problem.interns
                ],
                "present": [
                    [
                        None
                        if count is None or day.outside
                        else {"says": str(count.present), "short": count.short}
                        for count in (counted.get((day.ordinal, half_day)) for half_day in list(HalfDay)[:2])
                    ]
                    for day in days
                ],
                "lacking": any(day.ordinal in lacking for day in inside),
                "lines": [
                    {"name": line.name, "days": [held[line.id].get(day.ordinal, EMPTY) for day in days]}
                    for line in problem.lines
                ],
            }
        )
    return found


def _shares(roster: Roster, library: Library) -> dict[str, object]:
    """The picture of fairness. Refused wishes are between an intern and the ward: a wall does not read them."""
    found = fairness(roster, library)
    told = panels(roster, found, library, wishes=False)
    return {
        "says": summary(found, roster.problem),
        "panels": [{"title": panel.title, "svg": panel.svg} for panel in told if not panel.empty],
    }


def _week_title(week: Sequence[Day]) -> str:
    first, last = date.fromordinal(week[0].ordinal), date.fromordinal(week[-1].ordinal)
    number = first.isocalendar().week
    begin = (
        day_number(first) if first.month == last.month else f"{day_number(first)} {MONTHS[first.month - 1]}"
    )
    return f"Semaine {number}, {begin} – {day_number(last)} {MONTHS[last.month - 1]}"


def _day(day: Day) -> dict[str, object]:
    return {
        "ordinal": day.ordinal,
        "weekday": WEEKDAYS[day.weekday][0].upper(),
        "number": str(date.fromordinal(day.ordinal).day),
        "shaded": day.shaded,
        "holiday": day.holiday,
        "outside": day.outside,
        "monday": day.weekday == 0,
    }


def _summary(intern: Intern, account: Account, limit: Limits, judgement: Judgement) -> dict[str, object]:
    return {
        "name": intern.name,
        "note": _note(intern),
        "half_days": _gauge(half_day_gauge(account, intern.person, limit, judgement)),
        "hours": _gauge(hour_gauge(account, intern.person, limit, judgement)),
        "nights": account.nights,
        "day_duties": account.day_duties,
        "demi_gardes": account.demi_gardes,
        "astreintes": account.astreintes,
        "weekends": account.weekends,
        "holidays": account.holidays,
        "university": wording.say_number(account.university_half_days),
        "personal": wording.say_number(account.personal_half_days),
        "rests": f"{account.rests_kept}/{account.rests_owed}",
        "rests_broken": account.rests_kept < account.rests_owed,
        "leave": wording.say_number(account.leave_taken),
    }


def _gauge(gauge: Gauge) -> dict[str, object]:
    return {"says": gauge.says, "allowed": gauge.allowed, "share": gauge.share, "over": gauge.over}


def _note(intern: Intern) -> str:
    """What the ward needs to know of the person to read the grid, and nothing of why."""
    notes = []
    if intern.person.share < 1:
        notes.append(f"temps partiel {wording.say_number(100 * intern.person.share)} %")
    if intern.person.surnombre:
        notes.append("en surnombre")
    return ", ".join(notes)


def _intern(
    roster: Roster, intern: Intern, account: Account, judgement: Judgement, library: Library, limit: Limits
) -> dict[str, object]:
    written = blocks(roster, intern, account, library)
    return {
        "name": intern.name,
        "about": _about(intern),
        "weeks": [_week(week_number, written) for week_number in range(len(written.weeks))],
        "hours": _usual_hours(roster.problem),
        "other_hours": f"{wording.NARROW}; ".join(written.other_hours),
        "duties": [asdict(row) | {"half_days": wording.say_number(row.half_days)} for row in written.duties],
        "university": list(written.university),
        "personal": list(written.personal),
        "absences": [asdict(row) for row in written.absences],
        "figures": [asdict(figure) for figure in figures(account, intern.person, limit, judgement)],
        "breaches": _sentences(judgement.of(intern.name)),
        "warnings": _once(w for w in judgement.warnings if w.person == intern.name),
    }


def _about(intern: Intern) -> str:
    said = f"Interne, {_PHASES[intern.phase]}, semestre {intern.semester}"
    note = _note(intern)
    return f"{said}, {note}" if note else said


def _week(number: int, written: Blocks) -> dict[str, object]:
    week = written.weeks[number]
    return {
        "title": f"{short_day(week.monday.toordinal())}",
        "letters": list(week.letters),
        "shaded": list(week.shaded),
        "day_half_days": wording.say_number(week.day_half_days),
        "half_days": wording.say_number(week.half_days),
        "hours": week.hours,
    }


def _usual_hours(problem: Problem) -> str:
    say = wording.say_time
    (m0, m1), (a0, a1) = problem.hours.morning, problem.hours.afternoon
    return f"Matin {say(m0)} – {say(m1)}, après-midi {say(a0)} – {say(a1)}"


def _once(warnings: Iterable[Breach]) -> list[dict[str, str]]:
    """The first warning of each rule for each person, with how many more; union demands have no place here."""
    found: dict[tuple[str, str], list[Breach]] = {}
    for warning in warnings:
        if warning.rule.force is not Force.DEMAND:
            found.setdefault((warning.person, warning.code), []).append(warning)
    rows = _sentences(same[0] for same in found.values())
    for row, same in zip(rows, found.values(), strict=True):
        if len(same) > 1:
            row["says"] += f" Et {wording.say_count(len(same) - 1, 'autre fois', 'autres fois')}."
    return rows


def _sentences(breaches: Iterable[Breach]) -> list[dict[str, str]]:
    """Breaches as they are printed: force, code, person, sentence."""
    return [
        {
            "code": breach.code,
            "force": breach.rule.force.value,
            "person": breach.person,
            "says": breach.sentence,
        }
        for breach in breaches
    ]
