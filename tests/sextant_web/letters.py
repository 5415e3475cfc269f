"""Reads the letters that the site sent during a test."""

from __future__ import annotations

import re

from django.core import mail

CODE = re.compile(r"\b[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}\b")
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


def last_letter(to: str = "") -> str:
    """Subject and body of the last letter; it must be for that address, when one is given."""
    letter = mail.outbox[-1]
    assert not to or letter.to == [to]
    return f"{letter.subject}\n{letter.body}"


def code_received(to: str = "") -> str:
    """The code of the last letter."""
    found = CODE.search(last_letter(to))
    assert found, last_letter()
    return found.group()


def link_received(to: str = "") -> str:
    """The path of the first link of the last letter."""
    found = LINK.search(last_letter(to))
    assert found, last_letter()
    return found.group(1)
