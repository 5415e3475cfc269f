"""``python -m sextant_web remind``: writes to those whom a deadline concerns; ``daily`` calls it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sextant import wording
from sextant_web.roster.editing import as_day
from sextant_web.roster.reminders import remind


class Command(BaseCommand):
    help = "Rappelle par courriel le tableau du mois prochain (avant le 20) et le relevé (avant le 10), une seule fois."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--today", metavar="JOUR", help="faire comme si c’était ce jour (année-mois-jour)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        day = timezone.localdate()
        if options["today"]:
            given = as_day(options["today"])
            if given is None:
                raise CommandError(f"« {options['today']} » n’est pas une date. Par exemple 2026-11-12.")
            day = given
        sent = remind(day)
        self.stdout.write(f"{wording.say_count(sent, 'rappel envoyé', 'rappels envoyés')}.")
