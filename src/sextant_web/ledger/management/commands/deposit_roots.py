"""``python -m sextant_web deposit_roots``: once a day, sends each person who asked for it the imprint of their chain."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sextant import wording
from sextant_web.ledger.deposit import deposit_due
from sextant_web.ledger.typed import now_utc


class Command(BaseCommand):
    help = "Envoie à chaque interne qui l’a demandé l’empreinte signée de son carnet. À lancer une fois par jour."

    def handle(self, *args: Any, **options: Any) -> None:
        sent = deposit_due(now_utc(timezone.now()))
        self.stdout.write(f"{wording.say_count(sent, 'empreinte envoyée', 'empreintes envoyées')}.")
