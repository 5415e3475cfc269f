"""The name Django knows this subject by."""

from django.apps import AppConfig


class Conditions(AppConfig):
    name = "sextant_web.conditions"
    label = "conditions"
