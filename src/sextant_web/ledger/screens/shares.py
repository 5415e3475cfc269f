"""Showing a trimester to somebody: on purpose, for a time, taken back at will; each look is told."""

from __future__ import annotations

from datetime import date, timedelta
from secrets import token_urlsafe
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant.errors import BadInput
from sextant.ledger.periods import By
from sextant_web.ledger.bridge import chain_of, person_of
from sextant_web.ledger.models import Share
from sextant_web.ledger.noting import capital
from sextant_web.ledger.overview import Span, span_of
from sextant_web.people.secret_address import hash_of

LASTING = {"7": "une semaine", "30": "un mois", "90": "trois mois"}


@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: HttpRequest) -> HttpResponse:
    """Those that were made, who looked, and the form of a new one."""
    chain, today = chain_of(request.user), timezone.localdate()
    current = span_of(By.TRIMESTER, today, person_of(chain))
    spans = [current, span_of(By.TRIMESTER, current.before, person_of(chain))]
    trouble, address, fields = "", "", {"lasting": "30", "how": "link", "which": "0"}
    if request.method == "POST":
        fields = request.POST.dict()
        try:
            address = _make(request, spans, fields, today)
        except BadInput as error:
            trouble = capital(str(error))
    page = {
        "shares": request.user.shares.prefetch_related("visits"),
        "spans": [(str(index), span.says) for index, span in enumerate(spans)],
        "lasting": LASTING.items(),
        "fields": fields,
        "trouble": trouble,
        "address": address,
        "today": today,
        "received": Share.objects.open_on(today)
        .filter(to_email__iexact=request.user.email)
        .select_related("user"),
    }
    return render(request, "ledger/screens/shares.html", page, status=422 if trouble else 200)


def revoke(request: HttpRequest, share: UUID) -> HttpResponse:
    """Takes a share back, at once."""
    found = get_object_or_404(Share, pk=share, user=request.user)
    if request.method != "POST":  # after the look-up: a stranger learns nothing, not even this
        return HttpResponseNotAllowed(["POST"])
    if found.revoked_at is None:
        found.revoked_at = timezone.now()
        found.save(update_fields=["revoked_at"])
    messages.success(request, "Ce partage est retiré : l’adresse ne montre plus rien.")
    return redirect("ledger:shares")


def _make(request: HttpRequest, spans: list[Span], fields: dict[str, str], today: date) -> str:
    """Makes a share; the secret address, said once, or nothing for a named person. Raises BadInput."""
    if fields.get("lasting") not in LASTING:
        raise BadInput("dites combien de temps", remedy="Une semaine, un mois ou trois mois.")
    span = spans[1 if fields.get("which") == "1" else 0]
    share = Share(
        user=request.user,
        first=span.first,
        last=span.last,
        said=" ".join(fields.get("said", "").split())[:80],
        until=today + timedelta(days=int(fields["lasting"])),
    )
    if fields.get("how") == "person":
        share.to_email = _address(fields.get("email", ""))
        share.save()
        messages.success(request, "C’est partagé : la personne le verra en se connectant avec cette adresse.")
        return ""
    secret = token_urlsafe(24)
    share.secret_hash = hash_of(secret)
    share.save()
    return request.build_absolute_uri(reverse("ledger:by_link", kwargs={"secret": secret}))


def _address(text: str) -> str:
    try:
        validate_email(text.strip())
    except ValidationError:
        raise BadInput(
            "cette adresse électronique n’en est pas une", remedy="Écrivez par exemple prenom.nom@exemple.fr."
        ) from None
    return text.strip().lower()
