"""One's own consent; the tables of unions; what they made public."""

from django.urls import path

from sextant_web.conditions.screens import mine, paper, public_sheet, published, sheet, sites

app_name = "conditions"

urlpatterns = [
    path("compter-mes-heures", mine.mine, name="mine"),
    path("conditions", published.published, name="public"),
    path("conditions/fiche/<uuid:publication>", public_sheet.public_sheet, name="public_sheet"),
    path(
        "conditions/fiche/<uuid:publication>/livraison.json", public_sheet.release_file, name="release_file"
    ),
    path("conditions/france", sites.sites, name="nation"),
    path("conditions/france/fiche", sheet.sheet, name="nation_sheet"),
    path("conditions/subdivision/<uuid:subdivision>", sites.sites, name="sites"),
    path("conditions/subdivision/<uuid:subdivision>/fiche", sheet.sheet, name="subdivision_sheet"),
    path("conditions/etablissement/<uuid:hospital>", sheet.sheet, name="hospital_sheet"),
    path("conditions/etablissement/<uuid:hospital>/dossier.pdf", paper.paper, name="paper"),
    path("conditions/service/<uuid:ward>", sheet.sheet, name="ward_sheet"),
]
