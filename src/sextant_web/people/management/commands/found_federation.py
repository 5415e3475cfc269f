"""``python -m sextant_web found_federation EMAIL NAME``: the first account of a new site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from sextant_web.people.models import Role, RoleKind, User


class Command(BaseCommand):
    help = "Donne le rôle de la fédération à une première personne, sur un site qui n’en a pas encore."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="COURRIEL", help="son adresse électronique")
        parser.add_argument("name", metavar="NOM", help="son prénom et son nom")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].lower()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"« {email} » n’est pas une adresse électronique.") from None
        if Role.objects.filter(kind=RoleKind.FEDERATION).exists():
            raise CommandError(
                "La fédération a déjà un compte : c’est à lui d’en nommer d’autres, sur le site."
            )
        with transaction.atomic():
            user = User.objects.filter(email=email).first() or User.objects.create_user(
                email, options["name"]
            )
            Role.objects.create(user=user, kind=RoleKind.FEDERATION, first=timezone.localdate())
        self.stdout.write(f"{user.name} peut se connecter avec un code envoyé à {email}.")
