"""``python -m sextant_web host_root``: once a day, the signed root of every chain, to be kept outside."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sextant import wording
from sextant.ledger.host_root import write_host_root
from sextant_web.ledger.host_roots import host_root_of, make_root_now
from sextant_web.ledger.typed import now_utc


class Command(BaseCommand):
    help = (
        "Signe la racine de tous les carnets du site ; --out l’ajoute aussi à un fichier, à déposer ailleurs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--out", metavar="FICHIER", help="fichier où ajouter la racine, une ligne par jour"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        made = make_root_now(now_utc(timezone.now()))
        if options["out"]:
            try:
                with Path(options["out"]).open("a", encoding="utf-8") as opened:
                    opened.write(write_host_root(host_root_of(made)))
            except OSError as error:
                raise CommandError(
                    f"La racine est signée, mais « {options['out']} » ne s’écrit pas : {error.strerror}."
                ) from None
        self.stdout.write(f"Racine de {wording.say_count(made.chains, 'carnet')} : {made.root}.")
