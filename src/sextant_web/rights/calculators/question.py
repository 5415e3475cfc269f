"""What calculators share: typed fields with an ordinary value, and errors that stay in French."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django import forms
from django.utils import timezone

from sextant.almanac.holidays import NO_HOLIDAY, TERRITORIES
from sextant.almanac.person import PlacementKind
from sextant.law.planning_file import Planning, planning_from
from sextant.rights.base_pay import Position
from sextant_web.rights.answer import Answer


class Question(forms.Form):
    """A form that answers. ``answer`` makes one domain call; it raises SextantError for what cannot be."""

    name: ClassVar[str]
    title: ClassVar[str]
    about: ClassVar[str]

    def answer(self) -> Answer:
        raise NotImplementedError


def day_field(label: str, *, today: bool = False, required: bool = False, hint: str = "") -> forms.DateField:
    """A day; today's by default when ``today``."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        initial=timezone.localdate if today else None,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def choice_field(
    label: str, choices: list[tuple[str, str]], *, required: bool = True, hint: str = ""
) -> forms.ChoiceField:
    """One of a few words."""
    return forms.ChoiceField(label=label, choices=choices, required=required, help_text=hint)


def yes_no_field(label: str, hint: str = "") -> forms.TypedChoiceField:
    """Yes, no, or not told: True, False, None."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        required=False,
        choices=[("", "non dit"), ("oui", "oui"), ("non", "non")],
        coerce=lambda word: word == "oui",
        empty_value=None,
    )


def number_field(label: str, most: float, *, hint: str = "", least: float = 0) -> forms.FloatField:
    """A number that may be left out."""
    return forms.FloatField(label=label, required=False, min_value=least, max_value=most, help_text=hint)


def year_field(most: int = 5) -> forms.TypedChoiceField:
    """A year of functions."""
    years = [(str(year), f"{year}ʳᵉ" if year == 1 else f"{year}ᵉ") for year in range(1, most + 1)]
    return forms.TypedChoiceField(label="Année de fonctions", choices=years, coerce=int)


STATUSES = [
    (Position.INTERNE.value, "interne"),
    (Position.DOCTEUR_JUNIOR.value, "docteur junior"),
    (Position.RECHERCHE.value, "année de recherche"),
]
PLACEMENTS = [
    (PlacementKind.HOSPITAL.value, "à l’hôpital"),
    (PlacementKind.AMBULATORY.value, "chez un médecin (ambulatoire)"),
    (PlacementKind.SASPAS.value, "en SASPAS"),
]
ZONES = [("", "non dite"), ("ZIP", "ZIP"), ("ZAC", "ZAC"), ("hors-zone", "ni ZIP ni ZAC")]
LETTERS_HINT = (
    "Sept mots, du lundi au dimanche : M matin, A après-midi, N garde de nuit, J garde de jour, D demi-garde, "
    "a astreinte. Une semaine par ligne."
)


def territory_field() -> forms.ChoiceField:
    """Whose holidays count."""
    places = [(name, one.name) for name, one in TERRITORIES.items() if name != NO_HOLIDAY]
    return forms.ChoiceField(label="Jours fériés", choices=places, initial="metropole")


def weeks_field(*, required: bool = True, hint: str = LETTERS_HINT) -> forms.CharField:
    """Weeks in letters."""
    return forms.CharField(
        label="Semaines en lettres",
        required=required,
        help_text=hint,
        max_length=8000,
        widget=forms.Textarea(
            attrs={"rows": 4, "class": "letters", "spellcheck": "false", "autocapitalize": "off"}
        ),
    )


def planning_typed(weeks: str, start: date, territory: str, repeat: int = 1) -> Planning:
    """The weeks as a planning. Raises BadInput, with the week and the word."""
    data = {
        "person": {"name": "Cet interne", "territory": territory},
        "from": start,
        "weeks": [line.strip() for line in weeks.splitlines() if line.strip()],
        "repeat": repeat,
    }
    return planning_from(data, "Vos semaines")
