"""The correction of an entry: a reason is always asked, and the first line stays beside it."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant.errors import BadInput
from sextant.ledger.entry import Correction, Entry
from sextant.ledger.journal import Noted
from sextant_web.ledger.bridge import chain_of, history_of
from sextant_web.ledger.models import Chain
from sextant_web.ledger.noting import note
from sextant_web.ledger.screens.add import form_of
from sextant_web.ledger.telling import told
from sextant_web.ledger.typed import correct as corrected
from sextant_web.ledger.typed import fields_of, now_utc


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, entry: str) -> HttpResponse:
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
        **form_of(fields, trouble),
    }
    return render(request, "ledger/screens/correct.html", page, status=422 if trouble else 200)


def _correct(
    request: HttpRequest, chain: Chain, standing: Entry, fields: dict[str, str], now: datetime
) -> None:
    withdrawn = fields.get("act") == "withdraw"
    to = None if withdrawn else corrected(standing, fields, now, chain.person.get("territory", "metropole"))
    correction = Correction(
        fields.get("correction", ""), standing.id, to, fields.get("reason", "").strip(), now
    )
    note(request.user, [correction], now, whole=True)


def _told_history(history: Noted) -> list[dict[str, object]]:
    first = told(history.first)
    found = [
        {"when": history.first.recorded_at, "says": f"{first.title}, {first.day}, {first.when}", "reason": ""}
    ]
    for one in history.corrections:
        says = (
            "Annulée" if one.to is None else f"{told(one.to).title}, {told(one.to).day}, {told(one.to).when}"
        )
        found.append({"when": one.recorded_at, "says": says, "reason": one.reason})
    return found
