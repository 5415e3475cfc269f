"""The name Django knows this subject by."""

from django.apps import AppConfig


class Registers(AppConfig):
    name = "sextant_web.registers"
    label = "registers"
