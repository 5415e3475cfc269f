"""``python -m sextant_web backup FILE``: the whole base in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from sextant.errors import SextantError
from sextant_web.house.backup import back_up


class Command(BaseCommand):
    help = "Copie toute la base dans un fichier, sans arrêter le site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FICHIER", help="le fichier à écrire ; il ne doit pas exister"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            back_up(connection.settings_dict, file)
        except SextantError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Copie écrite : {file} ({file.stat().st_size // 1024} ko). Gardez-la chiffrée.")
