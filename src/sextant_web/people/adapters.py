"""What we ask of allauth that its settings do not say: our sentences, and nothing more kept than needed."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from sextant.wording import typography
from sextant_web.people.models import User

WRONG_CODE = "ce code n’est pas le bon. Recopiez celui de la dernière lettre reçue, avec ou sans tiret."
TOO_MANY = "trop d’essais. Attendez quelques minutes, puis demandez un nouveau code."

# What is worth telling once it is done; the page itself says the rest.
SAID = {
    "account/messages/email_confirmed.txt": "Votre adresse est confirmée.",
    "account/messages/logged_out.txt": "Vous êtes déconnecté.",
    "mfa/messages/totp_activated.txt": "L’application de codes est en place.",
    "mfa/messages/totp_deactivated.txt": "L’application de codes est retirée.",
    "mfa/messages/webauthn_added.txt": "La clé d’accès est enregistrée.",
    "mfa/messages/webauthn_removed.txt": "La clé d’accès est retirée.",
    "socialaccount/messages/account_connected.txt": "Le service est relié à votre compte.",
    "socialaccount/messages/account_connected_other.txt": "Ce service est déjà relié à un autre compte.",
    "socialaccount/messages/account_disconnected.txt": "Le service n’est plus relié à votre compte.",
}


class Accounts(DefaultAccountAdapter):
    """Signing in and up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "ce compte est fermé.",
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": "une lettre vient de partir. Attendez une minute avant d’en demander une autre.",
        "same_as_current": "c’est déjà votre adresse.",
        "duplicate_email": "c’est déjà votre adresse.",
        "email_taken": "cette adresse ne peut pas être prise. Donnez-en une autre.",
    }

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        said = message or SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, typography(str(said)), extra_tags=extra_tags)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Allauth's own offers a new password."""
        self.send_mail("account/email/account_already_exists", email, {})

    def is_reauthentication_required(self, *, app: str | None = None) -> bool:
        """No: the guard has asked already, at every address that the table marks ``lately``."""
        return False

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """A passkey or the app when there is one; a code by letter otherwise (people/screens/confirm.py)."""
        kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        methods = []
        if Authenticator.Type.WEBAUTHN in kinds:
            url = reverse("mfa_reauthenticate_webauthn")
            methods.append({"id": "webauthn", "description": "par clé d’accès", "url": url})
        if kinds & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}:
            url = reverse("mfa_reauthenticate")
            methods.append(
                {"id": "code", "description": "par code de l’application ou de secours", "url": url}
            )
        if not methods:
            url = reverse("account_reauthenticate")
            methods.append({"id": "letter", "description": "par code envoyé par courriel", "url": url})
        return methods


class SecondFactors(DefaultMFAAdapter):
    """Passkeys, codes of an application, codes kept in a drawer."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "ce code n’est pas le bon, ou cette clé n’est pas connue ici. Recommencez.",
        "unverified_email": "confirmez d’abord votre adresse électronique.",
        "cannot_generate_recovery_codes": "les codes de secours viennent avec une clé d’accès ou une application.",
    }

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002  (allauth's own name)
        known = Authenticator.objects.filter(user=user, type=type).count()
        return f"Clé {known + 1}" if known else "Ma clé d’accès"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Sextant"}


class OutsideAccounts(DefaultSocialAccountAdapter):
    """A person who comes from Pro Santé Connect: a name to propose, and that is all."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "email_taken": "un compte existe déjà à cette adresse. Connectez-vous avec elle, puis reliez %s depuis votre compte.",
        "no_password": "reliez d’abord une autre façon de vous connecter.",
    }

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        user = super().populate_user(request, sociallogin, data)
        said = data.get("name") or f"{data.get('first_name') or ''} {data.get('last_name') or ''}"
        user.name = said.strip()[:80]
        return user
