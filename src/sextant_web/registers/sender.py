"""Who proposes, from outside, without an account: a name, an address to answer to, and nothing that a robot fills."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.http import QueryDict

from sextant_web.registers.models import Entry, EntryState, ProposedBenefit

MOST_WAITING = 300
"""How many proposals may wait: beyond, nobody reads them, and a machine is probably writing."""


@dataclass(frozen=True)
class Sender:
    """Who proposes; ``robot``: the field that people do not see was filled in."""

    name: str = ""
    email: str = ""
    robot: bool = False
    wrong: dict[str, str] = field(default_factory=dict)


def read_sender(post: QueryDict) -> Sender:
    """Who signs a proposal."""
    name = " ".join(post.get("organisme", "").split())[:120]
    email = post.get("courriel", "").strip()[:254]
    wrong = {}
    if not name:
        wrong["organisme"] = "Dites qui vous êtes : une mairie, un Département, une structure locale."
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        wrong["courriel"] = "Ce n’est pas une adresse électronique. Écrivez par exemple mairie@exemple.fr."
    return Sender(name, email, bool(post.get("site", "")), wrong)


def too_many_wait() -> bool:
    """Whether no more proposals are taken until some are read."""
    waiting = ProposedBenefit.objects.filter(second_read=None, refused=None).count()
    return waiting + Entry.objects.filter(state=EntryState.PROPOSED).count() >= MOST_WAITING


TOO_MANY = (
    "Trop de propositions attendent d’être lues. Réessayez dans quelques jours : rien n’a été enregistré."
)
