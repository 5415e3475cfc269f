"""Pregnancy and strike, worked out from their dates."""

from __future__ import annotations

from datetime import datetime, time

from django import forms

from sextant import wording
from sextant.law.library import load
from sextant.rights.deadlines import assignation, pregnancy_rights, strike
from sextant_web.rights.answer import Answer, Part, Shown, shown_rule
from sextant_web.rights.calculators.question import Question, day_field, number_field, yes_no_field


class Pregnancy(Question):
    """Gardes and surnombre."""

    name, title = "grossesse", "Grossesse : gardes et surnombre"
    about = "Si des gardes peuvent être demandées, et si un stage en surnombre valide."
    third_month = day_field("Premier jour du troisième mois", required=True, hint="Selon le certificat.")
    today = day_field("Au", today=True, required=True)
    consent = day_field("Accord pour continuer les gardes, le")
    revoked = day_field("Accord repris le")
    months = number_field("Mois de fonctions dans le semestre", 6, hint="Congés annuels compris.")

    def answer(self) -> Answer:
        said = self.cleaned_data
        found = pregnancy_rights(
            said["third_month"],
            said["today"],
            consent=said["consent"],
            revoked=said["revoked"],
            months=said["months"],
        )
        rules = tuple(
            shown_rule(rule)
            for rule in load().in_force(said["today"]).rules
            if rule.code in ("E1", "E2", "E3")
        )
        surnombre = Shown("Surnombre", found.say_surnombre(), known=found.counted_months is not None)
        return Answer(found.say(), (Part("Validation", (surnombre,)), Part("Les règles", rules)))


class StrikeDates(Question):
    """The dates of a strike, and an assignation received."""

    name, title = "greve", "Grève et assignation"
    about = "Les dates d’une grève, et ce qui rend une assignation contestable."
    day = day_field("Premier jour de grève", required=True)
    clock = forms.TimeField(
        label="À partir de",
        initial="08:30",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    by_director = yes_no_field("L’assignation est signée du directeur")
    nominative = yes_no_field("Elle nomme l’interne")
    eve = yes_no_field("Elle a été remise la veille au plus tard")
    someone_else = yes_no_field("Un senior ou un non-gréviste pouvait tenir le poste")
    resting = yes_no_field("L’interne était en repos ou en congé")

    def answer(self) -> Answer:
        said = self.cleaned_data
        starts = datetime.combine(said["day"], said["clock"] or time(8, 30))
        dates = strike(starts).say()
        order = assignation(
            by_director=said["by_director"],
            nominative=said["nominative"],
            delivered_by_eve=said["eve"],
            someone_else=said["someone_else"],
            resting_or_on_leave=said["resting"],
        )
        parts = [
            Part(
                "Les dates",
                tuple(Shown(*line.split(" : ", 1)) if " : " in line else Shown(line, "") for line in dates),
            )
        ]
        notes = []
        if len(order.unknown) < 5:
            faults = order.faults or ("rien de ce qui est dit ne la rend contestable",)
            parts.append(Part("L’assignation reçue", tuple(Shown(fault, "") for fault in faults)))
            if order.unknown:
                notes.append(f"Non dit : {wording.join(list(order.unknown))}.")
            notes.append(
                "Assigné, obéissez, écrivez une réserve, gardez une copie ; le tribunal administratif juge ensuite."
            )
        clock = wording.say_time(starts.hour * 60 + starts.minute)
        return Answer(f"Grève du {wording.say_date(said['day'])}, {clock}.", tuple(parts), tuple(notes))
