"""The calendar itself, at a secret address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant_web.grid.feeds import feed
from sextant_web.grid.models import Subscription
from sextant_web.people.secret_address import hash_of


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Read by a telephone every few hours; nothing else is needed than the address."""
    found = Subscription.objects.select_related("user").filter(secret_hash=hash_of(token)).first()
    if found is None:
        raise Http404
    today = timezone.localdate()
    if found.read_on != today:
        Subscription.objects.filter(pk=found.pk).update(read_on=today)
    return HttpResponse(
        feed(found.user, today),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Cache-Control": "private, no-store",
            "X-Robots-Tag": "noindex",
            "Referrer-Policy": "no-referrer",
        },
    )
