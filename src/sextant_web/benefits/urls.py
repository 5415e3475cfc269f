"""Aids: the questions and the answer, what is taken away, the catalogue."""

from django.urls import path

from sextant_web.benefits.screens.ask import ask, find_communes
from sextant_web.benefits.screens.benefit import show_benefit
from sextant_web.benefits.screens.catalogue import choose_guide, list_benefits
from sextant_web.benefits.screens.coverage import show_coverage
from sextant_web.benefits.screens.papers import give_calendar, print_guide, print_rights

app_name = "benefits"

urlpatterns = [
    path("aides", ask, name="ask"),
    path("aides/communes", find_communes, name="communes"),
    path("aides/mes-droits.pdf", print_rights, name="paper"),
    path("aides/mes-demarches.ics", give_calendar, name="calendar"),
    path("aides/catalogue", list_benefits, name="catalogue"),
    path("aides/couverture", show_coverage, name="coverage"),
    path("aides/guide", choose_guide, name="choose_guide"),
    path("aides/guide/<str:departement>.pdf", print_guide, name="guide"),
    path("aides/<slug:name>", show_benefit, name="benefit"),
]
