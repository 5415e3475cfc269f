"""The name Django knows this subject by."""

from django.apps import AppConfig


class Dossier(AppConfig):
    name = "sextant_web.dossier"
    label = "dossier"
