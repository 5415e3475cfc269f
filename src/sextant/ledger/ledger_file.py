"""A ledger as a file: JSON Lines, one for the person, then one for each sealed item, in order of arrival.

The file is only ever added to. A line is written whole or not at all: what a full disk or a power cut left of
one is cut off, and was never acknowledged. Two programs that add at once take turns.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import Field

from sextant.almanac.holidays import zone_of
from sextant.almanac.person import Person
from sextant.document import Document, read_bytes
from sextant.errors import BadDocument, BadFile, BadInput, Place
from sextant.form import Form, Text
from sextant.law.planning_form import PlanningPersonForm
from sextant.ledger.acceptance import person_from
from sextant.ledger.canonical import read_canonical
from sextant.ledger.entry import Item, PersonFacts
from sextant.ledger.journal import Replayed, Sealed, Verdict, beginning, replay, seal, verify
from sextant.ledger.neighbours import Neighbours

MAX_BYTES = 400_000_000
_HEAD, _MIDDLE = b'{"seal":"', b'","line":'
_FACTS = '","facts":{'
_TEXT_AT = len(_HEAD) + 64 + len(_MIDDLE)


class HeadForm(Form):
    """The first line of a ledger file."""

    sextant: Text = Field(pattern="^carnet$", description="Toujours « carnet ».")
    version: int = Field(ge=1, le=1, description="Version de la forme, 1.")
    chain: Text = Field(min_length=8, max_length=80, description="Nom de la chaîne, unique, fait une fois.")
    person: PlanningPersonForm = Field(PlanningPersonForm(), description="La personne.")


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """What a ledger file holds. ``torn`` bytes at its end are what an interrupted writing left: no line.

    ``facts`` are those that stand, with the keys of a planning's person, without the name.
    """

    name: str
    chain: str
    person: Person
    lines: tuple[Sealed, ...]
    torn: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def head(self) -> Sealed:
        """The last line, or what stands before the first."""
        return self.lines[-1] if self.lines else beginning(self.chain)

    def replay(self) -> Replayed:
        """What it says now. Raises BadEntry."""
        return replay(self.lines)


def new_ledger(path: str | os.PathLike[str], chain: str, person: dict[str, Any]) -> LedgerFile:
    """Start a ledger for ``person`` (the keys of a planning's person). Raises BadInput; never overwrites."""
    head = {"sextant": "carnet", "version": 1, "chain": chain, "person": person}
    _head(head, str(path))
    text = json.dumps(head, ensure_ascii=False, sort_keys=False, separators=(",", ":"), default=str)
    try:
        with Path(path).open("xb") as opened:
            _write(opened, text.encode() + b"\n", 0)
    except FileExistsError:
        raise BadFile(
            "ce fichier existe déjà",
            place=Place(str(path)),
            remedy="Un carnet ne se réécrit pas : choisissez un autre nom.",
        ) from None
    except OSError as error:
        raise _unwritten(path, error) from None
    return read_ledger(path)


def read_ledger(path: str | os.PathLike[str]) -> LedgerFile:
    """The ledger of a file. Raises BadFile, BadDocument (with its line). Seals are not checked here."""
    return _parse(read_bytes(path, MAX_BYTES), str(path))


def add(path: str | os.PathLike[str], items: Sequence[Item], now: datetime) -> tuple[Sealed, ...]:
    """Seal ``items`` at the end of the file, all or none of them, once each was accepted.

    Raises AlreadyNoted or BadEntry (see :mod:`sextant.ledger.acceptance`), BadFile when the disk is full: the
    file is then what it was before.
    """
    with _alone(path) as opened:
        content = opened.read()
        ledger = _parse(content, str(path))
        around = Neighbours(ledger.replay())
        previous, added = ledger.head, []
        for item in items:
            previous = seal(previous, around.take(item, now), now)
            added.append(previous)
        text = b"".join(line_of(one) for one in added)
        _write(opened, text, len(content) - ledger.torn)
        return tuple(added)


def line_of(sealed: Sealed) -> bytes:
    """A sealed item as a line of the file."""
    return _HEAD + sealed.seal.encode() + _MIDDLE + sealed.text.encode() + b"}\n"


def lines_from(content: bytes, name: str, first: int = 1) -> tuple[Sealed, ...]:
    """The sealed items of whole lines. ``first`` is the number of the first line in the file, for complaints."""
    found: list[Sealed] = []
    keep = found.append
    for number, line in enumerate(content.split(b"\n")[:-1], 1):
        if line[:9] == _HEAD and line[73:82] == _MIDDLE and line[-1:] == b"}":
            try:
                keep(Sealed(number, line[_TEXT_AT:-1].decode(), line[9:73].decode("ascii")))
                continue
            except UnicodeDecodeError:
                pass
        keep(_reread(line, number, Place(name, number + first - 1)))
    return tuple(found)


def check_ledger(
    path: str | os.PathLike[str], deposits: Mapping[int, str] | None = None
) -> tuple[Verdict, str, int]:
    """Is the file whole? The verdict, the name of the chain, the bytes of an interrupted writing.

    ``deposits``: see :func:`sextant.ledger.journal.verify`. Raises BadFile or BadDocument when it is no ledger.
    """
    content = read_bytes(path, MAX_BYTES)
    head, _, rest = content.partition(b"\n")
    ledger = _parse(head + b"\n", str(path))
    lines = rest.split(b"\n")
    torn = len(lines.pop())
    start, number = beginning(ledger.chain).seal.encode() + b"\n", 0
    for number, line in enumerate(lines, 1):
        # The bytes are sealed as they lie in the file: nothing is parsed to be checked.
        seal_there, text = line[9:73], line[_TEXT_AT:-1]
        if (
            sha256(start + text).hexdigest().encode() != seal_there
            or not line.startswith(_HEAD)
            or line[73:_TEXT_AT] != _MIDDLE
            or not line.endswith(b',"n":%d}}' % number)
        ):
            return verify(ledger.chain, lines_from(rest, str(path), 2), deposits), ledger.chain, torn
        start = seal_there + b"\n"
    if deposits:
        return verify(ledger.chain, lines_from(rest, str(path), 2), deposits), ledger.chain, torn
    last = Sealed(number, lines[-1][_TEXT_AT:-1].decode(), lines[-1][9:73].decode()) if lines else ledger.head
    return Verdict(number, last, ()), ledger.chain, torn


# -- reading --------------------------------------------------------------------------------------------


def _parse(content: bytes, name: str) -> LedgerFile:
    first, feed, rest = content.partition(b"\n")
    try:
        data = json.loads(first)
        if not isinstance(data, dict):
            raise ValueError
    except (ValueError, RecursionError):
        raise BadFile(
            "ce fichier n’est pas un carnet", place=Place(name, 1),
            why="sa première ligne dit de qui il est", remedy="Un carnet se commence par « sextant ledger new ».",
        ) from None  # fmt: skip
    chain, person = _head(data, name)
    whole = rest.rfind(b"\n") + 1
    torn = len(rest) - whole if feed else 0
    lines = lines_from(rest[:whole], name, 2)
    said = next((line for line in reversed(lines) if _FACTS in line.text[:48]), None)
    if said is None:
        facts = {key: value for key, value in data.get("person", {}).items() if key != "name"}
        return LedgerFile(name, chain, person, lines, torn, facts)
    _, item, _ = read_canonical(said.text)
    assert isinstance(item, PersonFacts)
    return LedgerFile(name, chain, person_from(item.person, person.name), lines, torn, item.person)


def _head(data: dict[str, Any], name: str) -> tuple[str, Person]:
    document = Document(name, data, {})
    form = document.validate(HeadForm)
    try:
        zone = zone_of(form.person.territory)
    except BadInput as error:
        raise document.bad(("person", "territory"), error.what, remedy=error.remedy) from None
    return form.chain, form.person.person(form.person.territory, zone)


def _reread(line: bytes, number: int, place: Place) -> Sealed:
    """A line that another program wrote its own way: put back in the canonical form, and judged by its seal."""
    try:
        data = json.loads(line)
        text = json.dumps(data["line"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return Sealed(number, text, str(data["seal"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadDocument(
            "cette ligne n’est pas une entrée scellée",
            place=place,
            remedy="Reprenez une sauvegarde du carnet.",
        ) from None


# -- writing --------------------------------------------------------------------------------------------


@contextmanager
def _alone(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """The file, open to read and to add, while nobody else does."""
    read_bytes(path, MAX_BYTES)  # says what is wrong with the name
    try:
        opened = Path(path).open("r+b", buffering=0)  # noqa: SIM115  (closed below, by the same name)
    except OSError as error:
        raise _unwritten(path, error) from None
    with opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened


def _write(opened: BinaryIO, text: bytes, end: int) -> None:
    """``text`` at ``end``, safely on the disk, or the file as it was."""
    try:
        opened.seek(end)
        opened.truncate()
        left = text
        while left:
            left = left[opened.write(left) or 0 :]
        opened.flush()
        os.fsync(opened.fileno())
    except OSError as error:
        opened.truncate(end)
        raise _unwritten(opened.name, error) from None


def _unwritten(path: str | os.PathLike[str], error: OSError) -> BadFile:
    return BadFile(
        "rien n’a été noté : le fichier ne peut pas être écrit", place=Place(str(path)),
        why=os.strerror(error.errno).lower() if error.errno else "",
        remedy="Libérez de la place ou vérifiez le droit d’écrire, puis recommencez.",
    )  # fmt: skip
