"""Where worked time is read from: a planning file, or a sealed ledger checked on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path

from sextant import wording
from sextant.almanac.timeline import Nature, Timeline
from sextant.document import read_document
from sextant.errors import BadInput
from sextant.form import did_you_mean
from sextant.law.planning_file import Planning, planning_of, read_planning
from sextant.law.settings import Settings
from sextant.ledger.account import whole_timeline
from sextant.ledger.entry import Entry
from sextant.ledger.journal import Noted
from sextant.ledger.ledger_file import check_ledger, read_ledger
from sextant.roster.roster_file import roster_of


@dataclass(frozen=True, slots=True)
class Source:
    """Worked time and what can be said of how it is known.

    ``says`` is one French sentence. ``sealed``: it comes from a ledger whose every seal was followed. ``entries`` and
    ``corrected`` are those of the ledger, empty for a planning.
    """

    timeline: Timeline
    settings: Settings
    says: str
    sealed: bool = False
    entries: tuple[Entry, ...] = ()
    corrected: tuple[Noted, ...] = ()


def read_source(path: str | PathLike[str], first: date | None = None, last: date | None = None) -> Source:
    """The worked time of a file, from ``first`` to ``last`` day (all of it by default).

    Raises BadFile, BadDocument or BadTimeline; BadInput when a ledger was tampered with, or the period is empty.
    """
    if first is not None and last is not None and last < first:
        raise BadInput(f"la période finit ({last:%d/%m/%Y}) avant de commencer ({first:%d/%m/%Y})")
    found = _ledger(path, first, last) if Path(path).suffix == ".jsonl" else _planning(read_planning(path))
    timeline = clip(found.timeline, first or found.timeline.first, last or found.timeline.last)
    return Source(timeline, found.settings, found.says, found.sealed, found.entries, found.corrected)


def read_plan(path: str | PathLike[str], name: str) -> Timeline:
    """What was planned for ``name``: a roster file (the intern of that name), or a planning file.

    Raises BadFile, BadDocument, or BadInput when the roster does not know that name.
    """
    document = read_document(path)
    if "roster" not in document.data:
        return planning_of(document).timeline
    roster = roster_of(document)
    for intern in roster.problem.interns:
        if intern.name == name:
            return roster.timeline(intern)
    names = [intern.name for intern in roster.problem.interns]
    raise document.bad(("roster",), f"ce tableau ne connaît pas « {name} »", remedy=did_you_mean(name, names))


def clip(timeline: Timeline, first: date, last: date) -> Timeline:
    """The same person's time from ``first`` to ``last``, both included. Raises BadInput when they share no day."""
    begin, end = max(first, timeline.first), min(last, timeline.last)
    if end < begin:
        raise BadInput(
            f"rien n’est noté {wording.say_span(first, last)}",
            why=f"le fichier va du {timeline.first:%d/%m/%Y} au {timeline.last:%d/%m/%Y}",
        )
    inside = tuple(a for a in timeline.activities if begin.toordinal() <= a.day <= end.toordinal())
    return Timeline(timeline.person, begin, end, inside, timeline.nature, timeline.records)


def _planning(planning: Planning) -> Source:
    worked = planning.timeline.nature is Nature.WORKED
    says = (
        "Relevé déclaré par l’interne, sans scellé d’entrée" if worked else "Tableau prévu, et non temps fait"
    )
    return Source(planning.timeline, planning.settings, says)


def _ledger(path: str | PathLike[str], first: date | None, last: date | None) -> Source:
    verdict, _, _ = check_ledger(path)
    if not verdict.whole:
        raise BadInput(
            f"ce carnet n’est pas intact : {verdict.flaws[0].says}",
            remedy="« sextant ledger verify » dit tout ; un dossier ne se fait que d’un carnet intact.",
        )
    ledger = read_ledger(path)
    replayed = ledger.replay()
    timeline = whole_timeline(ledger.person, replayed.entries, first, last)
    says = (
        f"Carnet scellé entrée par entrée, vérifié intact : {wording.say_count(verdict.lines, 'ligne')}, "
        f"dernier sceau {verdict.head.seal[:16]}"
    )
    corrected = tuple(one for one in replayed.noted if one.corrections)
    return Source(timeline, Settings(), says, True, replayed.entries, corrected)


def entries_within(entries: Sequence[Entry], timeline: Timeline) -> tuple[Entry, ...]:
    """The entries of the days of ``timeline``."""
    low, high = timeline.first.toordinal(), timeline.last.toordinal()
    return tuple(entry for entry in entries if low <= entry.day <= high)
