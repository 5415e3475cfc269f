"""A secret address: what the base keeps of it, and how what it shows is sent."""

from __future__ import annotations

from hashlib import sha256

from django.http import HttpResponse


def hash_of(secret: str) -> str:
    """What the base keeps of a secret: enough to know it again, not to make it."""
    return sha256(secret.encode()).hexdigest()


def kept_apart(response: HttpResponse) -> HttpResponse:
    """The same response, that no search engine keeps and whose address no other site is told."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
