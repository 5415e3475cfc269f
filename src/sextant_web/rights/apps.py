"""The name Django knows this subject by."""

from django.apps import AppConfig


class Rights(AppConfig):
    name = "sextant_web.rights"
    label = "rights"
