"""The name Django knows this subject by."""

from django.apps import AppConfig


class Defence(AppConfig):
    name = "sextant_web.defence"
    label = "defence"
