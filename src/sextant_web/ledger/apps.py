"""The name Django knows this subject by."""

from django.apps import AppConfig


class Ledger(AppConfig):
    name = "sextant_web.ledger"
    label = "ledger"
