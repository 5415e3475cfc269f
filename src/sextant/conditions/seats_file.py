"""Who is in which site: a table kept by whoever makes a release without the site, one line a ledger.

Columns: ``carnet`` (a file of the folder), ``service``, ``etablissement``, ``subdivision``; and, when they are known,
``tableau`` (oui, non: a roster in the intern's name), ``du`` and ``au`` (days in that ward).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from os import PathLike
from pathlib import Path

from sextant import wording
from sextant.conditions.contribution import Contribution, contribution
from sextant.conditions.site import NATION, Rank, Site, Sites
from sextant.document import decode, read_bytes
from sextant.errors import BadDocument, BadInput, Place
from sextant.form import did_you_mean, to_day
from sextant.ledger.ledger_file import check_ledger, read_ledger

_NEEDED = ("carnet", "service", "etablissement", "subdivision")
_KNOWN = (*_NEEDED, "tableau", "du", "au")
_YES_NO = {"oui": True, "non": False, "": None}


@dataclass(frozen=True, slots=True)
class Seat:
    """One line: a ledger, where its person works, and the days, None when they are those of the trimester."""

    ledger: Path
    ward: str
    roster: bool | None
    first: date | None
    last: date | None

    @property
    def who(self) -> str:
        """A word for the person, the same in every release: from the name of the file, which it does not tell."""
        return sha256(self.ledger.name.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Seats:
    """The lines of the table, and the places that they name."""

    seats: tuple[Seat, ...]
    sites: Sites


def read_seats(table: str | PathLike[str], folder: Path) -> Seats:
    """Read the table. Raises BadFile, BadDocument with its line; a ledger that is not in ``folder`` is refused."""
    name = str(table)
    text = decode(read_bytes(table), name)
    head = text.splitlines()[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    columns = [wording.fold(one or "").strip() for one in rows.fieldnames or ()]
    for needed in _NEEDED:
        if needed not in columns:
            raise BadDocument(f"la colonne « {needed} » manque", place=Place(name, 1),
                              remedy=f"La première ligne dit : {', '.join(_NEEDED)}.")  # fmt: skip
    for column in columns:
        if column not in _KNOWN:
            raise BadDocument(f"la colonne « {column} » est inconnue", place=Place(name, 1),
                              remedy=did_you_mean(column, _KNOWN))  # fmt: skip
    rows.fieldnames = columns
    sites: dict[str, Site] = {}
    seats = [
        _seat(
            {key: (value or "").strip() for key, value in row.items() if key},
            folder,
            Place(name, line),
            sites,
        )
        for line, row in enumerate(rows, start=2)
    ]
    if not seats:
        raise BadDocument("cette table ne nomme aucun carnet", place=Place(name, 2))
    return Seats(tuple(seats), Sites.of(sites.values()))


def contributions_of(seats: Sequence[Seat], first: date, last: date) -> list[Contribution]:
    """What each ledger brings. Raises BadInput for a ledger that is not whole: nothing counts that was tampered with."""
    found = []
    for seat in seats:
        verdict, _, _ = check_ledger(seat.ledger)
        if not verdict.whole:
            raise BadInput(f"ce carnet n’est pas intact : {verdict.flaws[0].says}", place=Place(str(seat.ledger)),
                           remedy="Retirez-le de la table, ou demandez-en une copie à son auteur.")  # fmt: skip
        ledger = read_ledger(seat.ledger)
        one = contribution(
            seat.who, seat.ward, ledger.person, ledger.replay().entries,
            max(first, seat.first or first), min(last, seat.last or last), roster=seat.roster,
        )  # fmt: skip
        if one is not None:
            found.append(one)
    return found


def _seat(row: dict[str, str], folder: Path, place: Place, sites: dict[str, Site]) -> Seat:
    for needed in _NEEDED:
        if not row.get(needed):
            raise BadDocument(f"« {needed} » est vide", place=place)
    path = folder / row["carnet"]
    if path.name != row["carnet"] or not path.is_file():
        raise BadDocument(f"« {row['carnet']} » n’est pas un carnet de ce dossier", place=place,
                          remedy="Écrivez le nom du fichier, sans dossier.")  # fmt: skip
    roster = row.get("tableau", "").lower()
    if roster not in _YES_NO:
        raise BadDocument(f"tableau : « {roster} » n’est ni oui, ni non", place=place,
                          remedy="Laissez vide si personne ne l’a dit.")  # fmt: skip
    inside = NATION
    for rank, column in (
        (Rank.SUBDIVISION, "subdivision"),
        (Rank.HOSPITAL, "etablissement"),
        (Rank.WARD, "service"),
    ):
        slug = "-".join(wording.fold(row[column]).split()).replace("/", "-")
        site = slug if inside == NATION else f"{inside}/{slug}"
        sites.setdefault(site, Site(site, row[column], rank, inside))
        inside = site
    return Seat(path, inside, _YES_NO[roster], _day(row.get("du", ""), place), _day(row.get("au", ""), place))


def _day(text: str, place: Place) -> date | None:
    if not text:
        return None
    try:
        found = to_day(text)
    except ValueError:
        found = None
    if not isinstance(found, date):
        raise BadDocument(
            f"« {text} » n’est pas un jour", place=place, remedy="Écrivez par exemple 2026-11-02."
        )
    return found
