"""The pay slip one may expect for a month, and its difference with what was paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sextant.almanac.activity import Kind
from sextant.almanac.timeline import Timeline
from sextant.almanac.week import GardeMonth, first_monday, garde_month
from sextant.errors import BadInput
from sextant.form import did_you_mean
from sextant.law.settings import Settings
from sextant.rights.base_pay import Position, Post, base_pay
from sextant.rights.duty_pay import MonthOfDuties, duty_pay
from sextant.rights.figure import say_euros
from sextant.rights.indemnities import Journey, lodging, transport
from sextant.rights.pay_line import PayLine, Total, pay_line, total
from sextant.rights.tariff import Tariff, load_tariff

POSTS = {
    "base": "Base",
    "gardes": "Gardes",
    "astreintes": "Astreintes et déplacements",
    "indemnites": "Indemnités",
}
"""The headings of a slip, as a user types them, and as they are shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One heading: expected, paid (None: not told), and what is missing; None when it cannot be known.

    ``missing`` is negative when more was paid than expected.
    """

    post: str
    expected: Total
    paid: Decimal | None

    @property
    def missing(self) -> Decimal | None:
        """Expected less paid, as far as the expected part is known."""
        return None if self.paid is None else self.expected.euros - self.paid

    def say(self) -> str:
        """« il manque 234,80 € », with what is not sure in it."""
        missing, expected = self.missing, self.expected
        if missing is None:
            return "non comparé."
        least = "au moins " if expected.unknown else ""
        unsure = (
            f" ; sur {say_euros(expected.euros)} attendus, {say_euros(expected.to_confirm)} à confirmer"
            if expected.to_confirm
            else ""
        )
        if missing > 0:
            return f"il manque {least}{say_euros(missing)}{unsure}."
        if expected.unknown:
            return f"payé {say_euros(-missing)} de plus que ce qui est connu ; une part du dû est inconnue{unsure}."
        if missing == 0:
            return f"rien ne manque{unsure}."
        return f"payé {say_euros(-missing)} de plus que l’attendu{unsure}."


@dataclass(frozen=True, slots=True)
class Slip:
    """The slip of a calendar month: its fixed pay, and the gardes of the garde month that starts in it.

    ``notes`` say, in French, what the reader has to know: days whose pay no text read settles, part of a month.
    """

    month: date
    garde_month: GardeMonth
    lines: tuple[PayLine, ...]
    duties: MonthOfDuties | None
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]

    @property
    def total(self) -> Total:
        """Everything expected."""
        return total(self.lines)


def expected_slip(
    month: date,
    post: Post,
    timeline: Timeline | None = None,
    *,
    journey: Journey | None = None,
    settings: Settings | None = None,
    paid: Mapping[str, Decimal] | None = None,
    tariff: Tariff | None = None,
) -> Slip:
    """What the slip of ``month`` (any day of it) should hold. ``paid``: by heading, or ``total``.

    Raises BadInput for an unknown heading.
    """
    tariff = tariff or load_tariff()
    first = month.replace(day=1)
    gardes = garde_month(first_monday(first.year, first.month))
    lines = list(base_pay(post, first, tariff))
    bonus = tariff.on("zip-docteur-junior", first)
    if journey is not None:
        junior_in_zip = post.position is Position.DOCTEUR_JUNIOR and journey.zone == "ZIP"
        if junior_in_zip and bonus.known:
            journey = replace(journey, zip_bonus=True)  # it is not added to lodging nor transport
            lines.append(pay_line("indemnites", bonus))
        lines += [line for one in (lodging, transport) if (line := one(journey, first, tariff).line())]
    duties = None
    if timeline is not None:
        months = duty_pay(timeline, settings, tariff=tariff)
        duties = next((one for one in months if one.month == gardes), None)
        lines += duties.lines if duties else ()
    return Slip(
        month=first,
        garde_month=gardes,
        lines=tuple(lines),
        duties=duties,
        differences=_differences(lines, dict(paid or {})),
        notes=tuple(_notes(first, gardes, post, timeline)),
    )


def _differences(lines: Sequence[PayLine], paid: dict[str, Decimal]) -> tuple[Difference, ...]:
    known = [*POSTS, "total"]
    for post, euros in paid.items():
        if post not in known:
            raise BadInput(f"« {post} » n’est pas un poste de la fiche", remedy=did_you_mean(post, known))
        if euros < 0:
            raise BadInput(f"le montant payé pour « {post} » est négatif", remedy="Donnez un nombre positif.")
    found = [
        Difference(post, total(line for line in lines if line.post == post), paid[post])
        for post in POSTS
        if post in paid
    ]
    if "total" in paid or set(paid) == set(POSTS):
        whole = paid.get("total", sum(paid.values(), Decimal(0)))
        found.append(Difference("total", total(lines), whole))
    return tuple(found)


def _notes(first: date, gardes: GardeMonth, post: Post, timeline: Timeline | None) -> list[str]:
    notes: list[str] = []
    if post.housed is None or post.fed is None:
        notes.append("Logé, nourri : non dit ; l’indemnité qui en dépend n’est pas comptée.")
    if timeline is None:
        return notes
    if timeline.first > gardes.first or timeline.last < gardes.after:
        covered = max(gardes.first, timeline.first) < min(gardes.after, timeline.last)
        if not covered:
            notes.append("Ce planning ne touche pas le mois de gardes : aucune garde n’est comptée.")
        elif timeline.first > gardes.first or (gardes.after - timeline.last).days > 1:
            notes.append(
                "Ce planning ne couvre pas tout le mois de gardes : celles qu’il ne dit pas manquent ici."
            )
    same = [a for a in timeline.activities if date.fromordinal(a.day).replace(day=1) == first]
    if any(a.kind is Kind.SICKNESS for a in same):
        notes.append(
            "Maladie : le texte sur la paie pendant un arrêt n’a pas été lu ; la base est celle d’un mois entier."
        )
    return notes
