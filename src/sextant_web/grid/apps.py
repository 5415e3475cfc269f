"""The name Django knows this subject by."""

from django.apps import AppConfig


class Grid(AppConfig):
    name = "sextant_web.grid"
    label = "grid"
