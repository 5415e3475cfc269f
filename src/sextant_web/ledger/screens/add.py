"""One presence or absence written by hand, afterwards."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant import wording
from sextant.almanac.holidays import zone_of
from sextant.almanac.span import local
from sextant.errors import BadInput
from sextant_web.ledger.bridge import chain_of
from sextant_web.ledger.noting import Refused, capital, note
from sextant_web.ledger.telling import TYPED
from sextant_web.ledger.typed import CALLS, Twice, now_utc, read_entries


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
            messages.success(
                request, f"Noté : {wording.say_count(added, 'entrée')}." if added else answers[0].says
            )
            return redirect("ledger:day")
        except BadInput as error:
            trouble = error
    page = {"fields": fields, **form_of(fields, trouble)}
    return render(request, "ledger/screens/add.html", page, status=422 if trouble else 200)


def form_of(fields: dict[str, str], trouble: BadInput | None) -> dict[str, object]:
    """What the fields of an entry need: their values, what is wrong with them, what may be chosen."""
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
