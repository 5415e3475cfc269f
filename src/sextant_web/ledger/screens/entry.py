"""One entry written by hand, and its correction: a reason is always asked, nothing is erased."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant import wording
from sextant.almanac.holidays import zone_of
from sextant.almanac.span import local
from sextant.errors import BadInput
from sextant.ledger.entry import Correction
from sextant_web.ledger.bridge import chain_of, history_of
from sextant_web.ledger.models import Chain
from sextant_web.ledger.noting import Refused, capital, note
from sextant_web.ledger.telling import TYPED, told
from sextant_web.ledger.typed import CALLS, Twice, correct, fields_of, now_utc, read_entries


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Notes something afterwards."""
    chain, now = chain_of(request.user), now_utc(timezone.now())
    zone = zone_of(chain.person.get("territory", "metropole"))
    today = local(int(now.timestamp() // 60), zone).date()
    fields = {"id": f"w-{uuid4().hex}", "day": today.isoformat(), "zone": zone, "kind": "stage"}
    trouble: BadInput | None = None
    if request.method == "POST":
        fields = request.POST.dict()
        try:
            entries = read_entries(fields, now, chain.person.get("territory", "metropole"))
            answers = note(request.user, entries, now, whole=True)
            added = sum(answer.state == "accepted" for answer in answers)
            messages.success(request, f"Noté : {wording.say_count(added, 'entrée')}." if added else answers[0].says)
            return redirect("ledger:day")
        except BadInput as error:
            trouble = error
    page = {"fields": fields, **_form(fields, trouble)}
    return render(request, "ledger/screens/add.html", page, status=422 if trouble else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def correct_entry(request: HttpRequest, entry: str) -> HttpResponse:
    """Corrects or withdraws one entry of one's own, and shows its history."""
    chain, now = chain_of(request.user), now_utc(timezone.now())
    history = history_of(chain, entry)
    if history is None:
        raise Http404
    standing = history.current
    fields = {} if standing is None else {"correction": f"w-{uuid4().hex}", **fields_of(standing)}
    trouble: BadInput | None = None
    if request.method == "POST" and standing is not None:
        fields = request.POST.dict()
        try:
            _correct(request, chain, standing, fields, now)
            messages.success(request, "Corrigé : l’entrée d’origine reste dans le carnet, avec votre motif.")
            return redirect("ledger:day")
        except BadInput as error:
            trouble = error
    page = {
        "fields": fields,
        "standing": told(standing) if standing else None,
        "history": _told_history(history),
        **_form(fields, trouble),
    }
    return render(request, "ledger/screens/correct.html", page, status=422 if trouble else 200)


def _correct(request: HttpRequest, chain: Chain, standing, fields: dict[str, str], now) -> None:
    withdrawn = fields.get("act") == "withdraw"
    to = None if withdrawn else correct(standing, fields, now, chain.person.get("territory", "metropole"))
    correction = Correction(fields.get("correction", ""), standing.id, to, fields.get("reason", "").strip(), now)
    note(request.user, [correction], now, whole=True)


def _form(fields: dict[str, str], trouble: BadInput | None) -> dict[str, object]:
    if isinstance(trouble, Refused):
        says = [answer.says for answer in trouble.answers if answer.state == "refused"]
    else:
        says = [capital(str(trouble))] if trouble else []
    return {
        "troubles": says,
        "twice": isinstance(trouble, Twice),
        "kinds": [(kind.value, said) for kind, said in TYPED.items()],
        "rows": [
            {"number": row, **{name: fields.get(f"{name}{row}", "") for name in ("left", "back", "on_site")}}
            for row in range(1, CALLS + 1)
        ],
    }


def _told_history(history) -> list[dict[str, object]]:
    first = told(history.first)
    found = [{"when": history.first.recorded_at, "says": f"{first.title}, {first.day}, {first.when}", "reason": ""}]
    for one in history.corrections:
        says = "Annulée" if one.to is None else f"{told(one.to).title}, {told(one.to).day}, {told(one.to).when}"
        found.append({"when": one.recorded_at, "says": says, "reason": one.reason})
    return found
