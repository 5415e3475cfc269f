"""The name Django knows this subject by."""

from django.apps import AppConfig


class Roster(AppConfig):
    name = "sextant_web.roster"
    label = "roster"
