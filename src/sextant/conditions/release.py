"""A release: what is told of every site over one trimester. Made once, sealed, never made again.

It holds rounded figures and bands of people, and no row about anybody. Somebody who leaves, corrects their hours or
takes their consent back changes the releases to come, not this one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from statistics import quantiles
from typing import Any

from pydantic import Field

from sextant import wording
from sextant.conditions.contribution import Contribution, Ratio
from sextant.conditions.disclosure import Guard, Key, Past, Voice, published
from sextant.conditions.indicator import Indicator, Plan, Thresholds, Unit, plan
from sextant.conditions.site import RANK_NAMES, Rank, Site, Sites
from sextant.document import Document, parse_document
from sextant.errors import BadDocument, BadInput
from sextant.form import Day, Form, Number, Text, Whole

ALGORITHM = "sextant conditions 1"


class Cell(Form):
    """One figure. ``edge``: « au plus » or « au moins », when the share itself is not told.

    ``from_people`` and ``to_people`` are the band of the people behind it, the last one without an end.
    ``quarter``, ``median``, ``three_quarters``: hours of the weeks, over enough people only.
    """

    value: Number
    edge: Text = ""
    from_people: Whole
    to_people: Whole | None = None
    weeks: Whole | None = None
    quarter: Number | None = None
    median: Number | None = None
    three_quarters: Number | None = None

    def say_people(self) -> str:
        """« 11 à 19 internes »."""
        if self.to_people is None:
            return f"au moins {self.from_people} internes"
        return f"{self.from_people} à {self.to_people} internes"


class Told(Form):
    """What is told of one site: an indicator that is not there is hidden, whatever the reason."""

    id: Text
    name: Text
    rank: Rank
    inside: Text = ""
    cells: dict[str, Cell] = Field(default_factory=dict)

    def say_rank(self) -> str:
        """« établissement »."""
        return RANK_NAMES[self.rank]


class Release(Form):
    """Every site of one trimester, with the indicators and thresholds it was made with."""

    algorithm: Text
    first: Day
    last: Day
    made_on: Day
    thresholds: Thresholds
    indicators: tuple[Indicator, ...]
    sites: tuple[Told, ...]

    @property
    def says(self) -> str:
        """« du 2 novembre 2026 au 31 janvier 2027 »."""
        return wording.say_span(self.first, self.last)

    def site(self, name: str) -> Told | None:
        """The site of that id, None when this release does not know it."""
        return self._by_id.get(name)

    @cached_property
    def _by_id(self) -> dict[str, Told]:
        return {one.id: one for one in self.sites}

    def around(self, site: Told) -> list[Told]:
        """The site, what holds it, up to the country."""
        found, one = [], site  # type: list[Told], Told | None
        while one is not None:
            found.append(one)
            one = self.site(one.inside) if one.inside else None
        return found

    def text(self) -> str:
        """The canonical text, which is sealed."""
        return json.dumps(
            self.model_dump(mode="json", exclude_none=True),
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )

    def seal(self) -> str:
        """The SHA-256 of the canonical text, 64 hexadecimal digits."""
        return sha256(self.text().encode()).hexdigest()


@dataclass(frozen=True)
class Made:
    """A release just made. ``counted``: who was counted where, by indicator; it goes to each person's own data only."""

    release: Release
    counted: Mapping[Key, tuple[str, ...]]


