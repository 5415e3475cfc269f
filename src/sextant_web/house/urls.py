"""The front page."""

from django.urls import path

from sextant_web.house.screens.home import home

app_name = "house"

urlpatterns = [
    path("", home, name="home"),
]
