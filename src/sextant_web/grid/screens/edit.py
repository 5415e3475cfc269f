"""Gestures on a draft: a letter, a pin, undo; by script (answers what changed) or by a plain form (goes back to the page)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from sextant import wording
from sextant.errors import BadInput
from sextant_web.grid.edits import Refused, Stale, Written, letter, pin, redo, said_of, undo, write
from sextant_web.grid.finding import cell_of, revision_of, version_in
from sextant_web.grid.sheet import sheet
from sextant_web.roster.bridge import roster_of_version, version_from_roster
from sextant_web.roster.models import Source, Version


@require_POST
def edit(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """Writes a letter in a cell, or pins it."""
    found = version_in(request, roster, version)

    def gesture() -> Written:
        given = _given(request, found)
        cell = cell_of(roster_of_version(found).problem, given)
        make = (
            pin(cell)
            if given.get("op") == "pin"
            else letter(cell, given.get("letter", ""), given.get("line", ""))
        )
        return write(found.pk, revision_of(given), request.user, make)

    return _answer(request, found, gesture)


@require_POST
def replay(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """Takes the last gesture back, or makes it again."""
    found = version_in(request, roster, version)
    again = bool(request.POST.get("again"))
    return _answer(
        request, found, lambda: (redo if again else undo)(found.pk, revision_of(request.POST.dict()))
    )


@require_POST
def draft(request: HttpRequest, ward: UUID, roster: UUID, version: UUID) -> HttpResponse:
    """A new version, which may be changed, made of one that may not."""
    found = version_in(request, roster, version)
    with transaction.atomic():
        made = version_from_roster(
            found.roster,
            roster_of_version(found),
            found.facts,
            Source.EDIT,
            parent=found,
            made_by=request.user,
            note=f"Reprise de la version {found.number}.",
        )
    return redirect("grid:grid", ward, roster, made.pk)


def _given(request: HttpRequest, version: Version) -> dict[str, str]:
    """The form; a plain one names the day by its date."""
    given = request.POST.dict()
    if "date" in given:
        try:
            given["day"] = str((date.fromisoformat(given["date"]) - version.roster.first).days)
        except ValueError:
            given["day"] = ""
    return given


def _answer(request: HttpRequest, version: Version, gesture: Callable[[], Written]) -> HttpResponse:
    by_script = request.headers.get("X-Requested-With") == "grid"
    try:
        written = gesture()
    except Stale as stale:
        return _refusal(request, version, _told(stale), 409, by_script)
    except Refused as refused:
        return _refusal(request, version, str(refused), 422, by_script)
    except BadInput as error:
        return _refusal(request, version, said_of(error), 422, by_script)
    if not by_script:
        messages.success(request, f"{wording.typography(written.said)}.")
        return redirect("grid:grid", version.roster.ward_id, version.roster_id, version.pk)
    return JsonResponse(_changed(written))


def _refusal(request: HttpRequest, version: Version, said: str, status: int, by_script: bool) -> HttpResponse:
    if by_script:
        return JsonResponse({"said": said, "reload": status == 409}, status=status)
    messages.error(request, said)
    return redirect("grid:grid", version.roster.ward_id, version.roster_id, version.pk)


def _told(stale: Stale) -> str:
    """Who changed what meanwhile, so that one may do one’s own again."""
    if not stale.since:
        return f"{stale} Rien de votre geste n’est écrit. Rechargez la page, puis recommencez."
    each = [
        f"{one.by or 'quelqu’un'}, à {timezone.localtime(one.at):%H:%M}, {one.said}"
        for one in stale.since[-3:]
    ]
    return wording.typography(
        f"{stale} {' ; '.join(each)}. Rien de votre geste n’est écrit, rien du sien n’est perdu : "
        "rechargez la page, puis recommencez."
    )


def _changed(written: Written) -> dict[str, Any]:
    """What the page must redraw: the rows touched, the panel, the verdict."""
    found = sheet(written.planned, written.verdict)
    edits = written.version.edits.filter(dropped=False)
    return {
        "revision": written.version.revision,
        "said": wording.typography(written.said),
        "rows": [
            {
                "n": row.index,
                "cells": str(row.cells),
                "account": render_to_string("grid/screens/_account.html", {"row": row}),
            }
            for row in found.rows
            if row.name in written.touched
        ],
        "panel": render_to_string("grid/screens/_panel.html", {"sheet": found}),
        "nobody": render_to_string("grid/screens/_nobody.html", {"sheet": found}).strip(),
        "verdict": render_to_string("grid/screens/_verdict.html", {"sheet": found}).strip(),
        "lawful": found.lawful,
        "undo": edits.filter(undone=False).exists(),
        "redo": edits.filter(undone=True).exists(),
    }
