"""An intern's own dossier: what to do, the letters, the bundle."""

from django.urls import path

from sextant_web.dossier.screens import letter, matter, mine, paper

app_name = "dossier"

urlpatterns = [
    path("mon-dossier", mine.mine, name="mine"),
    path("mon-dossier/pdf", paper.paper, name="paper"),
    path("mon-dossier/demarches/<uuid:matter>", matter.matter, name="matter"),
    path("mon-dossier/demarches/<uuid:matter>/effacer", matter.forget, name="forget"),
    path("mon-dossier/demarches/<uuid:matter>/lettres/<str:letter>", letter.letter, name="letter"),
    path(
        "mon-dossier/demarches/<uuid:matter>/lettres/<str:letter>/fichier",
        letter.letter_file,
        name="letter_file",
    ),
]
