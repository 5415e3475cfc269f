"""An intern's own time, and the public page that checks a statement."""

from django.urls import path

from sextant_web.ledger.screens import application, day, entry, journal, share, synchronise, trimester

app_name = "ledger"

urlpatterns = [
    path("ma-journee", day.day, name="day"),
    path("ma-journee/hors-ligne", day.day_offline, name="day_offline"),
    path("manifest.webmanifest", application.manifest, name="manifest"),
    path("sw.js", application.worker, name="worker"),
    path("journal/synchroniser", synchronise.synchronise, name="synchronise"),
    path("journal/jeton", synchronise.token, name="token"),
    path("mon-carnet", journal.journal, name="journal"),
    path("mon-carnet/noter", entry.add, name="add"),
    path("mon-carnet/<str:entry>/corriger", entry.correct_entry, name="correct"),
    path("mon-carnet/fichier", journal.chain_file, name="chain_file"),
    path("mon-carnet/empreinte", journal.deposit, name="deposit"),
    path("mon-carnet/stage", journal.placement, name="placement"),
    path("mon-trimestre", trimester.trimester, name="trimester"),
    path("mon-trimestre/partages", share.shares, name="shares"),
    path("mon-trimestre/partages/<uuid:share>/retrait", share.revoke, name="revoke"),
    path("partage/<str:secret>", share.by_link, name="by_link"),
    path("partages-recus/<uuid:received>", share.received, name="received"),
]
