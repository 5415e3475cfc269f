"""Letting one's ledger count, or not: one's own choice, taken back in one gesture."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant.conditions.indicator import plan
from sextant_web.conditions.models import Consent
from sextant_web.conditions.privacy import counted_said

ROSTER = {"oui": True, "non": False, "": None}


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """What it means, what one chose, where one was counted."""
    consent = Consent.objects.filter(user=request.user).first()
    agreed = consent is not None and consent.revoked_at is None
    if request.method == "POST":
        _choose(request, consent)
        return redirect("conditions:mine")
    said = {True: "oui", False: "non", None: ""}[consent.roster if consent else None]
    page = {
        "agreed": agreed,
        "consent": consent,
        "roster": said,
        "counted": counted_said(request.user),
        "indicators": plan().indicators,
        "thresholds": plan().thresholds,
    }
    return render(request, "conditions/screens/mine.html", page)


def _choose(request: HttpRequest, consent: Consent | None) -> None:
    if request.POST.get("choice") == "non":
        Consent.objects.filter(user=request.user, revoked_at=None).update(revoked_at=timezone.now())
        messages.success(
            request,
            "C’est noté : votre carnet n’entrera dans aucune livraison à venir. Personne n’en est prévenu.",
        )
        return
    roster = ROSTER.get(request.POST.get("roster", ""))
    if consent is None:
        Consent.objects.get_or_create(user=request.user, defaults={"roster": roster})
    else:
        again = {"since": timezone.now(), "revoked_at": None} if consent.revoked_at else {}
        Consent.objects.filter(pk=consent.pk).update(roster=roster, **again)
    messages.success(request, "C’est noté : votre carnet comptera dans les prochaines livraisons.")
