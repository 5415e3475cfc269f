"""Pay at a date, duties of a few weeks, ambulatory indemnities, and the docteur junior."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import forms

from sextant import wording
from sextant.almanac.person import PlacementKind
from sextant.errors import BadInput
from sextant.rights.base_pay import Position, Post, base_pay
from sextant.rights.docteur_junior import PROPOSAL, junior_pay
from sextant.rights.duty_pay import MonthOfDuties, duty_pay
from sextant.rights.figure import read_euros, say_euros, say_value
from sextant.rights.indemnities import Journey, lodging, transport
from sextant.rights.pay_line import total
from sextant_web.rights.answer import Answer, Part, say_total, shown_entitlement, shown_lines
from sextant_web.rights.calculators.question import (
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


class BasePay(Question):
    """The fixed pay of a month."""

    name, title = "paie", "Paie d’un mois"
    about = "La rémunération fixe à une date, selon l’année de fonctions."
    day = day_field("À la date du", today=True, required=True)
    status = choice_field("Statut", STATUSES)
    year = year_field()
    housed = yes_no_field("Logé par l’hôpital")
    fed = yes_no_field("Nourri par l’hôpital")
    placement = choice_field("Stage", PLACEMENTS)

    def answer(self) -> Answer:
        said = self.cleaned_data
        post = Post(
            Position(said["status"]),
            said["year"],
            said["housed"],
            said["fed"],
            PlacementKind(said["placement"]),
        )
        lines = base_pay(post, said["day"])
        found = total(lines)
        notes = []
        if said["housed"] is None or said["fed"] is None:
            notes.append("Logé, nourri : non dit ; l’indemnité qui en dépend n’est pas comptée.")
        return Answer(
            f"Total brut d’un mois, au tarif du {wording.say_date(said['day'])} : {say_total(found)}.",
            (Part("Ligne par ligne", shown_lines(lines)),),
            tuple(notes),
            known=bool(found.euros),
        )


class Duties(Question):
    """What gardes and astreintes of a few weeks pay."""

    name, title = "gardes", "Gardes et astreintes"
    about = "Ce que paient vos gardes, demi-gardes, astreintes et déplacements, par mois de gardes."
    weeks = weeks_field()
    start = day_field("Lundi de la première semaine", required=True)
    repeat = forms.IntegerField(label="Ces semaines se répètent", min_value=1, max_value=60, initial=1)
    territory = territory_field()

    def answer(self) -> Answer:
        said = self.cleaned_data
        planning = planning_typed(said["weeks"], said["start"], said["territory"], said["repeat"])
        months = duty_pay(planning.timeline, planning.settings)
        if not months:
            return Answer("Aucune garde ni astreinte dans ces semaines : rien à payer.")
        found = total(line for month in months for line in month.lines)
        notes = [note for month in months for note in notes_of(month)]
        return Answer(
            f"Gardes et astreintes, brut : {say_total(found)}.",
            tuple(part_of(month) for month in months),
            tuple(notes),
            known=bool(found.euros),
        )


def part_of(month: MonthOfDuties) -> Part:
    """A garde month, with what its cap lets be paid."""
    of = month.month
    title = (
        f"Mois de gardes du {wording.say_day(of.first)} au {wording.say_day(of.after)} : "
        f"{wording.say_count(float(month.gardes), 'garde')} sur {wording.say_number(float(month.cap))} payées au plus"
    )
    return Part(title, shown_lines(month.lines), say_total(month.total))


def notes_of(month: MonthOfDuties) -> list[str]:
    """What is beyond the cap, and the call-outs left over."""
    found = []
    if month.unpaid:
        days = wording.join([wording.say_day(date.fromordinal(one.day)) for one in month.unpaid])
        found.append(f"Au-delà du plafond, non payées : {days}.")
    if month.pool_minutes:
        left = wording.say_duration(month.pool_minutes)
        found.append(f"Déplacements : {left} en réserve, vers les cinq heures suivantes.")
    return found


class Indemnities(Question):
    """Lodging and transport."""

    name, title = "indemnites", "Hébergement et transport"
    about = "En stage ambulatoire : y ai-je droit, et combien."
    day = day_field("À la date du", today=True, required=True)
    placement = choice_field("Stage", PLACEMENTS[1:] + PLACEMENTS[:1])
    zone = choice_field("Zone du stage", ZONES, required=False)
    km_hospital = number_field("Kilomètres du stage au CHU", 2000)
    km_home = number_field("Kilomètres du stage au domicile", 2000)
    ticket = forms.BooleanField(label="Un abonnement de transport est déjà remboursé", required=False)

    def answer(self) -> Answer:
        said = self.cleaned_data
        journey = Journey(
            PlacementKind(said["placement"]),
            said["zone"],
            said["km_hospital"],
            said["km_home"],
            said["ticket"],
        )
        found = {"Hébergement": lodging(journey, said["day"]), "Transport": transport(journey, said["day"])}
        return Answer(
            f"{' ; '.join(f'{name.lower()} : {one.answer.value}' for name, one in found.items()).capitalize()}.",
            (Part("Indemnités", tuple(shown_entitlement(name, one) for name, one in found.items())),),
            known=any(one.answer != "inconnu" for one in found.values()),
        )


class JuniorPay(Question):
    """The docteur junior."""

    name, title = "docteur-junior", "Docteur junior"
    about = "La paie, et à part la simulation d’une rétrocession d’honoraires, proposition syndicale."
    day = day_field("À la date du", today=True, required=True)
    year = year_field(2)
    acts = number_field("Actes par mois, en moyenne", 5000)
    in_zip = yes_no_field("Stage en ZIP")
    fees = forms.CharField(label="Honoraires du mois, en euros (simulation)", required=False, max_length=20)
    share = number_field("Part rétrocédée, en pour cent (simulation)", 100)

    def answer(self) -> Answer:
        said = self.cleaned_data
        if bool(said["fees"]) != (said["share"] is not None):
            raise BadInput(
                "la simulation demande les honoraires et la part",
                remedy="Donnez les deux, ou aucun des deux.",
            )
        pay = junior_pay(
            said["year"],
            said["day"],
            acts=said["acts"],
            zip_zone=said["in_zip"],
            fees=read_euros(said["fees"]) if said["fees"] else None,
            share=None if said["share"] is None else Decimal(str(said["share"])) / 100,
        )
        proposal = ""
        if pay.proposal is not None and pay.proposal_share is not None:
            part = say_value(pay.proposal_share * 100, "%")
            proposal = (
                f"Rétrocession : {say_euros(pay.proposal)} ({part} des honoraires). {PROPOSAL.capitalize()}."
            )
        notes = ["ZIP : non dit ; la prime de zone n’est pas comptée."] if said["in_zip"] is None else []
        activity = shown_entitlement("Prime d’activité, par semestre", pay.activity)
        return Answer(
            f"Total brut d’un mois, au tarif du {wording.say_date(said['day'])} : {say_total(pay.total)}.",
            (Part("Ligne par ligne", shown_lines(pay.lines)), Part("À part", (activity,))),
            tuple(notes),
            known=bool(pay.total.euros),
            proposal=proposal,
        )
