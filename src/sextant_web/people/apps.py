"""The name Django knows this subject by."""

from django.apps import AppConfig


class People(AppConfig):
    name = "sextant_web.people"
    label = "people"
