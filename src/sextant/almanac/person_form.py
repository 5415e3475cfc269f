"""How files describe a person: ``person:`` of a planning, each entry of ``interns:`` of a ward."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from sextant.almanac.activity import Kind
from sextant.almanac.person import Consent, Person, PlacementKind, Pregnancy, Restriction, Status
from sextant.form import Day, Form, Number, Text, YesNo


def _clean(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise ValueError("un nom ne peut pas être vide")
    if not name.isprintable() or len(name) > 60:
        raise ValueError("un nom tient en 60 caractères visibles")
    return name


Name = Annotated[Text, AfterValidator(_clean)]


def _in_order(first: object, last: object) -> None:
    if first is not None and last is not None and last < first:  # type: ignore[operator]
        raise ValueError(f"la fin ({last:%d/%m/%Y}) est avant le début ({first:%d/%m/%Y})")


class PeriodForm(Form):
    """Two days, both included."""

    since: Day = Field(alias="from", examples=["2026-11-02"], description="Premier jour.")
    until: Day = Field(alias="to", examples=["2027-01-31"], description="Dernier jour, compris.")

    @model_validator(mode="after")
    def _order(self) -> PeriodForm:
        _in_order(self.since, self.until)
        return self


class ConsentForm(Form):
    """An agreement of the person herself, dated, which she can take back."""

    since: Day = Field(alias="from", examples=["2026-12-01"], description="Jour de l’accord.")
    revoked: Day | None = Field(None, description="Jour où l’accord est repris.")

    @model_validator(mode="after")
    def _order(self) -> ConsentForm:
        _in_order(self.since, self.revoked)
        return self


class PregnancyForm(Form):
    """What the certificate says, and the agreement to keep gardes, if any."""

    third_month: Day = Field(examples=["2026-12-14"], description="Premier jour du troisième mois.")
    until: Day | None = Field(None, description="Dernier jour, s’il est connu.")
    consent: ConsentForm | None = Field(None, description="Accord écrit pour continuer les gardes.")

    @model_validator(mode="after")
    def _order(self) -> PregnancyForm:
        if self.until and self.until < self.third_month:
            raise ValueError("la grossesse finirait avant son troisième mois")
        return self

    def pregnancy(self) -> Pregnancy:
        """As the law reads it."""
        consent = Consent(self.consent.since, self.consent.revoked) if self.consent else None
        return Pregnancy(self.third_month, self.until, consent)


class RestrictionForm(PeriodForm):
    """A dated certificate."""

    kinds: list[Kind] = Field(
        min_length=1, examples=["[garde-nuit]"], description="Ce qui ne peut pas être demandé."
    )
    reason: Text = Field("", description="Motif, s’il peut être dit.")

    def restriction(self) -> Restriction:
        """As the law reads it."""
        return Restriction(self.since, self.until, frozenset(self.kinds), self.reason)


class PersonForm(Form):
    """The facts of a person that a text asks for; what is not written is the usual case."""

    name: Name = Field("Interne", examples=["Camille"], description="Nom, unique dans le service.")
    status: Status = Field(Status.INTERNE, description="interne ou docteur-junior.")
    placement: PlacementKind = Field(PlacementKind.HOSPITAL, description="hopital, ambulatoire ou saspas.")
    share: Number = Field(1.0, gt=0, le=1, description="Part de temps : 1 à temps plein, 0.5 à mi-temps.")
    surnombre: YesNo = Field(False, description="Stage en surnombre.")
    pregnancy: PregnancyForm | None = Field(None, description="Grossesse déclarée.")
    restrictions: list[RestrictionForm] = Field([], max_length=50, description="Certificats médicaux datés.")
    placement_start: Day | None = Field(None, description="Premier jour du stage de six mois.")
    trimester: PeriodForm | None = Field(None, description="Trimestre de lissage, s’il n’est pas l’habituel.")
    leave_taken: Number = Field(
        0.0, ge=0, le=60, description="Jours ouvrables de congé déjà pris depuis novembre, ailleurs."
    )
    site: Text = Field("", description="Hôpital ou cabinet d’affectation.")

    def person(self, territory: str, zone: str) -> Person:
        """As the law reads it."""
        return Person(
            name=self.name,
            status=self.status,
            placement=self.placement,
            share=self.share,
            surnombre=self.surnombre,
            pregnancy=self.pregnancy.pregnancy() if self.pregnancy else None,
            restrictions=tuple(one.restriction() for one in self.restrictions),
            placement_start=self.placement_start,
            trimester=(self.trimester.since, self.trimester.until) if self.trimester else None,
            leave_taken=self.leave_taken,
            site=self.site,
            territory=territory,
            zone=zone,
        )
