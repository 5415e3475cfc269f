"""The fixed part of a month's pay: base by year of functions, and what goes with it by right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sextant.almanac.person import PlacementKind
from sextant.errors import BadInput
from sextant.rights.pay_line import PayLine, pay_line
from sextant.rights.tariff import Tariff, load_tariff


class Position(StrEnum):
    """Of whom the pay is asked."""

    INTERNE = "interne"
    DOCTEUR_JUNIOR = "docteur-junior"
    RECHERCHE = "annee-recherche"


@dataclass(frozen=True, slots=True)
class Post:
    """The facts of an intern that fixed pay depends on; None is unknown.

    ``year`` of functions, from 1; for a docteur junior, year in that status. ``housed``, ``fed``: by the hospital.
    """

    position: Position = Position.INTERNE
    year: int = 1
    housed: bool | None = None
    fed: bool | None = None
    placement: PlacementKind = PlacementKind.HOSPITAL
    share: float = 1.0

    def __post_init__(self) -> None:
        most = {Position.INTERNE: 5, Position.DOCTEUR_JUNIOR: 2, Position.RECHERCHE: 5}[self.position]
        if not 1 <= self.year <= most:
            raise BadInput(
                f"l’année {self.year} n’existe pas pour ce statut",
                remedy=f"Donnez une année de 1 à {most}.",
            )


def base_pay(post: Post, day: date, tariff: Tariff | None = None) -> tuple[PayLine, ...]:
    """The lines of a full month at the rates of ``day``. Part-time makes them unknown: no text read pays it."""
    tariff = tariff or load_tariff()
    names = list(_names(post))
    lines = [pay_line("base" if name in _BASE else "indemnites", tariff.on(name, day)) for name in names]
    if post.share >= 1:
        return tuple(lines)
    return tuple(
        PayLine(
            line.post, line.rate, line.count, None, note="temps partiel : le texte sur sa paie n’a pas été lu"
        )
        for line in lines
    )


_BASE = frozenset(
    {
        *(f"base-{year}" for year in range(1, 6)),
        "sujetion",
        "responsabilite-4",
        "responsabilite-5",
        "annee-recherche",
        "docteur-junior-base",
        "autonomie-1",
        "autonomie-2",
    }
)
_KEPT = {
    (False, False): "ni-loge-ni-nourri",
    (True, False): "loge-non-nourri",
    (False, True): "nourri-non-loge",
}


def _names(post: Post) -> list[str]:
    if post.position is Position.RECHERCHE:
        return ["annee-recherche"]
    if post.position is Position.DOCTEUR_JUNIOR:
        found = ["docteur-junior-base", f"autonomie-{post.year}"]
    else:
        found = [f"base-{post.year}"]
        if post.year <= 2:
            found.append("sujetion")
        if post.year >= 4:
            found.append(f"responsabilite-{post.year}")
    if post.housed is not None and post.fed is not None and (post.housed, post.fed) in _KEPT:
        found.append(_KEPT[post.housed, post.fed])
    if post.placement is PlacementKind.SASPAS and post.position is Position.INTERNE:
        found.append("prime-saspas")
    return found
