"""What a lawyer sees of a dossier, by the secret address: the PDF as it was shown, and the person is told."""

from __future__ import annotations

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sextant_web.dossier.models import DossierVisit, SharedDossier
from sextant_web.people.secret_address import hash_of, kept_apart


@never_cache
@require_safe
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """What the secret address shows; nothing tells a wrong address from one taken back."""
    today = timezone.localdate()
    found = SharedDossier.objects.open_on(today).filter(secret_hash=hash_of(secret)).first()
    if found is None:
        raise Http404
    if "pdf" not in request.GET:
        return about_shown(request, found, f"{request.path}?pdf")
    visit, new = DossierVisit.objects.get_or_create(shared=found, day=today)
    if not new:
        DossierVisit.objects.filter(pk=visit.pk).update(times=F("times") + 1)
    return shown_pdf(found)


def about_shown(request: HttpRequest, found: SharedDossier, address: str) -> HttpResponse:
    """The page before the dossier: whose it is, until when."""
    page = {"shared": found, "address": address}
    return kept_apart(render(request, "dossier/screens/shown.html", page))


def shown_pdf(found: SharedDossier) -> HttpResponse:
    """The dossier itself."""
    response = HttpResponse(bytes(found.content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="dossier-{found.first}-{found.last}.pdf"'
    return kept_apart(response)
