"""The journal of one person: items in order of arrival, each sealed by the one before.

The seal of a line is the SHA-256 of the seal before it, a line feed, and the canonical text of the line; the
first one stands on the name of the chain. Nothing is secret in it: anyone can compute it again
(docs/explanation/how-the-ledger-is-sealed.md). The order of arrival is not the order of work: a week noted
off line arrives later and is sealed where it arrives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from sextant import wording
from sextant.almanac.person import Person
from sextant.almanac.timeline import Nature, Timeline, timeline
from sextant.errors import BadEntry
from sextant.ledger.canonical import canonical, read_canonical
from sextant.ledger.entry import Correction, Entry, Item, PersonFacts, activities_of

ALGORITHM = "sextant ledger 1"
_MOST_FLAWS = 50


class Sealed(NamedTuple):
    """A line of the journal as it is stored: its number (from 1), its canonical text, its seal (64 hex digits)."""

    number: int
    text: str
    seal: str


def beginning(chain: str) -> Sealed:
    """What stands before the first line of the chain of that name (any unique text, made once for a person)."""
    return Sealed(0, "", sha256(f"{ALGORITHM}\n{chain}".encode()).hexdigest())


def seal(previous: Sealed, item: Item, sealed_at: datetime) -> Sealed:
    """``item`` as the line that follows ``previous``; ``sealed_at`` is the moment of its arrival, aware."""
    number = previous.number + 1
    text = canonical(number, item, sealed_at)
    return Sealed(number, text, seal_of(previous.seal, text))


def seal_of(previous: str, text: str) -> str:
    """The seal of a text that follows the seal ``previous``."""
    return sha256(f"{previous}\n{text}".encode()).hexdigest()


# -- is it whole? -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something done to the journal: ``what`` (modifiée, retirée, ajoutée, déplacée, renumérotée, réécrite), to which lines."""

    what: str
    first: int
    last: int
    says: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking a journal found. ``head`` is the last line whose seal could be followed."""

    lines: int
    head: Sealed
    flaws: tuple[Flaw, ...]

    @property
    def whole(self) -> bool:
        """True when nothing was changed, removed, inserted or moved."""
        return not self.flaws


def verify(chain: str, lines: Iterable[Sealed], deposits: Mapping[int, str] | None = None) -> Verdict:
    """Check every line of a chain, in order of arrival.

    ``deposits`` are seals kept elsewhere (number of the line, seal; see :mod:`sextant.ledger.root`): they show
    that the end was cut off, or that a chain was rewritten with seals that fit. Never raises.
    """
    start = f"{beginning(chain).seal}\n".encode()
    known = lines if isinstance(lines, Sequence) else list(lines)
    for number, line in enumerate(known, 1):
        text = line[1]
        found = sha256(start + text.encode()).hexdigest()
        if found != line[2] or line[0] != number or not text.endswith(f',"n":{number}}}'):
            return _explain(chain, known, deposits or {})
        start = f"{found}\n".encode()
    head = known[-1] if known else beginning(chain)
    return Verdict(len(known), head, tuple(_deposits(known, deposits or {})))


def _explain(chain: str, lines: Sequence[Sealed], deposits: Mapping[int, str]) -> Verdict:
    """The slow reading: what was done, and to which lines."""
    flaws: list[Flaw] = []
    good, position = beginning(chain), 0
    here = {_number(line) for line in lines}
    while position < len(lines) and len(flaws) < _MOST_FLAWS:
        expected, found = good.number + 1, _following(good, lines, position)
        flaws += [_stranger(i + 1, good.number) for i in range(position, found or position)]
        line = lines[position if found is None else found]
        number = _number(line)
        if found is None:
            flaws += _broken(number, expected, position + 1, here)
        elif number != expected or line.number != expected:
            flaws.append(_flaw("renumérotée", expected, expected))
        good = Sealed(max(number, expected) if found is None else expected, line.text, line.seal)
        position = (position if found is None else found) + 1
    flaws += _deposits(lines, deposits)
    return Verdict(len(lines), good, tuple(flaws))


def _following(good: Sealed, lines: Sequence[Sealed], position: int) -> int | None:
    """Where the line that follows ``good`` stands: of two that do, the one that others follow."""
    if _follows(good, lines[position]) and (
        position + 1 == len(lines) or _follows(lines[position], lines[position + 1])
    ):
        return position
    all_that_do = [i for i in range(position, len(lines)) if _follows(good, lines[i])]
    followed = (i for i in all_that_do if any(_follows(lines[i], after) for after in lines[i + 1 :]))
    return next(followed, all_that_do[0] if all_that_do else None)


def _broken(number: int, expected: int, place: int, here: set[int]) -> list[Flaw]:
    """What is said of a line that does not follow: ``number`` is its own, ``here`` those of the journal."""
    if number == expected:
        return [_flaw("modifiée", number, number)]
    if number < expected:
        return [_stranger(place, expected - 1)]
    missing = (
        [n for n in range(expected, number) if n not in here] if number - expected < 10**6 else [expected]
    )
    flaws = [_flaw("retirée", missing[0], missing[-1])] if missing else []
    return flaws or [_flaw("déplacée", expected, number - 1)]


def _stranger(place: int, after: int) -> Flaw:
    """A line that stands between two that follow each other: put there, or moved from where it belongs."""
    said = (
        f"la ligne {place}, après l’entrée n° {after}, n’est pas à sa place : elle a été ajoutée ou déplacée"
    )
    return Flaw("ajoutée", place, place, said)


def _follows(previous: Sealed, line: Sealed) -> bool:
    return seal_of(previous.seal, line.text) == line.seal


def _number(line: Sealed) -> int:
    """The number that the sealed text itself bears, 0 when there is none."""
    tail = line.text.rpartition(',"n":')[2].removesuffix("}")
    return int(tail) if tail.isascii() and tail.isdigit() and len(tail) < 12 else 0


def _flaw(what: str, first: int, last: int) -> Flaw:
    which = f"l’entrée n° {first}" if first == last else f"les entrées n° {first} à {last}"
    verb, mark = ("a été", "") if first == last else ("ont été", "s")
    return Flaw(what, first, last, f"{which} {verb} {what}{mark}")


def _deposits(lines: Sequence[Sealed], deposits: Mapping[int, str]) -> list[Flaw]:
    """Where the journal does not hold the seals that were deposited."""
    last_good = 0
    for number, seal in sorted(deposits.items()):
        if number > len(lines):
            said = (
                f"le carnet s’arrête à l’entrée n° {len(lines)}, alors qu’une empreinte déposée "
                f"en atteste {number} : la fin a été retirée"
            )
            return [Flaw("retirée", len(lines) + 1, number, said)]
        if number and lines[number - 1].seal != seal:
            span = (
                f"entre les entrées n° {last_good + 1} et n° {number}"
                if number > last_good + 1
                else f"à l’entrée n° {number}"
            )
            said = f"le carnet n’est plus celui de l’empreinte déposée : il a été réécrit {span}"
            return [Flaw("réécrite", last_good + 1, number, said)]
        last_good = number
    return []


# -- what it says now -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry as first noted, its corrections in order of arrival, and what stands now (None: withdrawn)."""

    number: int
    first: Entry
    sealed_at: datetime
    corrections: tuple[Correction, ...]
    current: Entry | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a journal says: every entry with its history, in order of arrival.

    ``facts`` are those that the person declared, in order; the last one stands.
    """

    noted: tuple[Noted, ...]
    facts: tuple[PersonFacts, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What stands now, in order of work."""
        standing = (one.current for one in self.noted if one.current is not None)
        return tuple(sorted(standing, key=lambda entry: (entry.start, entry.end, entry.id)))

    def by_id(self, entry_id: str) -> Noted | None:
        """The entry of that id, withdrawn or not."""
        return next((one for one in self.noted if one.first.id == entry_id), None)


