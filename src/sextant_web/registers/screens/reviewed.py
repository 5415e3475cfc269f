"""The aids proposed and read twice: shown to everybody, each with its file, which holds as any other of the catalogue."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.benefits.amount import in_general
from sextant.benefits.catalogue import benefit_from
from sextant.benefits.condition import say
from sextant.document import parse_document
from sextant_web.registers.models import ProposedBenefit


@require_safe
def show_reviewed(request: HttpRequest) -> HttpResponse:
    """Every aid read twice on this site, with what it asks and when it was read."""
    today = timezone.localdate()
    found = []
    for one in ProposedBenefit.objects.filter(second_read__isnull=False, refused=None):
        benefit = benefit_from(parse_document(one.text, one.file))
        amounts = [in_general(part, benefit.parameters, today) for part in benefit.amounts]
        conditions = [say(condition) for condition in benefit.conditions]
        found.append((one, benefit, amounts, conditions, today > benefit.expires))
    return render(request, "registers/screens/reviewed.html", {"found": found})


@require_safe
def give_reviewed(request: HttpRequest, proposal: Any) -> HttpResponse:
    """The file of an aid read twice, to put in a catalogue."""
    one = get_object_or_404(ProposedBenefit, pk=proposal, second_read__isnull=False, refused=None)
    response = HttpResponse(one.text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{one.file}"'
    return response
