"""``python -m sextant_web restore FILE``: a copy back into an empty base."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from sextant.errors import SextantError
from sextant_web.house.backup import restore
from sextant_web.people.models import User


class Command(BaseCommand):
    help = "Remet dans une base vide la copie faite par « backup »."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER", help="la copie à remettre")

    def handle(self, *args: Any, **options: Any) -> None:
        if User._meta.db_table in connection.introspection.table_names():
            raise CommandError(
                "La base n’est pas vide : la copie n’y est pas remise. Créez une base neuve et donnez son adresse."
            )
        connection.close()
        try:
            restore(connection.settings_dict, options["file"])
        except SextantError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("La copie est remise. Lancez « migrate » si Sextant a changé depuis.")
