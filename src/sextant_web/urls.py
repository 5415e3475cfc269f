"""One line per subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("sextant_web.house.urls")),
    path("", include("sextant_web.law.urls")),
    path("", include("sextant_web.benefits.urls")),
    path("", include("sextant_web.territory.urls")),
    path("", include("sextant_web.registers.urls")),
    path("", include("sextant_web.people.sign_in")),
    path("", include("sextant_web.people.urls")),
    path("", include("sextant_web.ledger.urls")),
    path("", include("sextant_web.roster.urls")),
    path("", include("sextant_web.grid.urls")),
    path("", include("sextant_web.rights.urls")),
    path("", include("sextant_web.dossier.urls")),
    path("", include("sextant_web.defence.urls")),
    path("", include("sextant_web.conditions.urls")),
]
