"""What somebody sees of a trimester that was shown to them: read only, and the person is told."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sextant import wording
from sextant.ledger.periods import By
from sextant_web.ledger.bridge import chain_of
from sextant_web.ledger.models import Share, Visit
from sextant_web.ledger.overview import Span
from sextant_web.ledger.screens.trimester import shown
from sextant_web.people.readings import note_reading
from sextant_web.people.secret_address import hash_of, kept_apart


@never_cache
@require_safe
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """What the secret address shows; nothing tells a wrong address from one taken back."""
    today = timezone.localdate()
    share = (
        Share.objects.open_on(today).filter(secret_hash=hash_of(secret)).select_related("user__chain").first()
    )
    if share is None:
        raise Http404
    visit, new = Visit.objects.get_or_create(share=share, day=today)
    if not new:
        Visit.objects.filter(pk=visit.pk).update(times=F("times") + 1)
    return _page(request, share, today)


@never_cache
def received(request: HttpRequest, received: UUID) -> HttpResponse:
    """A trimester shared with the account that asks; the person is told who looked."""
    today = timezone.localdate()
    share = get_object_or_404(
        Share.objects.open_on(today).select_related("user"), pk=received, to_email__iexact=request.user.email
    )
    if request.method not in ("GET", "HEAD"):  # after the look-up: a stranger learns nothing, not even this
        return HttpResponseNotAllowed(["GET", "HEAD"])
    note_reading(request, share.user, f"votre trimestre, {wording.say_span(share.first, share.last)}")
    return _page(request, share, today)


def _page(request: HttpRequest, share: Share, today: date) -> HttpResponse:
    chain = chain_of(share.user)
    page = {
        "share": share,
        "shared": True,
        **shown(chain, Span(By.TRIMESTER, share.first, share.last), today, to_others=True),
    }
    return kept_apart(render(request, "ledger/screens/shared.html", page))
