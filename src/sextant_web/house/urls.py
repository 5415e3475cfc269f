"""The front page, and the page of patterns."""

from django.urls import path

from sextant_web.house.screens.home import home
from sextant_web.house.screens.patterns import patterns

app_name = "house"

urlpatterns = [
    path("", home, name="home"),
    path("motifs", patterns, name="patterns"),
]
