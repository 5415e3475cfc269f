"""« Mon stage »: the facts of one's placement that the counts need."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant.almanac.holidays import NO_HOLIDAY, TERRITORIES
from sextant.almanac.person import PlacementKind, Status
from sextant.errors import BadInput
from sextant_web.ledger.bridge import chain_of
from sextant_web.ledger.declaring import declare
from sextant_web.ledger.noting import capital
from sextant_web.ledger.typed import now_utc

OF_PLACEMENT = (
    "status",
    "placement",
    "placement_start",
    "share",
    "leave_taken",
    "territory",
    "site",
    "surnombre",
)
"""The facts of this page; those of « Mes faits » stay as they are."""


@require_http_methods(["GET", "HEAD", "POST"])
def placement(request: HttpRequest) -> HttpResponse:
    """Shows and changes them; what cannot be is told and nothing changes."""
    chain, trouble = chain_of(request.user), ""
    facts = {"share": 100, **chain.person}
    if chain.person.get("share"):
        facts["share"] = round(100 * chain.person["share"])
    if request.method == "POST":
        facts = request.POST.dict()
        try:
            kept = {key: value for key, value in chain.person.items() if key not in OF_PLACEMENT}
            declare(request.user, kept | _facts(facts), now_utc(timezone.now()))
            messages.success(request, "Enregistré : les comptes en tiennent compte.")
            return redirect("ledger:trimester")
        except BadInput as error:
            trouble = capital(str(error))
    page = {
        "facts": facts,
        "trouble": trouble,
        "territories": [(key, one.name) for key, one in TERRITORIES.items() if key != NO_HOLIDAY],
        "placements": [
            (PlacementKind.HOSPITAL.value, "hôpital"),
            (PlacementKind.AMBULATORY.value, "ambulatoire, niveau 1"),
            (PlacementKind.SASPAS.value, "SASPAS"),
        ],
        "statuses": [(Status.INTERNE.value, "interne"), (Status.DOCTEUR_JUNIOR.value, "docteur junior")],
    }
    return render(request, "ledger/screens/placement.html", page, status=422 if trouble else 200)


def _facts(fields: dict[str, str]) -> dict[str, object]:
    """The keys of a planning's person; what is left empty is the usual case. Raises BadInput."""
    found: dict[str, object] = {
        key: fields[key]
        for key in ("status", "placement", "territory", "placement_start", "site")
        if fields.get(key)
    }
    for key, said in (("share", "la quotité"), ("leave_taken", "les congés déjà pris")):
        text = fields.get(key, "").strip().replace(",", ".")
        if not text:
            continue
        try:
            found[key] = float(text)
        except ValueError:
            raise BadInput(f"{said} : « {text:.20} » n’est pas un nombre") from None
    if fields.get("surnombre"):
        found["surnombre"] = True
    share = found.pop("share", 100.0)
    if share != 100:
        found["share"] = float(share) / 100  # type: ignore[arg-type]
    return found
