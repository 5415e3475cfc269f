"""One commune, as people ask for it: by its name, an old name, a postcode or its code; and what is known of it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from sextant.errors import BadFile, Place
from sextant.territory.source import Origin, sources
from sextant.territory.tables import ALL, Kept, kept

FRR_FROM = date(2024, 7, 1)
"""France Ruralités Revitalisation replaced the ZRR on this day (loi de finances 2024)."""


@dataclass(frozen=True)
class Fact:
    """Something known of a commune, with where and when it comes from; ``value`` None: unknown."""

    value: Any
    origin: Origin | None
    why: str = ""  # when it is unknown, or doubtful


class Territory:
    """The tables of a folder, loaded; every question about a place is asked here."""

    def __init__(
        self, table: pl.DataFrame, state: dict[str, Kept], former: dict[str, tuple[str, str]]
    ) -> None:
        self.table = table
        self.state = state
        self.former = former  # code of a former commune -> its name, the code of today
        self.row = {code: i for i, code in enumerate(table["code"].to_list())}

    def __contains__(self, code: str) -> bool:
        return code in self.row

    def commune(self, code: str) -> dict[str, Any]:
        """Every figure of a commune. KeyError for a code that is none (see :meth:`today`)."""
        return self.table.row(self.row[code], named=True)

    def origin(self, table: str) -> Origin | None:
        """Where a table comes from; None when it was not loaded."""
        if table not in self.state:
            return None
        return Origin(sources()[table], date.fromisoformat(self.state[table].vintage))

    # -- finding -------------------------------------------------------------------------------------

    def search(self, text: str, most: int = 10) -> list[dict[str, Any]]:
        """The communes that ``text`` may mean, the likeliest first: a code, a postcode, a name or an old name.

        An old name leads to the commune of today; ``was`` then says it.
        """
        wanted = plain(text)
        if not wanted:
            return []
        scored = [
            (_fit(wanted, name), -population, code, was)
            for name, population, code, was in self._gazetteer
            if wanted in name
        ]
        scored += [(0, 0, code, "") for code in self._by_code.get(text.strip().upper(), ())]
        found: dict[str, dict[str, Any]] = {}
        for _, _, code, was in sorted(scored):
            found.setdefault(code, {**self.commune(code), "was": was})
            if len(found) == most:
                break
        return list(found.values())

    @cached_property
    def _gazetteer(self) -> list[tuple[str, int, str, str]]:
        """(plain name, population, code of today, old name)."""
        rows = self.table.select("name", "population", "code").iter_rows()
        names = [(plain(name), population or 0, code, "") for name, population, code in rows]
        for name, now in self.former.values():
            if now in self.row and plain(name) != plain(self.commune(now)["name"]):
                names.append((plain(name), 0, now, name))
        return names

    @cached_property
    def _today(self) -> dict[str, str]:
        return {**{code: now for code, (_, now) in self.former.items()}, **{code: code for code in self.row}}

    @cached_property
    def _by_code(self) -> dict[str, list[str]]:
        """Codes of today for a code, an old code or a postcode."""
        found: dict[str, list[str]] = {}
        for code, now in self._today.items():
            found.setdefault(code, []).append(now)
        for code, postcodes in self.table.select("code", "postcodes").iter_rows():
            for postcode in (postcodes or "").split():
                found.setdefault(postcode, []).append(code)
        return found

    def today(self, code: str) -> str | None:
        """The commune that has this code, or that the former commune of this code is now part of."""
        return self._today.get(code)

    # -- zonings, by date ------------------------------------------------------------------------------

    def zone(self, code: str, on: date) -> Fact:
        """ZIP, ZAC, ZAR or HZ; unknown where the file says nothing, and before the file."""
        origin = self.origin("zoning")
        if origin is None:
            return Fact(None, None, "le zonage des médecins n’est pas chargé")
        if on < origin.vintage:
            return Fact(None, origin, "le zonage d’avant ce fichier n’est pas connu ici")
        return self._told(code, "zone", origin, "l’arrêté de l’agence régionale de santé est à lire")

    def rural(self, code: str, on: date) -> Fact:
        """FRR from 1 July 2024, ZRR before: socle, plus, beneficiaire, partiel, non; or oui, partiel, non."""
        table, column = ("frr", "frr") if on >= FRR_FROM else ("zrr", "zrr")
        origin = self.origin(table)
        if origin is None:
            return Fact(None, None, f"la table « {sources()[table].title} » n’est pas chargée")
        return self._told(
            code, column, origin, "les anciennes communes d’ici n’ont pas toutes le même classement"
        )

    def _told(self, code: str, column: str, origin: Origin, otherwise: str) -> Fact:
        value = self.commune(code)[column]
        return Fact(value, origin, "" if value is not None else otherwise)


def load(tables: Path) -> Territory:
    """The territory on disk. Raises BadFile when nothing was loaded yet, with what to run."""
    if not (tables / ALL).is_file():
        raise BadFile(
            "aucune table de communes n’est chargée", place=Place(str(tables)),
            remedy="Lancez « sextant territory update », ou « --from DOSSIER » avec les fichiers des producteurs.",
        )  # fmt: skip
    former = pl.read_parquet(tables / "former_communes.parquet").select("code", "name", "now").iter_rows()
    return Territory(
        pl.read_parquet(tables / ALL), kept(tables), {code: (name, now) for code, name, now in former}
    )


def plain(text: str) -> str:
    """Lower case without accents nor punctuation, « saint » for « st »: how names are compared."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    words = [{"st": "saint", "ste": "sainte"}.get(word, word) for word in letters.split()]
    return " ".join(words)


def _fit(wanted: str, name: str) -> int:
    """0 the very name, 1 its beginning, 2 the beginning of a word, 3 inside a word."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else 3
