"""Places: the finder, a commune, up to four compared."""

from django.urls import path

from sextant_web.territory.screens.compare import compare
from sextant_web.territory.screens.finder import find_place
from sextant_web.territory.screens.namesakes import find_sheet
from sextant_web.territory.screens.sheet import show_commune

app_name = "territory"

urlpatterns = [
    path("territoire", find_place, name="finder"),
    path("territoire/comparer", compare, name="compare"),
    path("territoire/fiche", find_sheet, name="find_sheet"),
    path("territoire/<str:code>", show_commune, name="sheet"),
]
