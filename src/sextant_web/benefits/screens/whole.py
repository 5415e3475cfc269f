"""The whole form at once, for who prefers it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables

from sextant.benefits.situation import group_names
from sextant.benefits.vocabulary import vocabulary
from sextant.territory.commune import Territory
from sextant_web.benefits.answers import Answers
from sextant_web.benefits.field import field_of
from sextant_web.territory.loaded import TO_LOAD

GROUPS = {
    "personne": "Vous",
    "demande": "Votre demande de contrat",
    "stage": "Votre stage",
    "projet": "Votre projet",
    "territoire": "Le lieu du projet",
    "fiscal": "Impôts",
    "cabinet": "Votre cabinet actuel",
}


@sensitive_variables()
def show_whole(request: HttpRequest, answers: Answers, places: Territory | None) -> HttpResponse:
    """Everything that may be asked, by subject, with what was told filled in; nothing is obligatory."""
    groups = [
        (
            GROUPS.get(group, group),
            [
                field_of(fact, answers, places, " ".join(answers.fields.get(f"{name}@mots", ())))
                for name, fact in vocabulary().items()
                if name.startswith(f"{group}.")
            ],
        )
        for group in group_names()
    ]
    shown = {"answers": answers, "groups": groups, "loaded": places is not None, "to_load": TO_LOAD}
    return render(request, "benefits/screens/whole.html", shown, status=422 if answers.wrong else 200)
