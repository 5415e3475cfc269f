"""What a local union was shown: read by its officers, with a second factor, each look told."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sextant import wording
from sextant_web.dossier.models import SharedDossier
from sextant_web.dossier.screens.shown import about_shown, shown_pdf
from sextant_web.people.models import RoleKind, User
from sextant_web.people.proof import proved_second_factor, to_second_factor
from sextant_web.people.readings import note_reading


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """What was shown to the local unions that one is an officer of."""
    found = _shown_to(request.user, timezone.localdate()).defer("content").select_related("user", "union")
    return render(request, "dossier/screens/received.html", {"shares": found})


@never_cache
def received_one(request: HttpRequest, shown: UUID) -> HttpResponse:
    """A dossier shown to one's local union; the person is told who looked."""
    found = get_object_or_404(_shown_to(request.user, timezone.localdate()).select_related("user"), pk=shown)
    if request.method not in ("GET", "HEAD"):  # after the look-up: a stranger learns nothing, not even this
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if settings.OFFICERS_NEED_SECOND_FACTOR and not proved_second_factor(request):
        return to_second_factor(request)
    if "pdf" not in request.GET:
        return about_shown(request, found, f"{request.path}?pdf")
    note_reading(request, found.user, f"votre dossier, {wording.say_span(found.first, found.last)}")
    return shown_pdf(found)


def _shown_to(reader: User, today: date) -> QuerySet[SharedDossier]:
    held = reader.roles.held_on(today).filter(kind=RoleKind.UNION)
    return SharedDossier.objects.open_on(today).filter(union__in=held.values("subdivision"))
