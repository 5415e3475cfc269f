"""Addresses of the grid, of swaps and of calendars."""

from django.urls import path

from sextant_web.grid.screens.calendar import calendar
from sextant_web.grid.screens.compare import compare
from sextant_web.grid.screens.edit import draft, edit, replay
from sextant_web.grid.screens.export import export
from sextant_web.grid.screens.grid import grid
from sextant_web.grid.screens.history import history
from sextant_web.grid.screens.mine import mine
from sextant_web.grid.screens.propose import propose
from sextant_web.grid.screens.repair import repair
from sextant_web.grid.screens.subscription import subscription
from sextant_web.grid.screens.swap import swap
from sextant_web.grid.screens.swaps import decide, swaps
from sextant_web.grid.screens.why import why

app_name = "grid"

ROSTER = "services/<uuid:ward>/tableaux/<uuid:roster>"
GRID = f"{ROSTER}/versions/<uuid:version>/grille"

urlpatterns = [
    path(GRID, grid, name="grid"),
    path(f"{GRID}/case", edit, name="edit"),
    path(f"{GRID}/annuler", replay, name="replay"),
    path(f"{GRID}/reprendre", draft, name="draft"),
    path(f"{GRID}/reparer", repair, name="repair"),
    path(f"{GRID}/pourquoi", why, name="why"),
    path(f"{GRID}/historique", history, name="history"),
    path(f"{GRID}/export", export, name="export"),
    path(f"{ROSTER}/comparer", compare, name="compare"),
    path("services/<uuid:ward>/echanges", swaps, name="swaps"),
    path("services/<uuid:ward>/echanges/<uuid:swap>", decide, name="decide"),
    path("mon-tableau", mine, name="mine"),
    path("mon-tableau/abonnement", subscription, name="subscription"),
    path("mon-tableau/echanges", propose, name="propose"),
    path("mon-tableau/echanges/<uuid:swap>", swap, name="swap"),
    path("calendriers/<str:token>.ics", calendar, name="calendar"),
]
