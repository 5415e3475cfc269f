"""An intern's own time, and the public page that checks a statement."""

from django.urls import path

from sextant_web.ledger.screens import (
    add,
    application,
    correct,
    day,
    facts,
    import_hours,
    journal,
    placement,
    shared,
    shares,
    statements,
    synchronise,
    trimester,
    verify,
    what_if,
)

app_name = "ledger"

urlpatterns = [
    path("ma-journee", day.day, name="day"),
    path("ma-journee/hors-ligne", day.day_offline, name="day_offline"),
    path("manifest.webmanifest", application.manifest, name="manifest"),
    path("sw.js", application.worker, name="worker"),
    path("journal/synchroniser", synchronise.synchronise, name="synchronise"),
    path("journal/jeton", synchronise.token, name="token"),
    path("mon-carnet", journal.journal, name="journal"),
    path("mon-carnet/noter", add.add, name="add"),
    path("mon-carnet/<str:entry>/corriger", correct.correct, name="correct"),
    path("mon-carnet/fichier", journal.chain_file, name="chain_file"),
    path("mon-carnet/preuve", journal.inclusion, name="inclusion"),
    path("racines.jsonl", journal.host_roots, name="host_roots"),
    path("mon-carnet/empreinte", journal.deposit, name="deposit"),
    path("mon-carnet/stage", placement.placement, name="placement"),
    path("mon-carnet/mes-faits", facts.facts, name="facts"),
    path("mon-carnet/importer", import_hours.import_hours, name="import_hours"),
    path("mon-carnet/importer/feuille-vide", import_hours.blank, name="blank"),
    path("mes-releves", statements.statements, name="statements"),
    path("mes-releves/fichier", statements.statement_file, name="statement_file"),
    path("verifier-releve", verify.verify, name="verify"),
    path("mon-trimestre", trimester.trimester, name="trimester"),
    path("mon-trimestre/et-si", what_if.ask, name="what_if"),
    path("mon-trimestre/partages", shares.shares, name="shares"),
    path("mon-trimestre/partages/<uuid:share>/retrait", shares.revoke, name="revoke"),
    path("partage/<str:secret>", shared.by_link, name="by_link"),
    path("partages-recus/<uuid:received>", shared.received, name="received"),
]
