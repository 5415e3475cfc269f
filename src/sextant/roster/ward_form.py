"""The form of a ward file: which keys exist, what they mean, what they may hold.

The descriptions are the ones of the published JSON Schema and of the manual: they are French.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.hours_form import ClockSpan, HoursForm
from sextant.almanac.person_form import Name, PeriodForm, PersonForm
from sextant.form import Day, Form, Number, Text, Whole, YesNo
from sextant.law.settings import Settings
from sextant.roster.day_words import says
from sextant.roster.policy_form import MAX_PEOPLE, MAX_SHIFTS, PoliciesForm, ShiftForm
from sextant.roster.problem import Phase, Sharing, Weights
from sextant.roster.ward_days import Days, one_or_many

MAX_INTERNS = 60
MAX_LINES = 20


def _day_and_half(phrases: list[str]) -> list[str]:
    for phrase in phrases:
        read = says(phrase)
        if not read.names_days or read.half_day not in (HalfDay.MORNING, HalfDay.AFTERNOON):
            raise ValueError(
                f"« {phrase} » : dites le jour et la demi-journée, par exemple « jeudi après-midi »"
            )
    return phrases


HalfDays = Annotated[
    list[Text],
    BeforeValidator(one_or_many, json_schema_input_type=str | list[str]),
    AfterValidator(_day_and_half),
    Field(max_length=400, examples=["[jeudi après-midi]"]),
]
Identifier = Annotated[Text, Field(pattern=r"^[a-z0-9][a-z0-9\-]{0,29}$", examples=["gardes"])]
Weight = Annotated[Whole, Field(ge=1, le=10, description="Force du souhait, de 1 à 10.")]


class LeaveForm(PeriodForm):
    """Days off in a row."""

    kind: Literal[Kind.LEAVE, Kind.SICKNESS, Kind.UNION_TRAINING] = Field(
        Kind.LEAVE, description="conge, maladie ou formation-syndicale."
    )
    movable: YesNo = Field(
        True, description="Le calcul peut proposer de déplacer ce congé pour sortir d’une impasse."
    )


class PersonalWishForm(Form):
    """A personal half-day that is wished for each week."""

    when: HalfDays = Field(examples=["vendredi après-midi"], description="Jour et demi-journée.")
    weight: Weight = 1


class DutyWishForm(Form):
    """Days on which a duty is avoided, or preferred."""

    days: Days = Field(description="Jours : « samedi », « tous », « férié », ou des dates.")
    line: Text = Field("", description="Identifiant d’une ligne ; toutes si absent.")
    weight: Weight = 1


class WishesForm(Form):
    """What an intern wishes. A wish binds nobody."""

    personal: list[PersonalWishForm] = Field([], max_length=20, description="Demi-journées autonomes.")
    avoid: list[DutyWishForm] = Field([], max_length=50, description="Gardes à éviter.")
    prefer: list[DutyWishForm] = Field([], max_length=50, description="Gardes voulues.")


class FixedForm(Form):
    """Something decided beforehand."""

    day: Day = Field(examples=["2026-12-24"], description="Jour (celui où la nuit commence).")
    what: Text = Field(examples=["N@gardes"], description="Mot de la semaine en lettres : N@gardes, MA, u…")


class HistoryForm(Form):
    """What was held before the period, so that nobody pays twice."""

    nights: Whole = Field(0, ge=0, le=200, description="Nuits de garde du trimestre précédent.")
    weekends: Whole = Field(0, ge=0, le=100, description="Week-ends travaillés.")
    holidays: Whole = Field(0, ge=0, le=50, description="Jours fériés travaillés.")
    half_days: Number = Field(
        0.0,
        ge=-100,
        le=100,
        description="Demi-journées de stage au-dessus (+) ou au-dessous (-) des collègues.",
    )
    last_duty_end: Text | None = Field(
        None, examples=['"2026-11-02 08:30"'], description="Fin de la dernière garde avant la période."
    )


class InternForm(PersonForm):
    """One intern of the ward."""

    name: Name = Field(examples=["Camille"], description="Nom, unique dans le service.")
    phase: Phase = Field(Phase.APPROFONDISSEMENT, description="socle, approfondissement ou consolidation.")
    semester: Whole = Field(3, ge=1, le=10, description="Ancienneté, en semestres.")
    skills: list[Text] = Field(
        [], max_length=20, examples=["[réanimation]"], description="Compétences que des postes demandent."
    )
    university: HalfDays = Field(
        [], description="Demi-journées universitaires : « jeudi après-midi » ou dates."
    )
    leave: list[LeaveForm] = Field([], max_length=60, description="Congés et absences.")
    wishes: WishesForm = Field(WishesForm(), description="Souhaits.")
    fixed: list[FixedForm] = Field([], max_length=200, description="Ce qui est décidé d’avance.")
    history: HistoryForm = Field(HistoryForm(), description="Report du trimestre précédent.")


class LineKind(StrEnum):
    """What a line holds when its duties are not detailed."""

    GARDE = "garde"
    DEMI_GARDE = "demi-garde"
    ASTREINTE = "astreinte"


DUTY_KINDS = (Kind.GARDE_NUIT, Kind.GARDE_JOUR, Kind.DEMI_GARDE, Kind.CONTINUITE, Kind.ASTREINTE)


class DutyForm(Form):
    """One duty of a line: which kind, which days, which hours."""

    kind: Literal[Kind.GARDE_NUIT, Kind.GARDE_JOUR, Kind.DEMI_GARDE, Kind.CONTINUITE, Kind.ASTREINTE] = Field(
        examples=["garde-nuit"], description="garde-nuit, garde-jour, demi-garde, continuite ou astreinte."
    )
    days: Days = Field(description="Jours où ce poste est tenu.")
    hours: ClockSpan | None = Field(None, description="Horaire ; celui de « hours » si absent.")


class WhoForm(Form):
    """Who may hold a line; everybody when empty. What the law forbids is added by the law."""

    phases: list[Phase] = Field([], description="Phases admises.")
    min_semester: Whole = Field(1, ge=1, le=10, description="Ancienneté minimale, en semestres.")
    only: list[Name] = Field([], max_length=MAX_INTERNS, description="Seulement ces internes.")
    but: list[Name] = Field([], alias="except", max_length=MAX_INTERNS, description="Tous sauf ces internes.")


class SharedForm(Form):
    """A line held in turn with other wards."""

    ward: Text = Field(alias="with", examples=["Cardiologie"], description="L’autre service.")
    ours: Days = Field(description="Nos jours : « lundi », « semaines paires », ou des dates.")
    interns: Whole = Field(
        0, ge=0, le=200, examples=[4], description="Internes des autres services qui tiennent aussi la ligne."
    )


class LineForm(Form):
    """A line of garde, demi-garde or astreinte."""

    id: Identifier = Field(description="Mot court, sans espace : il suit la lettre, comme N@gardes.")
    name: Text = Field("", description="Nom complet.")
    kind: LineKind = Field(examples=["garde"], description="garde, demi-garde ou astreinte.")
    duties: list[DutyForm] | None = Field(
        None, min_length=1, max_length=50, description="Postes, si ceux de « kind » ne conviennent pas."
    )
    who: WhoForm = Field(WhoForm(), description="Qui peut la tenir ; tous si absent.")
    senior_roster: YesNo = Field(False, description="Une liste de seniors complète la ligne.")
    shared: SharedForm | None = Field(None, description="Partage avec un autre service.")
    necessity: Text = Field("", description="Nécessité impérieuse de service, motivée par écrit (règle G2).")
    cover: Literal["required", "wanted"] = Field(
        "required",
        description="required : chaque poste est tenu. wanted : un poste vide coûte, sans interdire.",
    )
    records: dict[str, Any] = Field(
        {}, max_length=50, description="Faits de procédure, par nom (voir plus bas)."
    )


class PresenceForm(Form):
    """How many interns half-days need; a later rule replaces an earlier one."""

    days: Days = Field(description="Jours ; jamais dimanche ni férié, sauf s’ils sont nommés.")
    half_day: Literal["matin", "apres-midi", "les-deux"] = Field("les-deux", description="Demi-journées.")
    minimum: Whole = Field(0, ge=0, le=MAX_INTERNS, description="Internes au moins.")
    wanted: Whole | None = Field(None, ge=0, le=MAX_INTERNS, description="Souhaité ; le minimum si absent.")
    maximum: Whole | None = Field(None, ge=0, le=MAX_INTERNS, description="Tous les internes si absent.")

    @model_validator(mode="after")
    def _order(self) -> PresenceForm:
        wanted = self.minimum if self.wanted is None else self.wanted
        if wanted < self.minimum:
            raise ValueError(f"wanted ({wanted}) est plus petit que minimum ({self.minimum})")
        if self.maximum is not None and self.maximum < wanted:
            raise ValueError(f"maximum ({self.maximum}) est plus petit que wanted ({wanted})")
        return self


_USUAL = Weights()
_Cost = Annotated[Whole, Field(ge=0, le=100_000)]


class WeightsForm(Form):
    """What a shortfall costs: the order in which the ward's aims give way (law never does)."""

    uncovered: _Cost = Field(_USUAL.uncovered, description="Un poste souhaité qui reste vide.")
    below_minimum: _Cost = Field(_USUAL.below_minimum, description="Un interne de moins que le minimum.")
    above_maximum: _Cost = Field(_USUAL.above_maximum, description="Un interne de plus que le maximum.")
    below_wanted: _Cost = Field(_USUAL.below_wanted, description="Un interne de moins que souhaité.")
    fair_night: _Cost = Field(_USUAL.fair_night, description="Une nuit d’écart à la juste part.")
    fair_weekend: _Cost = Field(_USUAL.fair_weekend, description="Un week-end d’écart.")
    fair_holiday: _Cost = Field(_USUAL.fair_holiday, description="Un jour férié d’écart.")
    fair_half_day: _Cost = Field(_USUAL.fair_half_day, description="Une demi-journée d’écart.")
    wish: _Cost = Field(_USUAL.wish, description="Un souhait refusé, multiplié par sa force.")
    half_day_debt: _Cost = Field(
        _USUAL.half_day_debt, description="Une demi-journée de stage due et non faite."
    )
    heavy_week: _Cost = Field(
        _USUAL.heavy_week, description="Une heure d’une semaine au-delà de heavy_week_hours."
    )
    heavy_week_hours: Whole = Field(
        _USUAL.heavy_week_hours,
        ge=35,
        le=120,
        description="Heures d’une semaine qui commencent à peser (au prorata du temps).",
    )


