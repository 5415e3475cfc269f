"""Ways to be signed in, without going through the pages: what allauth would have noted in the session."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from sextant_web.people.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
by_force = Client.force_login


def with_passkey(client: Client, user: User, *, ago: float = 0) -> Client:
    """Signed in with a passkey, ``ago`` seconds before now: good enough for an officer."""
    return _signed_in(client, user, {"method": "mfa", "type": "webauthn", "passwordless": True}, ago)


def with_code(client: Client, user: User, *, ago: float = 0) -> Client:
    """Signed in with a code by letter alone."""
    return _signed_in(client, user, {"method": "code", "email": user.email}, ago)


def _signed_in(client: Client, user: User, record: dict[str, Any], ago: float) -> Client:
    by_force(client, user, backend=BACKEND)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [record | {"at": time.time() - ago}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session.save()
    return client
