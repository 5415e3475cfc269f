"""Leave counted, its balance, and union training leave."""

from __future__ import annotations

from decimal import Decimal

from django import forms

from sextant import wording
from sextant.almanac.person import Status
from sextant.law.settings import Settings
from sextant.rights.annual_leave import balance, stretch
from sextant.rights.deadlines import union_training
from sextant.rights.figure import say_euros
from sextant_web.rights.answer import Answer, Part, Shown, shown_rule
from sextant_web.rights.calculators.question import Question, choice_field, day_field, territory_field

_STATUSES = [(Status.INTERNE.value, "interne"), (Status.DOCTEUR_JUNIOR.value, "docteur junior")]
_UNITS = [("ouvrables", "jours ouvrables (le samedi compte)"), ("ouvres", "jours ouvrés")]


def _settings(unit: str) -> Settings:
    return Settings.model_validate({"leave_unit": unit})


class LeaveBalance(Question):
    """What is left of the leave year."""

    name, title = "solde-de-conges", "Solde de congés"
    about = "Les jours qui restent, et ceux qui seraient payés si l’année de congés finissait là."
    taken = forms.FloatField(label="Jours pris dans l’année de congés", min_value=0, max_value=366)
    day = day_field("Au", today=True, required=True)
    status = choice_field("Statut", _STATUSES)
    unit = choice_field("Jours comptés", _UNITS)

    def answer(self) -> Answer:
        said, number = self.cleaned_data, wording.say_number
        found = balance(
            Decimal(str(said["taken"])),
            said["day"],
            status=Status(said["status"]),
            settings=_settings(said["unit"]),
        )
        lines = [
            Shown("Droit de l’année", f"{found.right} jours {found.unit}"),
            Shown("Pris", number(float(found.taken))),
            Shown(
                "Restants",
                number(float(found.left)),
                note="C’est plus que le droit." if found.left < 0 else "",
            ),
        ]
        if found.paid_days:
            unsure = ", à confirmer" if found.a_day.to_confirm else ""
            days = wording.say_count(
                found.paid_days, "jour non pris serait payé", "jours non pris seraient payés"
            )
            known = found.euros is not None
            lines.append(
                Shown(
                    days,
                    f"{say_euros(found.euros)}{unsure}",
                    found.a_day.say_source(),
                    found.a_day.doubt,
                    known=known,
                )
            )
        elif found.left > 0 and found.most_paid:
            lines.append(Shown("Jours payés", f"aucun : il faut en avoir pris {found.threshold}"))
        return Answer(
            f"{wording.say_count(float(found.left), 'jour reste', 'jours restent')}, "
            f"année de congés {wording.say_span(found.first, found.last)}.",
            (
                Part("Le compte", tuple(lines)),
                Part("Les règles", tuple(shown_rule(rule) for rule in found.rules)),
            ),
            (f"Rien ne se reporte après le {wording.say_date(found.last)}.",),
        )


class LeaveCount(Question):
    """What a leave counts."""

    name, title = "compter-un-conge", "Compter un congé"
    about = "Combien de jours compte un congé, et s’il est trop long d’affilée."
    first = day_field("Premier jour de congé", required=True)
    last = day_field("Dernier jour, compris", required=True)
    back = day_field("Jour de la reprise", hint="Sans lui, un congé qui finit un vendredi compte son samedi.")
    status = choice_field("Statut", _STATUSES)
    unit = choice_field("Jours comptés", _UNITS)
    territory = territory_field()

    def answer(self) -> Answer:
        said = self.cleaned_data
        found = stretch(
            said["first"],
            said["last"],
            back=said["back"],
            territory=said["territory"],
            status=Status(said["status"]),
            settings=_settings(said["unit"]),
        )
        count = wording.say_count(found.days, f"jour {found.unit[:-1]}", f"jours {found.unit}")
        lines = []
        if len(found.by_year) > 1:
            lines += [
                Shown(f"Année de congés de novembre {y}", str(days)) for y, days in found.by_year.items()
            ]
        if found.at_once is not None:
            verdict = "trop long" if found.too_long else "permis"
            lines.append(Shown("D’affilée", f"{found.run} sur {found.at_once} au plus : {verdict}"))
        return Answer(
            f"{count}, {wording.say_span(found.first, found.last)}.",
            (
                Part("Le compte", tuple(lines)),
                Part("Les règles", tuple(shown_rule(rule) for rule in found.rules)),
            ),
        )


class UnionLeave(Question):
    """Union training: asked by when, granted by silence when."""

    name, title = "formation-syndicale", "Formation syndicale"
    about = "Jusqu’à quand la demander, et quand le silence l’accorde."
    starts = day_field("Premier jour de la formation", required=True)
    asked = day_field("Demandée le")
    reply = choice_field("Réponse reçue", [("", "aucune"), ("oui", "oui"), ("non", "non")], required=False)
    answered = day_field("Répondue le")
    today = day_field("Au", today=True, required=True)

    def answer(self) -> Answer:
        said = self.cleaned_data
        found = union_training(
            said["starts"],
            said["today"],
            asked=said["asked"],
            answer=said["reply"],
            answered=said["answered"],
        )
        article = "Code de la santé publique, art. R. 6153-24-3 et R. 6153-24-4 (règle L7)"
        return Answer(
            f"Formation du {wording.say_date(found.starts)} : {found.standing.value}.",
            (
                Part(
                    "Les dates",
                    (
                        Shown("À demander au plus tard", wording.say_date(found.ask_by), article),
                        Shown(
                            "Accordée si personne n’a répondu", wording.say_date(found.silence_on), article
                        ),
                    ),
                ),
            ),
            ("Cinq jours ouvrés par an au plus.",),
        )
