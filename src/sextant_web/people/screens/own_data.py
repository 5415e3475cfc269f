"""« Mes données »: what is kept of the person and why, and the file of it all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sextant_web.people import own_data as domain
from sextant_web.people.retention import declarations


@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """One line per declaration, with how many rows there are about the person."""
    known = [(one, one.rows(request.user).count()) for one in reversed(declarations())]
    return render(request, "people/screens/own_data.html", {"known": [line for line in known if line[1]]})


@require_safe
@never_cache
def own_data_file(request: HttpRequest) -> HttpResponse:
    """The zip."""
    response = HttpResponse(
        domain.archive(request.user, timezone.localdate()), content_type="application/zip"
    )
    response["Content-Disposition"] = 'attachment; filename="sextant-mes-donnees.zip"'
    return response
