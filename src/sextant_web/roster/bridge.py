"""Between rows and the domain: the only file that knows both.

Facts and cells are JSON in the keys of the files of the terminal, so that a row, a file and a problem say the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sextant.almanac.span import local
from sextant.document import Document
from sextant.errors import BadDocument, BadInput
from sextant.form import KeyPath
from sextant.roster.audit import RosterAudit, audit
from sextant.roster.carry_over import carried_over
from sextant.roster.problem import Problem
from sextant.roster.roster import Roster
from sextant.roster.roster_file import roster_of, weeks_of
from sextant.roster.ward_file import problem_of
from sextant.roster.ward_text import ward_data
from sextant_web.roster import models as rows

Json = dict[str, Any]


@dataclass(frozen=True)
class Facts(Document):
    """Facts of a row as a document: what is wrong with them is told with the path of the value, not with a line.

    ``mine`` says which paths are those of the screen at hand: what is wrong there is told first.
    """

    mine: Callable[[KeyPath], bool] = lambda path: True

    def line(self, path: KeyPath = ()) -> int:
        """The order in which problems are told."""
        return 1 if path and self.mine(path) else 2

    def bad(self, path: KeyPath, what: str, *, why: str = "", remedy: str = "") -> BadInput:
        return BadFacts(path, what, why=why, remedy=remedy)


class BadFacts(BadDocument):
    """A value of the facts that cannot be, and its path: the sentence goes beside its field."""

    def __init__(self, path: KeyPath, what: str, *, why: str = "", remedy: str = "") -> None:
        super().__init__(what, why=why, remedy=remedy)
        self.path = path


def problem_of_facts(facts: Json, mine: Callable[[KeyPath], bool] = lambda path: True) -> Problem:
    """The problem that facts say. Raises BadFacts, with its path, for the first that cannot be."""
    return problem_of(Facts("", facts, {}, mine=mine))


def problem_of_row(row: rows.Roster) -> Problem:
    """The problem of a roster in preparation. Raises BadFacts."""
    return problem_of_facts(row.facts)


def facts_of(problem: Problem) -> Json:
    """Facts that say this problem."""
    return plain(ward_data(problem))


def roster_of_cells(facts: Json, cells: dict[str, list[str]]) -> Roster:
    """The roster that cells say. Raises BadInput for a word that cannot be read, or activities that overlap."""
    return roster_of(Facts("", {**facts, "sextant": "tableau", "roster": cells}, {}))


def roster_of_version(version: rows.Version) -> Roster:
    """The roster of a version, with the problem as it was then."""
    return roster_of_cells(version.facts, version.cells)


def cells_of(roster: Roster) -> dict[str, list[str]]:
    """The weeks of each intern in letters, as a version keeps them."""
    return {intern.name: weeks_of(roster, intern.name) for intern in roster.problem.interns}


def version_from_roster(
    row: rows.Roster, roster: Roster, facts: Json, source: rows.Source, **more: Any
) -> rows.Version:
    """The next version of ``row``, judged and saved; ``facts`` are those that the roster was made from.

    To be called in a transaction. ``more``: ``made_by``, ``note``, ``parent``.
    """
    rows.Roster.objects.select_for_update().get(pk=row.pk)  # two versions at once get two numbers
    last = row.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = rows.Version(
        roster=row, number=last + 1, facts=facts, cells=cells_of(roster), source=source, **more
    )
    note_verdict(version, audit(roster))
    version.save()
    return version


def note_verdict(version: rows.Version, verdict: RosterAudit) -> None:
    """What the auditor says of the cells, for lists; the version is not saved here."""
    version.lawful = verdict.clean
    version.breaches = len(verdict.judgement.unlawful) + len(verdict.faults)


def plain(value: Any) -> Any:
    """Values as JSON holds them: dates become ISO text, tuples lists."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def history_after(version: rows.Version, first: date) -> dict[str, Json]:
    """What a version leaves to a period that starts on ``first``: the ``history`` of each intern."""
    roster = roster_of_version(version)
    zone = roster.problem.zone
    found: dict[str, Json] = {}
    for name, history in carried_over(roster).items():
        end = history.last_duty_end
        ends = None if end is None else local(end, zone)
        told = None if ends is None or ends.date() > first else f"{ends:%Y-%m-%d %H:%M}"
        held = {"nights": history.nights, "weekends": history.weekends, "holidays": history.holidays}
        found[name] = {key: value for key, value in {**held, "last_duty_end": told}.items() if value}
    return found
