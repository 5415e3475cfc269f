"""From a slip that lacks something to the facts of a claim: what the letters of ``paie-incomplete`` have to say."""

from __future__ import annotations

from decimal import Decimal

import yaml

from sextant import wording
from sextant.errors import BadInput
from sextant.rights.figure import say_euros
from sextant.rights.slip import POSTS, Slip

PROCEDURE = "paie-incomplete"


def claim_fields(slip: Slip) -> dict[str, str]:
    """The fields ``mois``, ``montant`` and ``lignes`` of a claim. Raises BadInput when nothing known is missing.

    Only what is known to be due is claimed: unknown lines are left out, and amounts to confirm are told as such.
    """
    short = [one for one in slip.differences if one.post != "total" and (one.missing or 0) > 0]
    whole = [one for one in slip.differences if one.post == "total" and (one.missing or 0) > 0]
    told = short or whole
    if not told:
        raise BadInput(
            "rien de connu ne manque sur cette fiche",
            remedy="Donnez ce qui a été payé, poste par poste : --paid gardes=469.60.",
        )
    lines = []
    for one in told:
        assert one.paid is not None
        said = (
            f"{POSTS.get(one.post, 'Total')} : {say_euros(one.expected.euros)} dus, {say_euros(one.paid)} payés, "
            f"{say_euros(one.missing)} manquants"
        )
        if one.expected.to_confirm:
            said += f" (dont {say_euros(one.expected.to_confirm)} selon le dernier montant connu)"
        sources = {
            line.rate.source for line in slip.lines if line.post in (one.post, *_all(one.post)) and line.euros
        }
        lines.append(f"{said} ; {wording.join(sorted(sources))}.")
    amount = sum((one.missing or Decimal(0) for one in told), Decimal(0))
    return {
        "mois": wording.say_day(slip.month).split(" ", 1)[1],
        "montant": say_euros(amount),
        "lignes": "\n".join(wording.typography(line) for line in lines),
    }


def _all(post: str) -> tuple[str, ...]:
    return tuple(POSTS) if post == "total" else ()


def claim_facts(slip: Slip) -> str:
    """A file of facts for the claim, to be completed with one's name and address. Raises BadInput."""
    data = {"procedure": PROCEDURE, "fields": claim_fields(slip)}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
