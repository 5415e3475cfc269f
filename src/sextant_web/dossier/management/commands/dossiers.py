"""``python -m sextant_web dossiers``: once a day, deadlines told to those who asked, shared pages closed in time."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sextant import wording
from sextant_web.dossier.privacy import close_pages
from sextant_web.dossier.reminders import remind


class Command(BaseCommand):
    help = "Rappelle les échéances des démarches à qui l’a demandé, et efface les dossiers dont le partage est fini."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        sent, closed = remind(today), close_pages(today)
        told = wording.say_count(sent, "échéance rappelée", "échéances rappelées")
        self.stdout.write(f"{told}, {wording.say_count(closed, 'dossier refermé', 'dossiers refermés')}.")
