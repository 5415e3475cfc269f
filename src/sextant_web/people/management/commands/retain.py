"""``python -m sextant_web retain``: forgets what has been kept long enough. To be run every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from sextant_web.people.forgetting import forget


class Command(BaseCommand):
    help = "Efface ce qui a été gardé assez longtemps, comme le dit le registre. À lancer chaque nuit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="dit ce qui serait effacé, n’efface et n’écrit rien"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        dry = options["dry_run"]
        for title, count in forget(timezone.localdate(), dry=dry).items():
            self.stdout.write(f"{count:6}  {title}")
        if dry:
            self.stdout.write("À blanc : rien n’a été effacé.")
