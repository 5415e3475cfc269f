"""The letters that the site itself writes (allauth's are in people/allauth)."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.mail import send_mail
from django.template.loader import render_to_string


def write(to: str, letter: str, told: Mapping[str, object]) -> None:
    """Sends ``people/letters/<letter>.txt``: its first line is the subject."""
    subject, _, body = render_to_string(f"people/letters/{letter}.txt", dict(told)).strip().partition("\n")
    send_mail(subject.strip(), body.strip() + "\n", None, [to])
