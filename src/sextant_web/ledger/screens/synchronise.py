"""What phones send when they are back on line: idempotent, one answer per thing sent."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from sextant.errors import BadInput
from sextant.ledger.acceptance import check_clock
from sextant_web.ledger.bridge import chain_of
from sextant_web.ledger.device_form import Sent, is_moment, read_sent
from sextant_web.ledger.noting import Answer, NotWritten, capital, note
from sextant_web.ledger.screens.day import day_of
from sextant_web.ledger.typed import now_utc
from sextant_web.people.models import User

MOST_AT_ONCE = 200
MOST_BYTES = 500_000


@never_cache
@require_POST
def synchronise(request: HttpRequest) -> JsonResponse:
    """``{owner, clock, shift, items}`` in; ``{now, clock, answers, known}`` out.

    ``clock`` is what the device says it is, ``shift`` the seconds that its person chose to add to it. When the two
    do not give the hour of the host, nothing is taken in and the sentence says so: the things stay on the device.
    """
    now = now_utc(timezone.now())
    try:
        data = _read(request)
    except BadInput as error:
        return JsonResponse({"says": capital(str(error))}, status=400)
    if data["owner"] != str(request.user.pk):
        says = "Ces entrées sont celles d’un autre compte : elles restent sur l’appareil. Connectez-vous avec ce compte."
        return JsonResponse({"says": says}, status=409)
    answer: dict[str, object] = {"now": now.isoformat(), "answers": [], "clock": ""}
    try:
        device = datetime.fromisoformat(data["clock"])
        answer["gap"] = round((device - now).total_seconds())
        check_clock(device + timedelta(seconds=data["shift"]), now)
    except BadInput as error:
        answer["clock"] = capital(str(error))
    else:
        try:
            answer["answers"] = [asdict(one) for one in take(request.user, data["items"], now)]
        except NotWritten as error:  # no answer: the device keeps everything, and sends it again
            return JsonResponse({"says": capital(str(error))}, status=503)
    answer["known"] = day_of(chain_of(request.user), now)["known"]
    return JsonResponse(answer)


@never_cache
@ensure_csrf_cookie
@require_safe
def token(request: HttpRequest) -> JsonResponse:
    """Sets the cookie that a sending must repeat, and says whose session it is."""
    return JsonResponse({"owner": str(request.user.pk), "now": now_utc(timezone.now()).isoformat()})


def take(user: User, items: list[object], now: datetime) -> list[Answer]:
    """What can be read is noted; what cannot is refused, each with its sentence. In the order sent."""
    read: dict[int, Sent] = {}
    answers: dict[int, Answer] = {}
    for index, item in enumerate(items):
        try:
            read[index] = read_sent(item)
        except BadInput as error:
            answers[index] = Answer(_id(item), "refused", capital(str(error)))
    answers |= dict(zip(read, note(user, list(read.values()), now), strict=True))
    return [answers[index] for index in range(len(items))]


def _id(item: object) -> str:
    found = item.get("id") if isinstance(item, dict) else None
    return found[:80] if isinstance(found, str) else ""


def _read(request: HttpRequest) -> dict[str, object]:
    """The body. Raises BadInput."""
    remedy = "Rien n’est perdu : mettez l’application à jour, puis renvoyez."
    if len(request.body) > MOST_BYTES:
        raise BadInput("cet envoi est trop lourd", remedy="Envoyez en plusieurs fois.")
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadInput("cet envoi n’est pas lisible", remedy=remedy) from None
    right = (
        isinstance(data, dict)
        and isinstance(data.get("owner"), str)
        and isinstance(data.get("items"), list)
        and is_moment(data.get("clock"))
    )
    if not right:
        raise BadInput("cet envoi n’a pas la forme attendue", remedy=remedy)
    if len(data["items"]) > MOST_AT_ONCE:
        raise BadInput(f"plus de {MOST_AT_ONCE} entrées d’un coup", remedy="Envoyez en plusieurs fois.")
    shift = data.get("shift")
    most = 400 * 24 * 3600
    data["shift"] = (
        shift if isinstance(shift, int) and not isinstance(shift, bool) and abs(shift) < most else 0
    )
    return data
