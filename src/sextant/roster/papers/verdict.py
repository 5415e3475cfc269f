"""The verdict on a roster in one sentence, at the head of every paper."""

from __future__ import annotations

from sextant import wording
from sextant.law.audit import Judgement


def verdict(judgement: Judgement) -> str:
    """What a director needs to know before signing."""
    if not judgement.unlawful:
        return "Aucun manquement aux règles de droit que Sextant connaît."
    count = wording.say_count(len(judgement.unlawful), "manquement")
    return wording.typography(f"{count} au droit : ce tableau ne peut pas être arrêté en l’état.")
