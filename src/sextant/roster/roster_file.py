"""A roster on disk: a ward file that ends with ``roster:``, one line of letters per intern and week."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from os import PathLike
from pathlib import Path

from pydantic import Field

from sextant.almanac.activity import Activity
from sextant.almanac.notation import parse_week, write_week
from sextant.almanac.span import Instant, instant
from sextant.document import Document, parse_document, read_document
from sextant.errors import BadFile, BadNotation, BadTimeline, Place, SextantError
from sextant.form import KeyPath, Text, did_you_mean
from sextant.roster.problem import DutyLine, Problem, Shift
from sextant.roster.roster import Roster
from sextant.roster.usual_duties import usual_hours
from sextant.roster.ward_file import problem_of, read_form
from sextant.roster.ward_form import DUTY_KINDS, WardForm
from sextant.roster.ward_text import ward_text


class RosterForm(WardForm):
    """A ward file and the weeks of each intern."""

    roster: dict[str, list[Text]] = Field(
        examples=["{Camille: [MA MAN .. MA MA .. ..]}"],
        description="Semaines en lettres de chaque interne, du lundi au dimanche.",
    )


def read_roster(path: str | PathLike[str]) -> Roster:
    """The roster of a file. Raises BadFile, BadDocument, BadNotation or BadTimeline, with the line."""
    return roster_of(read_document(path))


def roster_of(document: Document) -> Roster:
    """The roster of a document. Raises as :func:`read_roster`."""
    form = read_form(document, RosterForm)
    problem = problem_of(document, form)
    written = {" ".join(name.split()): (name, weeks) for name, weeks in form.roster.items()}
    names = [intern.name for intern in problem.interns]
    for name, (key, _) in written.items():
        if name not in names:
            raise document.bad(("roster", key), f"« {name} » n’est pas un interne de ce service",
                               remedy=did_you_mean(name, names))  # fmt: skip
    activities: dict[str, tuple[Activity, ...]] = {}
    for name in names:
        if name not in written:
            raise document.bad(("roster",), f"les semaines de {name} manquent",
                               remedy=f"Ajoutez « {name}: […] », une ligne par semaine.")  # fmt: skip
        key, weeks = written[name]
        activities[name] = tuple(_activities(document, problem, ("roster", key), weeks))
    roster = Roster(problem, activities)
    for intern in problem.interns:
        try:
            roster.timeline(intern)
        except BadTimeline as error:
            raise error.at(_place_of(document, roster, intern.name, written[intern.name][0])) from None
    return roster


def _activities(
    document: Document, problem: Problem, path: KeyPath, weeks: Sequence[str]
) -> Iterator[Activity]:
    mondays = problem.mondays
    if len(weeks) != len(mondays):
        raise document.bad(
            path, f"{len(weeks)} semaine(s) écrite(s), {len(mondays)} attendue(s)",
            why=f"la période va du {problem.first:%d/%m/%Y} au {problem.last:%d/%m/%Y}",
            remedy="Écrivez une ligne par semaine, du lundi au dimanche.",
        )  # fmt: skip
    for i, (week, monday) in enumerate(zip(weeks, mondays, strict=True)):
        here = (*path, i)
        try:
            read = parse_week(
                week, monday, hours=problem.hours, zone=problem.zone, territory=problem.territory
            )
        except BadNotation as error:
            place = document.place(here)
            raise error.at(Place(place.file, place.line, key=error.place.key or place.key)) from None
        for activity in read:
            yield _on_line(document, activity, problem, here)


def _on_line(document: Document, activity: Activity, problem: Problem, path: KeyPath) -> Activity:
    """A duty with its line: the only one that has such duties, or the only one that holds it that day."""
    if activity.kind not in DUTY_KINDS:
        return activity
    lines = problem.lines
    shifts = {shift.id: shift for shift in problem.shifts}
    ids = [*(line.id for line in lines), *shifts]
    if activity.line in shifts:
        return _on_shift(activity, shifts[activity.line], problem)
    if activity.line:
        if activity.line not in ids:
            raise document.bad(
                path, f"la ligne « {activity.line} » n’existe pas", remedy=did_you_mean(activity.line, ids)
            )
        return activity
    of_kind = holding = _lines_of(activity, lines)
    if len(of_kind) > 1:
        holding = [
            line
            for line in of_kind
            if any(
                (duty.kind, duty.half_day) == (activity.kind, activity.half_day) and activity.day in duty.days
                for duty in line.duties
            )
        ]
        if len(holding) != 1:
            raise document.bad(
                path, f"on ne sait pas de quelle ligne est la garde du {date.fromordinal(activity.day):%d/%m/%Y}",
                remedy=f"Précisez-la après la lettre : @{' ou @'.join(line.id for line in of_kind)}.",
            )  # fmt: skip
    return replace(activity, line=holding[0].id) if holding else activity


def _on_shift(activity: Activity, shift: Shift, problem: Problem) -> Activity:
    """A shift written without its times has its own."""
    if activity.kind is not shift.kind or (activity.start, activity.end) != _usual(activity, problem):
        return activity
    return replace(
        activity,
        start=instant(activity.day, shift.start, problem.zone),
        end=instant(activity.day, shift.end, problem.zone),
    )


def _usual(activity: Activity, problem: Problem) -> tuple[Instant, Instant]:
    """The times of a letter written alone: J or N."""
    start, end = usual_hours(activity.kind, problem.hours)
    return instant(activity.day, start, problem.zone), instant(activity.day, end, problem.zone)


def _without_times(activity: Activity, shift: Shift, problem: Problem) -> Activity:
    """A shift at its own hours, told as its letter written alone."""
    start, end = (
        instant(activity.day, shift.start, problem.zone),
        instant(activity.day, shift.end, problem.zone),
    )
    if activity.kind is not shift.kind or (activity.start, activity.end) != (start, end):
        return activity
    start, end = _usual(activity, problem)
    return replace(activity, start=start, end=end)


def _lines_of(activity: Activity, lines: Sequence[DutyLine]) -> list[DutyLine]:
    """The lines that have duties of this kind, whatever the day."""
    return [line for line in lines if any(duty.kind is activity.kind for duty in line.duties)]


def _place_of(document: Document, roster: Roster, name: str, key: str) -> Place:
    """The first week of an intern that cannot stand with the weeks before it."""
    problem, activities = roster.problem, roster.activities[name]
    for i, monday in enumerate(problem.mondays):
        end = (monday + timedelta(weeks=1)).toordinal()
        try:
            Roster(problem, {name: tuple(a for a in activities if a.day < end)}).timeline(
                problem.intern(name)
            )
        except BadTimeline:
            return document.place(("roster", key, i))
    return document.place(("roster", key))


# -- writing --------------------------------------------------------------------------------------


def roster_text(roster: Roster, source: str = "") -> str:
    """The text of a roster file.

    ``source`` is the text of the ward file that the problem was read from: when it still says the same
    problem, it is kept as it is, comments included. Otherwise the problem is written anew.
    """
    head = _without_roster(source) if source else ""
    if not head or not _says(head, roster.problem):
        head = ward_text(roster.problem)
    lines = ["roster: # du lundi au dimanche ; les lettres sont dans docs/reference/formats.md"]
    for intern in roster.problem.interns:
        lines.append(f"  {_key(intern.name)}:")
        lines += [f"    - {_quoted(week)}" for week in weeks_of(roster, intern.name)]
    return head.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n"


def weeks_of(roster: Roster, name: str) -> list[str]:
    """The weeks of one intern in letters, one for each Monday of the period."""
    problem = roster.problem
    shifts = {shift.id: shift for shift in problem.shifts}
    activities = []
    for activity in roster.activities.get(name, ()):
        if activity.line in shifts:
            activities.append(_without_times(activity, shifts[activity.line], problem))
            continue
        alone = len(_lines_of(activity, problem.lines)) == 1
        activities.append(replace(activity, line="") if alone and activity.line else activity)
    return [
        write_week(
            [a for a in activities if 0 <= a.day - monday.toordinal() < 7],
            monday,
            problem.hours,
            zone=problem.zone,
            territory=problem.territory,
        )
        for monday in problem.mondays
    ]


def write_roster(roster: Roster, path: str | PathLike[str], source: str = "") -> None:
    """Write the file in one go: it is there whole, or not at all. Raises BadFile when it cannot be written."""
    write_whole(path, roster_text(roster, source))


def write_whole(path: str | PathLike[str], content: str | bytes) -> None:
    """Replace a file by ``content`` in one step. Raises BadFile; the file there before is then untouched."""
    target = Path(path)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as opened:
            opened.write(content.encode() if isinstance(content, str) else content)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise BadFile(
            "ce fichier ne peut pas être écrit", place=Place(file=str(path)),
            remedy="Vérifiez que le dossier existe et que vous pouvez y écrire.",
        ) from None  # fmt: skip


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _says(text: str, problem: Problem) -> bool:
    try:
        return problem_of(parse_document(text, "")) == problem
    except SextantError:
        return False


def _without_roster(text: str) -> str:
    """The text without its ``roster:`` section, which ends at the next key of the top level."""
    return re.sub(r"(?m)^roster:.*\n(?:[ \t#-].*\n|\n)*", "", text if text.endswith("\n") else text + "\n")


def _key(name: str) -> str:
    return name if re.fullmatch(r"[^\W\d_][\w’ -]*", name) else _quoted(name)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
