"""Editing the facts of a roster, one screen at a time: refused in place, saved whole, never over somebody else's work."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from sextant import wording
from sextant.errors import BadInput
from sextant.form import to_day
from sextant_web.people.models import User
from sextant_web.people.rights import may
from sextant_web.roster.bridge import BadFacts, problem_of_facts
from sextant_web.roster.fields import Json, Sheet, take_away, typed
from sextant_web.roster.models import Roster, Seat, Wish, WishLink
from sextant_web.roster.steps import ADDRESSES, steps, wrong_of

SheetOf = Callable[[Json, Any], Sheet]


def roster_in(request: HttpRequest, pk: UUID) -> Roster:
    """The roster, inside the place of the address, with what the rail counts. Raises Http404."""
    counted = Roster.objects.select_related("ward__hospital", "changed_by").annotate(
        version_count=Count("versions", distinct=True), answered=Count("answers", distinct=True)
    )
    return get_object_or_404(counted, pk=pk, ward=request.place)


def show(
    request: HttpRequest, row: Roster, template: str, step: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A screen of a roster, with its rail."""
    wrong = wrong_of(row)
    context = {
        "roster": row,
        "ward": row.ward,
        "steps": steps(row, step, wrong),
        "elsewhere": wrong,
        "inside": may(request, "roster:roster", row.ward),
        "edits": may(request, "roster:people", row.ward, act=True),
        **more,
    }
    return render(request, template, context, status=status)


@dataclass(frozen=True)
class Edit:
    """A screen that edits facts. ``after`` is where "save and go on" leads."""

    step: str
    template: str
    sheet_of: SheetOf
    after: str = ""
    complete: Callable[[Json], Json] = lambda facts: facts  # supplies what need not be typed

    def answer(self, request: HttpRequest, row: Roster, **more: Any) -> HttpResponse:
        """Shows the screen, or saves what was typed."""
        if request.method != "POST":
            return show(request, row, self.template, self.step, sheet=self.sheet_of(row.facts, None), **more)
        sheet = self.sheet_of(row.facts, request.POST)
        changed = self.complete(typed(row.facts, sheet, request.POST))
        shown = self.sheet_of(changed, request.POST)
        if request.POST.get("revision") != str(row.revision):
            theirs = {one.name: one.shown for one in self.sheet_of(row.facts, None)}
            differ = [
                (one, theirs.get(one.name, "")) for one in shown if one.shown != theirs.get(one.name, "")
            ]
            return show(
                request,
                row,
                self.template,
                self.step,
                status=409,
                sheet=shown,
                conflict=True,
                differ=differ,
                **more,
            )
        names = renamed(row.facts, changed)
        if name := request.POST.get("remove", ""):
            changed = take_away(changed, name)
        changed = with_new_names(changed, names)
        error = first_wrong(changed, sheet)
        if error is not None and sheet.mine(error.path):
            shown = self.sheet_of(changed, request.POST).with_wrong(error.path, said(error))
            return show(request, row, self.template, self.step, status=422, sheet=shown, refused=True, **more)
        if not save(row, changed, row.revision, request.user, names):
            row.refresh_from_db()
            return show(
                request, row, self.template, self.step, status=409, sheet=shown, conflict=True, **more
            )
        messages.success(request, "Enregistré.")
        return redirect(self._next(request, row))

    def _next(self, request: HttpRequest, row: Roster) -> str:
        go = request.POST.get("go", "")
        if go in ADDRESSES:
            return reverse(ADDRESSES[go], args=[row.ward_id, row.pk])
        if go == "after" and self.after:
            return reverse(self.after, args=[row.ward_id, row.pk])
        return request.get_full_path()


def first_wrong(facts: Json, sheet: Sheet) -> BadFacts | None:
    """What is wrong with the facts, first on this screen; nothing when they are a problem."""
    try:
        problem_of_facts(facts, sheet.mine)
    except BadFacts as error:
        return error
    return None


_LABELS = {
    "at_least": "Au moins",
    "at_most": "Au plus",
    "minimum": "Au moins",
    "wanted": "Souhaité",
    "maximum": "Au plus",
}
"""Keys of a file that a sentence may name, as the screens call them."""


def said(error: BadInput) -> str:
    """The sentence of the floor below, for somebody who sees a field and not a file."""
    what = "cette case est à remplir" if re.match(r"la clé « \w+ » manque", error.what) else error.what
    remedy = re.sub(r"« \w+: ([^»]*) »", r"« \1 »", error.remedy).replace("« […] »", "").strip()
    what = re.sub(r"\b(?:" + "|".join(_LABELS) + r")\b", lambda key: f"« {_LABELS[key[0]]} »", what)
    what = f"{what} ({error.why})" if error.why else what
    return wording.typography(f"{what.rstrip('.')}. {remedy}".strip())


def save(
    row: Roster, facts: Json, revision: int, by: User | None, names: dict[str, str] | None = None
) -> bool:
    """Writes the facts if nobody did since ``revision``; False, and nothing written, otherwise.

    ``names``: interns who changed their name; their account, link and answer follow.
    """
    first, last = as_day(facts.get("from")) or row.first, as_day(facts.get("to")) or row.last
    with transaction.atomic():
        written = Roster.objects.filter(pk=row.pk, revision=revision).update(
            facts=facts,
            first=first,
            last=max(first, last),
            revision=F("revision") + 1,
            changed_at=timezone.now(),
            changed_by=by,
        )
        if not written:
            return False
        _follow(row, facts, names or {})
    row.refresh_from_db(fields=["facts", "revision", "first", "last", "changed_at", "changed_by"])
    return True


def _follow(row: Roster, facts: Json, names: dict[str, str]) -> None:
    """Account, link and answer go with the name; those of somebody who left the roster are erased."""
    there = {str(intern.get("name", "")) for intern in facts.get("interns", [])}
    kept = (there - set(names.values())) | set(names)
    for model in (Seat, WishLink, Wish):
        model.objects.filter(~Q(name__in=kept), roster=row).delete()
        for old in names:  # in two passes: two people may have exchanged their names
            model.objects.filter(roster=row, name=old).update(name=f"/{old}")
        for old, new in names.items():
            model.objects.filter(roster=row, name=f"/{old}").update(name=new)


def renamed(before: Json, after: Json) -> dict[str, str]:
    """Interns whose name was changed: old name → new name. Places in the list are the same."""
    pairs = zip(before.get("interns", []), after.get("interns", []), strict=False)
    found = {str(one.get("name", "")): str(two.get("name", "")) for one, two in pairs}
    return {old: new for old, new in found.items() if old and new and old != new}


def with_new_names(facts: Json, names: dict[str, str]) -> Json:
    """The facts with the lines, the shifts and the policies that named somebody by an old name."""
    for line in facts.get("lines", []):
        for key in ("only", "except"):
            held = line.get("who", {}).get(key)
            if isinstance(held, list):
                line["who"][key] = [names.get(name, name) for name in held]
    told = [(shift, "only") for shift in facts.get("shifts", [])]
    told += [(one, "who") for those in facts.get("policies", {}).values() for one in those]
    for one, key in told:
        if key in one:
            held = one[key] if isinstance(one[key], list) else [one[key]]
            one[key] = [names.get(name, name) for name in held]
    return facts


def as_day(value: object) -> date | None:
    """A date of the facts; nothing when it is not one."""
    try:
        found = to_day(value)
    except ValueError:
        return None
    return found if isinstance(found, date) else None
