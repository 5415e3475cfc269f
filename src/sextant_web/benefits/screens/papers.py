"""What is taken away, made in memory: the rights and the steps as a PDF, the dates as a calendar, the guide of a département."""

from __future__ import annotations

from datetime import UTC, datetime, time
from importlib.metadata import version

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from sextant.benefits import places
from sextant.benefits.assess import assess
from sextant.benefits.catalogue import load
from sextant.benefits.papers.booklet import booklet
from sextant.benefits.papers.rights import rights_pdf
from sextant.benefits.papers.steps_calendar import steps_calendar
from sextant.benefits.steps import checklist, journey_of
from sextant_web.benefits.outcome import read_journey
from sextant_web.benefits.screens.ask import ask, read
from sextant_web.territory.loaded import territory


@csrf_exempt  # as the questions: nothing to forge on anyone's behalf
@require_POST
@sensitive_post_parameters()
@sensitive_variables()
@never_cache
def print_rights(request: HttpRequest) -> HttpResponse:
    """The rights and the steps on paper; back to the questions when an answer cannot be read."""
    tables, today = territory(), timezone.localdate()
    answers = read(request.POST, tables).answers
    if answers.wrong:
        return ask(request)
    content = rights_pdf(
        assess(answers.situation(tables, today)[0], today), version("sextant"), read_journey(request.POST)
    )
    return _file(content, "application/pdf", f"mes-aides-{today:%Y-%m-%d}.pdf")


@csrf_exempt  # as above
@require_POST
@sensitive_post_parameters()
@sensitive_variables()
@never_cache
def give_calendar(request: HttpRequest) -> HttpResponse:
    """The last useful day of each step, for a calendar."""
    tables, today = territory(), timezone.localdate()
    answers = read(request.POST, tables).answers
    if answers.wrong:
        return ask(request)
    situation, _ = answers.situation(tables, today)
    journey = read_journey(request.POST) or journey_of(situation)
    stamp = datetime.combine(today, time(12), tzinfo=UTC)
    content = steps_calendar(checklist(situation, today, journey), journey, "", stamp)
    return _file(content, "text/calendar; charset=utf-8", "mes-demarches.ics")


@require_safe
def print_guide(request: HttpRequest, departement: str) -> HttpResponse:
    """The guide of the aids of a département."""
    if departement not in places.departements():
        raise Http404
    today = timezone.localdate()
    content = booklet(departement, load(), today, version("sextant"))
    return _file(content, "application/pdf", f"guide-des-aides-{departement}.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
