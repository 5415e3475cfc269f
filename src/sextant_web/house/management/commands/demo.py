"""``python -m sextant_web demo``: puts the demo's people and their life in an empty base."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from sextant_web.people.models import User


class Command(BaseCommand):
    help = "Remplit une base vide d’un hôpital d’exemple : services, internes, trois mois de journées."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SEXTANT_DEMO:
            raise CommandError(
                "La démonstration n’entre pas dans une vraie base : ses comptes s’ouvrent sans code. "
                "Lancez « make start » sur une machine d’essai."
            )
        if User.objects.exists():
            self.stdout.write("La base a déjà ses comptes : rien n’a été ajouté.")
            return
        today = timezone.localdate()
        with transaction.atomic():
            # Each subject adds its own rows, in the order of the applications: people first.
            for app in apps.get_app_configs():
                if app.name.startswith("sextant_web.") and find_spec(f"{app.name}.demo"):
                    import_module(f"{app.name}.demo").load(today)
