"""``python -m sextant_web rotate_key``: a new signing key; what the old one signed is still checked."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sextant.ledger.signature import fingerprint
from sextant_web.ledger.signing import rotate_key
from sextant_web.ledger.typed import now_utc


class Command(BaseCommand):
    help = "Change la clé de signature du site. L’ancienne clé privée est effacée, sa part publique gardée avec ses dates."

    def handle(self, *args: Any, **options: Any) -> None:
        made = rotate_key(now_utc(timezone.now()))
        self.stdout.write(
            f"Nouvelle clé : {fingerprint(made.public)}. Les relevés déjà signés se vérifient toujours."
        )
