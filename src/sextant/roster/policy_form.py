"""The form of what a ward decides for itself: its shifts, and its policies shape by shape."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from sextant.almanac.hours_form import ClockSpan
from sextant.almanac.person_form import Name
from sextant.form import Form, Text, Whole, YesNo
from sextant.roster.ward_days import Days, one_or_many

MAX_SHIFTS = 60
MAX_PEOPLE = 200

ShiftId = Annotated[Text, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9\-]{0,29}$", examples=["J"])]
Names = Annotated[
    list[Name],
    BeforeValidator(one_or_many, json_schema_input_type=str | list[str]),
    Field(max_length=MAX_PEOPLE, examples=["[Camille]"]),
]
PostNames = Annotated[
    list[Text],
    BeforeValidator(one_or_many, json_schema_input_type=str | list[str]),
    Field(max_length=MAX_SHIFTS, examples=["[N]"]),
]
Count = Annotated[Whole, Field(ge=0, le=1000)]
Price = Annotated[Whole, Field(ge=0, le=1_000_000)]
_POSTS = "Postes ou lignes dont on parle ; tous si absent."


class ShiftForm(Form):
    """A post that several people may hold; each person holds one a day at most."""

    id: ShiftId = Field(description="Mot court, sans espace : il suit la lettre, comme J@soir.")
    name: Text = Field("", description="Nom complet ; l’identifiant si absent.")
    hours: ClockSpan = Field(
        examples=['"14:00-22:00"'], description="Horaire ; une fin avant le début est le lendemain."
    )
    minutes: Whole | None = Field(
        None,
        ge=0,
        le=2880,
        description="Minutes comptées dans le temps de travail ; la durée de l’horaire si absent.",
    )
    skill: Text = Field("", description="Compétence qu’il faut (« skills » de l’interne).")
    only: Names = Field([], description="Seulement ces personnes.")


class PolicyForm(Form):
    """What every shape has: who it speaks of, and at what price it gives way."""

    who: Names = Field([], description="Personnes dont on parle ; toutes si absent.")
    skill: Text = Field("", description="Ou ceux qui ont cette compétence.")


class WeighedForm(PolicyForm):
    """A policy with a price of its own."""

    weight: Annotated[Whole, Field(ge=1, le=1_000_000)] | None = Field(
        None, description="Prix de chaque manque ; jamais rompue si absent."
    )


class SuccessionForm(WeighedForm):
    """A post that does not follow another."""

    first: PostNames = Field(min_length=1, description="Après un de ces postes…")
    then: PostNames = Field(min_length=1, description="… aucun de ceux-ci…")
    after: Annotated[Whole, Field(ge=1, le=28)] = Field(1, description="… tant de jours plus tard.")
    days: Days | None = Field(None, description="Jours du premier poste ; tous si absent.")


class _Between(WeighedForm):
    at_least: Whole = Field(0, ge=0, le=1_000_000, description="Au moins.")
    at_most: Whole | None = Field(None, ge=0, le=1_000_000, description="Au plus ; sans limite si absent.")

    @model_validator(mode="after")
    def _order(self) -> _Between:
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError(f"at_most ({self.at_most}) est plus petit que at_least ({self.at_least})")
        return self


class NumberForm(_Between):
    """How many posts one person holds over the period."""

    posts: PostNames = Field([], description=_POSTS)
    days: Days | None = Field(None, description="Jours comptés ; tous si absent.")


class MinutesForm(_Between):
    """How long one person works over the period, in minutes."""

    days: Days | None = Field(None, description="Jours comptés ; tous si absent.")


class WeekendsForm(WeighedForm):
    """How many weekends one person works, over the period or running."""

    at_most: Count = Field(examples=[2], description="Week-ends au plus (samedi ou dimanche travaillé).")
    posts: PostNames = Field([], description=_POSTS)


class WholeWeekendsForm(WeighedForm):
    """Weekends worked whole or not at all."""


class WorkRunForm(_Between):
    """Days worked in a row."""

    at_least: Annotated[Whole, Field(ge=1, le=400)] = Field(
        1, description="Jours au moins, sauf au bord de la période."
    )
    posts: PostNames = Field([], description=_POSTS)


class RestRunForm(WeighedForm):
    """Days off in a row."""

    at_least: Annotated[Whole, Field(ge=1, le=400)] = Field(
        examples=[2], description="Jours au moins, sauf au bord de la période."
    )
    posts: PostNames = Field([], description=_POSTS)


class SpreadForm(WeighedForm):
    """How unequally posts are shared."""

    posts: PostNames = Field([], description=_POSTS)
    within: Count = Field(0, description="Écart admis entre deux personnes, en postes d’un temps plein.")
    days: Days | None = Field(None, description="Jours regardés ; tous si absent.")


class CalledForm(WeighedForm):
    """Who is called at all."""

    posts: PostNames = Field([], description=_POSTS)


class MovesForm(WeighedForm):
    """Changes of place."""

    groups: list[PostNames] = Field(
        min_length=1,
        max_length=MAX_SHIFTS,
        examples=["[[nuit], [dechocage]]"],
        description="Postes de chaque place.",
    )
    before: Text = Field("", description="Poste tenu avant la période ; un autre mot : ailleurs.")

    @model_validator(mode="after")
    def _apart(self) -> MovesForm:
        named = [post for group in self.groups for post in group]
        for post in named:
            if named.count(post) > 1:
                raise ValueError(f"« {post} » est dans deux places")
        return self


class CoverForm(PolicyForm):
    """How many people hold a post each day."""

    posts: PostNames = Field(min_length=1, description="Postes comptés ensemble.")
    days: Days = Field(description="Jours : « tous », « samedi », « férié », ou des dates.")
    needed: Count = Field(examples=[2], description="Personnes qu’il faut.")
    under: Price | None = Field(None, description="Prix de chaque personne qui manque ; jamais si absent.")
    over: Price | None = Field(0, description="Prix de chaque personne de trop ; jamais si « null ».")


class RequestForm(WeighedForm):
    """What people ask for, or ask to be spared."""

    days: Days = Field(description="Jours : « samedi », « tous », ou des dates.")
    posts: PostNames = Field([], description=_POSTS)
    wanted: YesNo = Field(False, description="true : demandé. false : à éviter.")


class PoliciesForm(Form):
    """The policies of a ward, shape by shape. The law is elsewhere and never gives way to them."""

    successions: list[SuccessionForm] = Field([], max_length=500, description="Postes qui ne se suivent pas.")
    numbers: list[NumberForm] = Field([], max_length=10_000, description="Nombre de postes de chacun.")
    minutes: list[MinutesForm] = Field([], max_length=500, description="Temps de travail de chacun.")
    weekends: list[WeekendsForm] = Field([], max_length=500, description="Nombre de week-ends de chacun.")
    weekends_running: list[WeekendsForm] = Field([], max_length=500, description="Week-ends de suite.")
    whole_weekends: list[WholeWeekendsForm] = Field([], max_length=500, description="Week-ends entiers.")
    work_runs: list[WorkRunForm] = Field([], max_length=500, description="Jours de travail de suite.")
    rest_runs: list[RestRunForm] = Field([], max_length=500, description="Jours de repos de suite.")
    spreads: list[SpreadForm] = Field([], max_length=500, description="Écarts entre les personnes.")
    called: list[CalledForm] = Field(
        [], max_length=500, description="Personnes appelées : le moins possible."
    )
    moves: list[MovesForm] = Field([], max_length=500, description="Changements de place.")
    cover: list[CoverForm] = Field([], max_length=20_000, description="Personnes à chaque poste.")
    requests: list[RequestForm] = Field([], max_length=20_000, description="Demandes.")
