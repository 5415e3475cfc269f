"""What accounts keep of people, and what comes with them from Django and allauth."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone

from sextant_web.people.models import Hospital, Invitation, Reading, Role, Subdivision, User, Ward
from sextant_web.people.retention import CONTRACT, Declaration, of

INTEREST = "l’intérêt légitime à protéger les comptes et à répondre des accès (RGPD, art. 6.1.f)"
UNUSED = timedelta(days=3 * 365)
NEVER_CONFIRMED = timedelta(days=7)
AFTER_A_ROLE = timedelta(days=365)
AFTER_A_READING = timedelta(days=365)
AFTER_AN_INVITATION = timedelta(days=30)


def start_of(day: date) -> datetime:
    """Midnight of that day, in Paris."""
    return timezone.make_aware(datetime.combine(day, time()))


def never_confirmed(today: date) -> QuerySet[User]:
    """Somebody typed an address and never came back with its code."""
    return User.objects.filter(
        last_login=None,
        roles=None,
        invitations_accepted=None,
        date_joined__lt=start_of(today - NEVER_CONFIRMED),
    ).exclude(emailaddress__verified=True)


def invitations_of(user: User) -> QuerySet[Invitation]:
    """Those sent to the person's address, and those accepted by the person."""
    return Invitation.objects.filter(Q(accepted_by=user) | Q(email__iexact=user.email))


def invitations_over(today: date) -> QuerySet[Invitation]:
    return Invitation.objects.filter(expires_at__lt=start_of(today - AFTER_AN_INVITATION))


def sessions_of(user: User) -> QuerySet[Session]:
    """A session is sealed: which is whose cannot be asked of the base. They die with the account."""
    return Session.objects.none()


def sessions_over(today: date) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=start_of(today))


def nothing(model: type[Any]) -> Any:
    """For models of allauth that Sextant leaves empty."""
    return lambda user: model._default_manager.none()


DECLARATIONS = [
    Declaration(
        model=User,
        title="Compte",
        purpose="reconnaître la personne, lui écrire, la nommer à ses collègues",
        basis=CONTRACT,
        whose="toute personne qui ouvre un compte",
        readers="la personne ; son nom, à celles de son service",
        kept="tant que le compte sert ; effacé trois ans après la dernière connexion, une lettre prévient un mois"
        " avant ; sept jours si l’adresse n’est jamais confirmée",
        at_erasure="effacé",
        rows=lambda user: User.objects.filter(pk=user.pk),
        secret=frozenset({"password"}),
        words={"last_login": "dernière connexion"},
        expired=never_confirmed,
    ),
    Declaration(
        model=EmailAddress,
        title="Adresse électronique",
        purpose="envoyer les codes de connexion, et rien d’autre",
        basis=CONTRACT,
        whose="toute personne qui ouvre un compte",
        readers="la personne ; qui l’a invitée, s’il l’a invitée à cette adresse",
        kept="comme le compte",
        at_erasure="effacée",
        rows=of("user")(EmailAddress),
        words={"user": "compte", "email": "adresse", "verified": "confirmée", "primary": "principale"},
    ),
    Declaration(
        model=EmailConfirmation,
        title="Confirmation d’adresse en attente",
        purpose="table d’allauth, laissée vide : les codes de confirmation vivent dans la session",
        basis=CONTRACT,
        whose="personne",
        readers="personne",
        kept="rien n’y est écrit",
        at_erasure="rien à effacer",
        rows=of("email_address__user")(EmailConfirmation),
        secret=frozenset({"key"}),
    ),
    Declaration(
        model=Authenticator,
        title="Clés d’accès et second facteur",
        purpose="ouvrir le compte à la bonne personne et à elle seule",
        basis=INTEREST,
        whose="qui en a mis en place",
        readers="la personne",
        kept="jusqu’à ce qu’elle les retire, ou comme le compte",
        at_erasure="effacés",
        rows=of("user")(Authenticator),
        secret=frozenset({"data"}),
        words={
            "user": "compte",
            "type": "sorte",
            "created_at": "mis en place",
            "last_used_at": "dernier usage",
        },
    ),
    Declaration(
        model=SocialAccount,
        title="Service de connexion relié (Pro Santé Connect)",
        purpose="reconnaître la personne qui revient par ce service",
        basis=CONTRACT,
        whose="qui en a relié un",
        readers="la personne",
        kept="jusqu’à ce qu’elle ne le relie plus, ou comme le compte ; une empreinte, jamais le numéro RPPS",
        at_erasure="effacé",
        rows=of("user")(SocialAccount),
        words={
            "user": "compte",
            "provider": "service",
            "uid": "empreinte",
            "extra_data": "autres données (laissé vide)",
            "last_login": "dernière connexion",
            "date_joined": "relié le",
        },
    ),
    Declaration(
        model=SocialToken,
        title="Jetons du service de connexion",
        purpose="table d’allauth, laissée vide : aucun jeton n’est gardé",
        basis=CONTRACT,
        whose="personne",
        readers="personne",
        kept="rien n’y est écrit",
        at_erasure="rien à effacer",
        rows=of("account__user")(SocialToken),
        secret=frozenset({"token", "token_secret"}),
    ),
    Declaration(
        model=Session,
        title="Session ouverte",
        purpose="rester connecté d’une page à l’autre",
        basis=CONTRACT,
        whose="qui est connecté",
        readers="personne",
        kept="deux semaines au plus",
        at_erasure="celle qui sert à effacer est fermée ; les autres n’ouvrent plus rien",
        rows=sessions_of,
        secret=frozenset({"session_data"}),
        expired=sessions_over,
    ),
    Declaration(
        model=Role,
        title="Rôles",
        purpose="ouvrir à chacun ce que son rôle demande, et rien de plus",
        basis=INTEREST,
        whose="les internes, responsables, directions, coordonnateurs, structures locales, fédération",
        readers="la personne ; celles du même lieu, sauf l’appartenance à une structure locale, dite en nombre",
        kept="un an après la fin du rôle, pour répondre de qui avait accès",
        at_erasure="effacés",
        rows=of("user")(Role),
        words={
            "user": "compte",
            "ward": "service",
            "hospital": "établissement",
            "subdivision": "subdivision",
        },
        expired=lambda today: Role.objects.filter(last__lt=today - AFTER_A_ROLE),
    ),
    Declaration(
        model=Invitation,
        title="Invitations",
        purpose="proposer un rôle à une adresse, par un lien qui sert une fois",
        basis=INTEREST,
        whose="qui est invité",
        readers="qui invite en ce lieu",
        kept="trente jours après leur échéance",
        at_erasure="effacées",
        rows=invitations_of,
        secret=frozenset({"token_hash"}),
        words={
            "ward": "service",
            "hospital": "établissement",
            "subdivision": "subdivision",
            "invited_by": "par",
            "accepted_by": "acceptée par",
        },
        expired=invitations_over,
    ),
    Declaration(
        model=Reading,
        title="Qui a lu quoi",
        purpose="dire à la personne qui a vu ses données",
        basis=INTEREST,
        whose="la personne lue, et la personne qui lit",
        readers="la personne lue",
        kept="un an",
        at_erasure="effacé pour la personne lue ; celles qu’elle a lues le savent encore, un an au plus",
        rows=of("person")(Reading),
        words={"person": "compte", "reader": "compte de qui a lu"},
        expired=lambda today: Reading.objects.filter(day__lt=today - AFTER_A_READING),
    ),
]

NOTHING_PERSONAL = [Subdivision, Hospital, Ward, ContentType, Permission, Group, SocialApp]
