"""How well the person of this session has shown who they are: allauth keeps the record, we read it."""

from __future__ import annotations

import time

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from sextant_web.people.models import User


def proved_second_factor(request: HttpRequest) -> bool:
    """Whether a passkey, a code of the application or a recovery code was shown in this session."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def proved_lately(request: HttpRequest) -> bool:
    """Whether anything at all was shown in the last ten minutes (ACCOUNT_REAUTHENTICATION_TIMEOUT)."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def to_prove_again(request: HttpRequest) -> HttpResponse:
    """Sends to the best way the person has, and back here."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    return _and_back(methods[0]["url"], request)


def to_second_factor(request: HttpRequest) -> HttpResponse:
    """Sends to use one, or to set one up, and back here."""
    kinds = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
    if Authenticator.objects.filter(user=request.user, type__in=kinds).exists():
        return to_prove_again(request)
    return _and_back(reverse("mfa_index"), request)


def _and_back(url: str, request: HttpRequest) -> HttpResponse:
    # What was posted is not kept: one comes back to the page, and does it again.
    here = request.get_full_path() if request.method == "GET" else reverse("people:home")
    return HttpResponseRedirect(f"{url}?{urlencode({'next': here})}")


def note_new_factor(request: HttpRequest, user: User, authenticator: Authenticator, **_: object) -> None:
    """Who has just set a passkey or an application up has just used it: that is a proof too."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(
            request, user, method="mfa", type=authenticator.type, id=authenticator.pk, reauthenticated=True
        )


def note_confirmed_address(request: HttpRequest, email_address: EmailAddress, **_: object) -> None:
    """Who has just opened an account copied a code from a letter: as good as signing in with one."""
    record_authentication(request, email_address.user, method="code", email=email_address.email)