def make_release(
    contributions: Sequence[Contribution],
    sites: Sites,
    first: date,
    last: date,
    made_on: date,
    *,
    before: Mapping[str, Mapping[Key, Past]] | None = None,
    using: Plan | None = None,
) -> Made:
    """The release of the days ``first`` to ``last``.

    ``before``: by indicator, everybody counted in an earlier release (see :func:`past_of`). Raises BadInput when the
    trimester is not over, or too recently: a release is made once, and ledgers are still being corrected.
    """
    using = using or plan()
    ready = last.toordinal() + using.thresholds.days_after
    if made_on.toordinal() < ready:
        raise BadInput(
            f"ce trimestre finit le {wording.say_day(last)}",
            why="une livraison se fait une fois pour toutes, et les carnets se corrigent encore",
            remedy=f"Faites-la à partir du {wording.say_day(date.fromordinal(ready))}.",
        )
    cells: dict[str, dict[str, Cell]] = {site.id: {} for site in sites.all}
    counted: dict[Key, list[str]] = {}
    for indicator in using.indicators:
        brought = {(one.who, one.ward): one for one in contributions if indicator.id in one.ratios}
        voices = [Voice(key, brought[key].ratios[indicator.id].whole) for key in sorted(brought)]
        guard = Guard(using.thresholds.asked_of(indicator), using.thresholds.dominance)
        past = (before or {}).get(indicator.id, {})
        for site, people in published(voices, sites, guard, past, f"{first} {indicator.id}").items():
            cells[site][indicator.id] = _cell(
                indicator, [brought[one.key] for one in people], using.thresholds
            )
            for one in people:
                told = counted.setdefault(one.key, [])
                if indicator.id not in told:
                    told.append(indicator.id)
    release = Release(
        algorithm=ALGORITHM,
        first=first,
        last=last,
        made_on=made_on,
        thresholds=using.thresholds,
        indicators=using.indicators,
        sites=tuple(_told(site, cells[site.id]) for site in sites.all),
    )
    return Made(release, {key: tuple(names) for key, names in counted.items()})


def past_of(
    parts: Iterable[tuple[str, Key, Iterable[str]]], releases: Mapping[str, Release]
) -> dict[str, dict[Key, Past]]:
    """By indicator, where everybody was counted and told: from (release, person and ward, indicators) to signatures."""
    found: dict[str, dict[Key, Past]] = {}
    around: dict[tuple[str, str], list[Told]] = {}
    for name, key, indicators in parts:
        release = releases[name]
        ward = release.site(key[1])
        if ward is None:
            continue
        places = around.setdefault((name, key[1]), release.around(ward))
        for indicator in indicators:
            told = {(name, site.id) for site in places if indicator in site.cells}
            mine = found.setdefault(indicator, {})
            mine[key] = mine.get(key, frozenset()) | told
    return found


def read_release(content: str, seal: str = "", name: str = "livraison") -> Release:
    """A release from its text. Raises BadDocument when it is none, or when it is not what was sealed."""
    document = parse_document(content, name)
    data = dict(document.data)
    written = data.pop("seal", "")
    release = Document(name, data, document.lines).validate(Release)
    if release.algorithm != ALGORITHM:
        raise BadDocument(
            f"{name} est d’une autre version ({release.algorithm})", remedy="Mettez Sextant à jour."
        )
    if (seal or written) != release.seal():
        raise BadDocument(
            f"{name} n’est pas ce qui a été scellé",
            why=f"son sceau serait {release.seal()[:12]}…",
            remedy="Demandez de nouveau le fichier à qui l’a publié.",
        )
    return release


def sealed_text(release: Release) -> str:
    """What is written in a file: the release and its seal, one key a line at the top."""
    content = release.model_dump(mode="json", exclude_none=True) | {"seal": release.seal()}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _told(site: Site, cells: dict[str, Cell]) -> Told:
    return Told(id=site.id, name=site.name, rank=site.rank, inside=site.inside, cells=cells)


def _cell(indicator: Indicator, people: Sequence[Contribution], thresholds: Thresholds) -> Cell:
    ratios = [one.ratios[indicator.id] for one in people]
    low, high = thresholds.band(len(people))
    value, edge = _rounded(indicator, ratios, thresholds)
    more: dict[str, Any] = {}
    if indicator.id == "hours":
        weeks = [hours for one in people for hours in one.weeks]
        more["weeks"] = round(len(weeks), -1)
        if len(people) >= thresholds.sensitive and len(weeks) >= 4:
            cut = [float(round(hours)) for hours in quantiles(weeks, n=4)]
            more |= {"quarter": cut[0], "median": cut[1], "three_quarters": cut[2]}
    return Cell(value=value, edge=edge, from_people=low, to_people=high, **more)


def _rounded(indicator: Indicator, ratios: Sequence[Ratio], thresholds: Thresholds) -> tuple[float, str]:
    """Rounded to the indicator's step; nobody's zero and nobody's hundred per cent are told."""
    value = sum(one.part for one in ratios) / sum(one.whole for one in ratios)
    if indicator.unit is Unit.SHARE and value <= thresholds.edge:
        return thresholds.edge, "au plus"
    if indicator.unit is Unit.SHARE and value >= 1 - thresholds.edge:
        return 1 - thresholds.edge, "au moins"
    return round(round(value / indicator.step) * indicator.step, 4), ""
