"""An intern's own dossier: what to do, the letters, the bundle."""

from django.urls import path

from sextant_web.dossier.screens import (
    exhibits,
    letter,
    matter,
    mine,
    paper,
    received,
    shared_dossiers,
    shown,
    slip,
)

app_name = "dossier"

urlpatterns = [
    path("mon-dossier", mine.mine, name="mine"),
    path("mon-dossier/pdf", paper.paper, name="paper"),
    path("mon-dossier/pieces", exhibits.exhibits, name="exhibits"),
    path("mon-dossier/pieces/<uuid:exhibit>", exhibits.exhibit, name="exhibit"),
    path("mon-dossier/fiche-de-paie", slip.slip, name="slip"),
    path("mon-dossier/partages", shared_dossiers.shares, name="shares"),
    path("mon-dossier/partages/<uuid:bundle>/retrait", shared_dossiers.revoke, name="revoke"),
    path("dossier-confie/<str:secret>", shown.by_link, name="by_link"),
    path("dossiers-confies", received.received, name="received"),
    path("dossiers-confies/<uuid:shown>", received.received_one, name="received_one"),
    path("mon-dossier/demarches/<uuid:matter>", matter.matter, name="matter"),
    path("mon-dossier/demarches/<uuid:matter>/effacer", matter.forget, name="forget"),
    path("mon-dossier/demarches/<uuid:matter>/lettres/<str:letter>", letter.letter, name="letter"),
    path(
        "mon-dossier/demarches/<uuid:matter>/lettres/<str:letter>/fichier",
        letter.letter_file,
        name="letter_file",
    ),
]