def replay(lines: Iterable[Sealed]) -> Replayed:
    """What a journal says now. Seals are not checked here (see :func:`verify`).

    Raises BadEntry for a line that cannot be read, an id used twice, a correction of an unknown entry.
    """
    noted: dict[str, Noted] = {}
    facts: list[PersonFacts] = []
    for line in lines:
        number, item, sealed_at = read_canonical(line.text)
        if isinstance(item, PersonFacts):
            facts.append(item)
            continue
        if isinstance(item, Entry):
            if item.id in noted:
                raise BadEntry(
                    f"l’identifiant de l’entrée n° {number} sert déjà à l’entrée n° {noted[item.id].number}",
                    remedy="Vérifiez le carnet : sextant ledger verify.",
                )
            noted[item.id] = Noted(number, item, sealed_at, (), item)
            continue
        before = noted.get(item.corrects)
        if before is None:
            raise BadEntry(
                f"la correction n° {number} vise une entrée qui n’est pas dans le carnet",
                remedy="Vérifiez le carnet : sextant ledger verify.",
            )
        noted[item.corrects] = Noted(
            before.number, before.first, before.sealed_at, (*before.corrections, item), item.to
        )
    return Replayed(tuple(noted.values()), tuple(facts))


def timeline_of(
    person: Person,
    entries: Iterable[Entry],
    first: date,
    last: date,
    *,
    nature: Nature = Nature.WORKED,
    records: Mapping[str, object] | None = None,
) -> Timeline:
    """The entries of the days ``first`` to ``last`` as a timeline that :func:`sextant.law.audit.judge` accepts.

    Raises BadTimeline when two of them overlap, which :mod:`sextant.ledger.acceptance` refuses beforehand.
    """
    low, high = first.toordinal(), last.toordinal()
    inside = (entry for entry in entries if low <= entry.day <= high)
    activities = [activity for entry in inside for activity in activities_of(entry)]
    return timeline(person, first, last, activities, nature, records)


def say_line(noted: Noted) -> str:
    """« entrée n° 12, notée le 4 novembre 2026 »."""
    return f"entrée n° {noted.number}, notée le {wording.say_day(noted.first.recorded_at.date())}"
