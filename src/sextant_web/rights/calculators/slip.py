"""The slip one may expect for a month, and what is missing on the one received."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import forms

from sextant import wording
from sextant.almanac.person import PlacementKind
from sextant.errors import BadInput
from sextant.rights.base_pay import Position, Post
from sextant.rights.figure import read_euros
from sextant.rights.indemnities import Journey
from sextant.rights.slip import POSTS, Slip, expected_slip
from sextant_web.rights.answer import Answer, Part, Shown, say_total, shown_lines
from sextant_web.rights.calculators.pay import notes_of
from sextant_web.rights.calculators.question import (
    LETTERS_HINT,
    PLACEMENTS,
    STATUSES,
    ZONES,
    Question,
    choice_field,
    day_field,
    number_field,
    planning_typed,
    territory_field,
    weeks_field,
    year_field,
    yes_no_field,
)


def _paid(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=20)


class ExpectedSlip(Question):
    """Base, duties, indemnities of a month; heading by heading, what was paid."""

    name, title = "fiche-de-paie", "Fiche de paie attendue"
    about = "Ce que la fiche d’un mois devrait porter, et ce qui manque sur celle reçue."
    month = forms.CharField(
        label="Mois de la fiche", max_length=7, widget=forms.TextInput(attrs={"type": "month"})
    )
    status = choice_field("Statut", STATUSES)
    year = year_field()
    housed = yes_no_field("Logé par l’hôpital")
    fed = yes_no_field("Nourri par l’hôpital")
    placement = choice_field("Stage", PLACEMENTS)
    zone = choice_field("Zone du stage, en ambulatoire", ZONES, required=False)
    km_hospital = number_field("Kilomètres du stage au CHU, en ambulatoire", 2000)
    km_home = number_field("Kilomètres du stage au domicile, en ambulatoire", 2000)
    weeks = weeks_field(required=False, hint=f"Les gardes du mois ; vide : la base seule. {LETTERS_HINT}")
    start = day_field("Lundi de la première semaine")
    territory = territory_field()
    paid_base = _paid("Payé sur la fiche reçue, base (€)")
    paid_gardes = _paid("Payé, gardes (€)")
    paid_astreintes = _paid("Payé, astreintes et déplacements (€)")
    paid_indemnites = _paid("Payé, indemnités (€)")
    paid_total = _paid("Ou le total brut payé (€)")

    def answer(self) -> Answer:
        return answer_of(self.slip())

    def slip(self) -> Slip:
        """The domain call. Raises BadInput."""
        said = self.cleaned_data
        kind = PlacementKind(said["placement"])
        planning = None
        if said["weeks"].strip():
            if said["start"] is None:
                raise BadInput(
                    "le lundi de la première semaine n’est pas dit", why="un montant dépend de la date"
                )
            planning = planning_typed(said["weeks"], said["start"], said["territory"])
        journey = (
            Journey(kind, said["zone"], said["km_hospital"], said["km_home"]) if kind.is_ambulatory else None
        )
        return expected_slip(
            month_typed(said["month"]),
            Post(Position(said["status"]), said["year"], said["housed"], said["fed"], kind),
            planning.timeline if planning else None,
            journey=journey,
            settings=planning.settings if planning else None,
            paid=self._paid_by_heading(),
        )

    def _paid_by_heading(self) -> dict[str, Decimal]:
        typed = {post: self.cleaned_data[f"paid_{post}"].strip() for post in (*POSTS, "total")}
        return {post: read_euros(text) for post, text in typed.items() if text}


def month_typed(text: str) -> date:
    """The first day of a month written ``2025-03``. Raises BadInput."""
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        raise BadInput(f"« {text} » n’est pas un mois", remedy="Écrivez par exemple 2025-03.") from None


def answer_of(found: Slip) -> Answer:
    """Heading by heading, then the difference; the worst first in the verdict."""
    parts = [
        Part(name, shown_lines(lines))
        for post, name in POSTS.items()
        for lines in [[line for line in found.lines if line.post == post]]
        if lines
    ]
    month = wording.say_day(found.month).split(" ", 1)[1]
    verdict = f"Fiche {wording.de(month)}, brut attendu : {say_total(found.total)}."
    if found.differences:
        compared = tuple(Shown(POSTS.get(one.post, "Total"), one.say()) for one in found.differences)
        parts.insert(0, Part("Attendu moins payé", compared))
    notes = list(found.notes) + (notes_of(found.duties) if found.duties else [])
    return Answer(verdict, tuple(parts), tuple(notes), known=bool(found.total.euros))
