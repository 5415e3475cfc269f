"""The form of a planning file: which keys exist, what they mean, what they may hold.

The descriptions are those of the manual (docs/reference/formats.md): they are French.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator

from sextant.almanac.activity import Kind
from sextant.almanac.hours_form import HoursForm
from sextant.almanac.person_form import Name, PersonForm
from sextant.almanac.timeline import Nature
from sextant.form import Day, Form, Text, Whole, YesNo
from sextant.law.settings import Settings

MAX_WEEKS = 27 * 4
"""Two years of placement, and a little more."""


class CallOutForm(Form):
    """A call-out of an astreinte, travel included."""

    since: Text = Field(alias="from", examples=['"20:00"'], description="Départ : heure, ou jour et heure.")
    until: Text = Field(alias="to", examples=['"22:00"'], description="Retour.")
    on_site: Text | None = Field(
        None, examples=['"1:00"'], description="Temps passé sur place ; tout si absent."
    )


class ActivityForm(Form):
    """One dated activity, or consecutive days of absence."""

    kind: Kind = Field(examples=["garde-nuit"], description="Nature, par exemple stage, garde-nuit, conge.")
    since: Text = Field(alias="from", examples=["2026-11-04 18:30"], description="Début.")
    until: Text | None = Field(None, alias="to", examples=["2026-11-05 08:30"], description="Fin.")
    half_days: Whole | None = Field(
        None, ge=1, le=2, description="Demi-journées d’un stage d’un seul tenant."
    )
    line: Text = Field("", description="Ligne de garde ou d’astreinte.")
    site: Text = Field("", description="Autre hôpital que le sien.")
    call_outs: list[CallOutForm] = Field([], max_length=30, description="Déplacements d’une astreinte.")
    no_pause: YesNo = Field(False, description="La pause n’a pas été donnée.")
    imposed: YesNo = Field(True, description="false : choisi par la personne seule.")
    consent: YesNo = Field(False, description="La personne a demandé ou accepté ce poste.")
    no_senior: YesNo = Field(False, description="Aucun senior n’était joignable.")

    @field_validator("kind")
    @classmethod
    def _not_alone(cls, kind: Kind) -> Kind:
        if kind is Kind.CALL_OUT:
            raise ValueError("un déplacement s’écrit dans « call_outs » de son astreinte")
        return kind


class LineFactsForm(Form):
    """The facts of a duty line that rules on lines ask for."""

    name: Name = Field("Ligne", description="Nom de la ligne.")
    interns: Whole = Field(
        ge=0, le=500, examples=[5], description="Internes qui peuvent la tenir, surnombres exclus."
    )
    senior_roster: YesNo = Field(False, description="Une liste de seniors la complète.")
    nights: Whole = Field(28, ge=0, le=200, description="Nuits à tenir dans le mois de gardes le plus plein.")
    free_days: Whole = Field(4, ge=0, le=60, description="Dimanches et fériés de jour à tenir dans ce mois.")
    weeks: Whole = Field(4, ge=4, le=5, description="Semaines de ce mois de gardes.")
    records: dict[str, Any] = Field(
        {}, max_length=50, description="Faits de procédure, par nom (voir plus bas)."
    )


class PlanningPersonForm(PersonForm):
    """The person of a planning, and the territory whose holidays and clock are hers."""

    territory: Text = Field("metropole", description="Territoire, pour les jours fériés et l’heure.")


class PlanningForm(Form):
    """A planning file."""

    sextant: Literal["planning"] = Field("planning", description="Facultatif : dit ce qu’est ce fichier.")
    person: PlanningPersonForm = Field(PlanningPersonForm(), description="La personne.")
    nature: Nature = Field(Nature.WORKED, description="prevu (tableau) ou realise (fait).")
    since: Day | None = Field(None, alias="from", examples=["2026-11-02"], description="Premier jour.")
    until: Day | None = Field(None, alias="to", description="Dernier jour, compris.")
    week: Text | None = Field(None, description="Une semaine en lettres.")
    weeks: list[Text] = Field(
        [], max_length=MAX_WEEKS, description="Semaines en lettres, du lundi au dimanche."
    )
    repeat: Whole = Field(1, ge=1, le=MAX_WEEKS, description="Nombre de fois que ces semaines se répètent.")
    activities: list[ActivityForm] = Field(
        [], max_length=5000, description="Activités datées, en plus des semaines en lettres."
    )
    hours: HoursForm = Field(
        HoursForm(), description="Horaires des lettres, s’ils ne sont pas les habituels."
    )
    settings: Settings = Field(Settings(), description="Lectures choisies là où les sources divergent.")
    records: dict[str, Any] = Field(
        {}, max_length=100, description="Faits de procédure, par nom (voir plus bas)."
    )
    lines: list[LineFactsForm] = Field([], max_length=50, description="Lignes de garde de la personne.")
