"""Pro Santé Connect, asked for as little as possible.

Its subject identifier holds the RPPS number of the professional, and its answer tells profession, places of
practice and more. Sextant needs to know that the same person is back: it keeps a fingerprint of the subject that
says nothing without the secret of the host, and nothing else.
"""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.utils.crypto import salted_hmac


class DiscreetProvider(OpenIDConnectProvider):
    """Allauth's provider, which forgets what it was told."""

    def extract_uid(self, data: dict[str, Any]) -> str:
        subject = super().extract_uid(data)
        issuer = str(self.app.settings["server_url"])
        return salted_hmac("sextant.openid", f"{issuer} {subject}", algorithm="sha256").hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}