class SignatoriesForm(Form):
    """Who signs the roster (arrêté of 30 June 2015, R6153-2-2)."""

    responsable: Text = Field("", description="Praticien responsable de l’entité d’accueil.")
    coordonnateur: Text = Field("", description="Coordonnateur de la spécialité.")
    directeur: Text = Field("", description="Directeur de la structure d’accueil.")


class WardForm(Form):
    """A ward, its interns, its lines, its needs, over a period."""

    sextant: Literal["service", "tableau"] = Field(
        "service", description="Facultatif : dit ce qu’est ce fichier."
    )
    ward: Name = Field(examples=["Médecine polyvalente"], description="Nom du service.")
    hospital: Text = Field("", description="Nom de l’hôpital.")
    territory: Text = Field("metropole", description="Territoire, pour les jours fériés et l’heure.")
    since: Day = Field(alias="from", examples=["2026-11-02"], description="Premier jour.")
    until: Day = Field(alias="to", examples=["2027-01-31"], description="Dernier jour, compris.")
    trimester: PeriodForm | None = Field(None, description="Trimestre de lissage, s’il n’est pas l’habituel.")
    hours: HoursForm = Field(HoursForm(), description="Horaires, s’ils ne sont pas les habituels.")
    interns: list[InternForm] = Field(
        min_length=1, max_length=MAX_PEOPLE, examples=["[{name: Camille}]"], description="Internes."
    )
    lines: list[LineForm] = Field([], max_length=MAX_LINES, description="Lignes de garde et d’astreinte.")
    presence: list[PresenceForm] = Field([], max_length=200, description="Présence demandée.")
    normal_service: YesNo = Field(
        True, description="false : ni demi-journées de stage ni autonomes, un tableau de postes seulement."
    )
    sharing: Sharing = Field(
        Sharing.TIME,
        description="Partage des gardes : temps (au prorata du temps), egal (autant pour chacun), "
        "anciennete (au prorata du temps, 5 % de moins par semestre accompli).",
    )
    shifts: list[ShiftForm] = Field(
        [], max_length=MAX_SHIFTS, description="Postes que plusieurs personnes peuvent tenir."
    )
    policies: PoliciesForm = Field(
        PoliciesForm(),
        description="Ce que le service décide pour lui-même ; la loi est à part et ne cède jamais.",
    )
    weights: WeightsForm = Field(WeightsForm(), description="Ordre dans lequel les buts cèdent.")
    settings: Settings = Field(Settings(), description="Lectures choisies là où les sources divergent.")
    records: dict[str, Any] = Field(
        {}, max_length=100, description="Faits de procédure, par nom (voir plus bas)."
    )
    signatories: SignatoriesForm = Field(SignatoriesForm(), description="Qui signe.")

    @model_validator(mode="after")
    def _size(self) -> WardForm:
        if self.normal_service and len(self.interns) > MAX_INTERNS:
            raise ValueError(
                f"il y a {len(self.interns)} internes, et {MAX_INTERNS} au plus avec un service normal → "
                "Faites deux fichiers, ou écrivez « normal_service: false » s’il n’y a que des postes."
            )
        return self
