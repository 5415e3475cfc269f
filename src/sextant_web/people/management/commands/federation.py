"""``python -m sextant_web federation``: the first officer of an empty site; the others are invited from the pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from sextant_web.people.models import Role, RoleKind, User


class Command(BaseCommand):
    help = "Donne le rôle de la fédération à une adresse, sur un site qui n’a encore personne pour inviter."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("adresse", help="l’adresse électronique de la personne")
        parser.add_argument("nom", help="son prénom et son nom, entre guillemets")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        email, name = options["adresse"].lower(), options["nom"]
        try:
            validate_email(email)
        except ValidationError as wrong:
            said = f"« {email} » n’est pas une adresse. Écrivez par exemple camille@exemple.fr."
            raise CommandError(said) from wrong
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, name, verified=False)
        today = timezone.localdate()
        if user.roles.held_on(today).filter(kind=RoleKind.FEDERATION).exists():
            self.stdout.write(f"{user} tient déjà le rôle de la fédération : rien n’a changé.")
            return
        Role.objects.create(user=user, kind=RoleKind.FEDERATION, first=today)
        self.stdout.write(f"{user} tient le rôle de la fédération. Connexion à /connexion avec {email}.")
