"""Swaps: judged before anyone says yes, accepted by the colleague, approved by the head, refused if anything changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from sextant.almanac.activity import Activity
from sextant.almanac.half_day import HalfDay
from sextant.errors import BadInput
from sextant.law.library import load
from sextant.roster.audit import DUTIES, audit
from sextant.roster.duty_words import the_duty
from sextant.roster.fairness import fairness
from sextant.roster.handed import Hand, duty_of
from sextant.roster.roster import Roster as Planned
from sextant.roster.swap import Swap as Judged
from sextant.roster.swap import judge_swap
from sextant_web.grid.edits import Refused
from sextant_web.grid.models import Swap, SwapState
from sextant_web.people.models import User
from sextant_web.roster.bridge import roster_of_version, version_from_roster
from sextant_web.roster.models import Roster, Seat, Source, Status, Version

NEAREST = 16
"""How many duties of colleagues are tried at once: a page must not wait."""


def published(row: Roster) -> Version | None:
    """The version that is in force."""
    return row.versions.filter(status=Status.PUBLISHED).order_by("-number").first()


def duties_of(planned: Planned, name: str, since: date) -> list[Activity]:
    """What somebody still has to hold, nearest first."""
    return [a for a in planned.activities.get(name, ()) if a.kind in DUTIES and a.day >= since.toordinal()]


def hands_of(name: str, duty: Activity, other: str, back: Activity | None) -> list[Hand]:
    """The duty given, and the one taken in return."""
    given = [Hand(name, other, duty.day, duty.half_day, duty.line)]
    return given + ([Hand(other, name, back.day, back.half_day, back.line)] if back else [])


def offers(
    planned: Planned, name: str, duty: Activity, since: date, others: Sequence[str]
) -> list[tuple[Activity, Judged]]:
    """The duties of colleagues nearest to this one, each judged in exchange; the legal ones first."""
    library = load()
    known, share = audit(planned, library), fairness(planned, library)
    theirs = [(other, back) for other in others for back in duties_of(planned, other, since)]
    theirs.sort(key=lambda pair: (abs(pair[1].day - duty.day), pair[0]))
    found = []
    for other, back in theirs[:NEAREST]:
        try:
            found.append(
                (
                    back,
                    judge_swap(planned, hands_of(name, duty, other, back), library, known=known, share=share),
                )
            )
        except BadInput:
            continue
    return sorted(found, key=lambda pair: not pair[1].legal)


def propose(row: Roster, by: User, name: str, hands: list[Hand], note: str, today: date) -> Swap:
    """A swap, written once it was judged legal. Raises Refused, BadInput."""
    version = published(row)
    if version is None:
        raise Refused("Aucun tableau n’est publié pour cette période.")
    if any(hand.day < today.toordinal() for hand in hands):
        raise Refused("Cette garde est passée : elle ne s’échange plus.")
    planned = roster_of_version(version)
    judged = judge_swap(planned, hands)
    if not judged.legal:
        raise Refused(f"Cet échange n’est pas légal : {judged.discreet[0]}")
    other = hands[0].taker
    seat = Seat.objects.filter(roster=row, name=other).select_related("user").first()
    if seat is None:
        raise Refused(f"{other} n’a pas encore de compte : demandez au responsable du service.")
    return Swap.objects.create(
        version=version,
        name=name,
        other=other,
        by=by,
        to=seat.user,
        hands=[_json(hand) for hand in hands],
        said=said(planned, hands),
        note=note[:300],
    )


def said(planned: Planned, hands: Sequence[Hand]) -> str:
    """« Camille donne la garde de nuit du …, Yanis donne … »."""
    return " ; ".join(
        f"{hand.giver} donne {the_duty(duty_of(planned, hand.giver, hand.day, hand.half_day, hand.line))}"
        for hand in hands
    )[:300]


def judged_today(swap: Swap) -> Judged:
    """The swap on the roster in force. Raises Refused when that roster says something else of the two."""
    version = published(swap.version.roster)
    if version is None or any(
        version.cells.get(n) != swap.version.cells.get(n) for n in (swap.name, swap.other)
    ):
        raise Refused(
            "Le tableau a changé depuis cette proposition : elle est caduque. Proposez l’échange à nouveau."
        )
    return judge_swap(roster_of_version(version), hands_in(swap))


def hands_in(swap: Swap) -> list[Hand]:
    """The duties of a row."""
    return [
        Hand(
            h["giver"],
            h["taker"],
            date.fromisoformat(h["day"]).toordinal(),
            HalfDay(h["half_day"]),
            h["line"],
        )
        for h in swap.hands
    ]


def answer(swap: Swap, state: SwapState, expected: SwapState) -> Swap:
    """Accepts, declines or withdraws. Raises Refused when it is not its turn, or the roster changed."""
    with transaction.atomic():
        held = _held(swap)
        if held.state != expected:
            raise Refused(f"Cet échange est déjà {held.get_state_display()}.")
        if state == SwapState.ACCEPTED:
            _legal_or_refused(held)
        held.state, held.answered_at = state, timezone.now()
        held.save(update_fields=["state", "answered_at"])
        return held


def approve(swap: Swap, by: User) -> Swap:
    """The head approves: a new version, made from the one in force. Raises Refused, and nothing changes but STALE."""
    try:
        with transaction.atomic():
            held = _held(swap)
            if held.state != SwapState.ACCEPTED:
                raise Refused(f"Cet échange est {held.get_state_display()} : il n’attend pas votre accord.")
            judged = _legal_or_refused(held)
            version = published(held.version.roster)
            assert version is not None
            held.made = version_from_roster(
                held.version.roster,
                judged.roster,
                version.facts,
                Source.EDIT,
                parent=version,
                made_by=by,
                note=f"Échange : {held.said}."[:300],
            )
            held.state, held.decided_by, held.decided_at = SwapState.APPROVED, by, timezone.now()
            held.save(update_fields=["made", "state", "decided_by", "decided_at"])
            return held
    except _Changed as changed:
        Swap.objects.filter(pk=swap.pk).update(state=SwapState.STALE, decided_at=timezone.now())
        raise Refused(str(changed)) from None


def refuse(swap: Swap, by: User) -> Swap:
    """The head says no. Raises Refused when it does not wait for them."""
    with transaction.atomic():
        held = _held(swap)
        if held.state not in (SwapState.ACCEPTED, SwapState.PROPOSED):
            raise Refused(f"Cet échange est déjà {held.get_state_display()}.")
        held.state, held.decided_by, held.decided_at = SwapState.REFUSED, by, timezone.now()
        held.save(update_fields=["state", "decided_by", "decided_at"])
        return held


class _Changed(Refused):
    """The roster in force is no longer the one that was looked at."""


def _legal_or_refused(swap: Swap) -> Judged:
    try:
        judged = judged_today(swap)
    except (Refused, BadInput) as changed:
        raise _Changed(str(changed)) from None
    if not judged.legal:
        raise _Changed(f"Cet échange n’est plus légal : {judged.discreet[0]}")
    return judged


def _held(swap: Swap) -> Swap:
    found: Swap = (
        Swap.objects.select_for_update(of=("self",)).select_related("version__roster__ward").get(pk=swap.pk)
    )
    return found


def _json(hand: Hand) -> dict[str, Any]:
    return {
        "giver": hand.giver,
        "taker": hand.taker,
        "day": date.fromordinal(hand.day).isoformat(),
        "half_day": int(hand.half_day),
        "line": hand.line,
    }
