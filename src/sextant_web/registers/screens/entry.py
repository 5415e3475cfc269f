"""One entry of a register: written, corrected, confirmed again, withdrawn by a local union."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant.territory.register import Kind, expires, kinds
from sextant.wording import say_day
from sextant_web.people.letter import write
from sextant_web.registers.entry_form import EntryForm, blank, filled, read_form
from sextant_web.registers.models import Entry, EntryState
from sextant_web.registers.reach import outside


@require_http_methods(["GET", "HEAD", "POST"])
def new_entry(request: HttpRequest, **names: Any) -> HttpResponse:
    """A new entry, public as soon as it is written: who writes it answers for it. ``sorte`` names its kind."""
    kind = request.GET.get("sorte", "")
    kind = kind if kind in kinds() else next(iter(kinds()))
    form = _read(request, kinds()[kind]) if request.method == "POST" else blank(kinds()[kind])
    if request.method == "POST" and not form.wrong:
        today = timezone.localdate()
        Entry.objects.create(
            kind=kind, scale=form.scale, territory=form.territory, values=form.values, state=EntryState.PUBLISHED,
            subdivision=request.place, written_by=request.user, written=today, confirmed=today,  # type: ignore[attr-defined,misc]
        )  # fmt: skip
        until = say_day(expires(form.kind, today))
        messages.success(request, f"C’est publié, et valable jusqu’au {until} : il faudra le reconfirmer.")
        return redirect("registers:desk", request.place.pk)  # type: ignore[attr-defined]
    return _page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_entry(request: HttpRequest, register_entry: Any, **names: Any) -> HttpResponse:
    """One's own entry, or one that was proposed from outside: confirmed as it is, corrected, or withdrawn."""
    place = request.place  # type: ignore[attr-defined]
    own = Q(subdivision=place, state=EntryState.PUBLISHED) | Q(state=EntryState.PROPOSED)
    one = get_object_or_404(Entry.objects.filter(own), pk=register_entry)
    if one.state == EntryState.PROPOSED and outside(request, one.scale, one.territory):
        raise Http404
    kind = one.shape
    if request.method != "POST":
        return _page(request, filled(kind, one.scale, one.territory, one.values), one)
    if request.POST.get("faire") == "retirer":
        proposed = one.state == EntryState.PROPOSED
        _answer(one, accepted=False)
        one.state, one.subdivision = EntryState.WITHDRAWN, place
        one.save()
        messages.success(request, "La proposition est écartée." if proposed else "L’entrée est retirée.")
        return redirect("registers:desk", place.pk)
    form = _read(request, kind)
    if form.wrong:
        return _page(request, form, one)
    _answer(one, accepted=True)
    one.scale, one.territory, one.values = form.scale, form.territory, form.values
    one.state, one.subdivision, one.confirmed = EntryState.PUBLISHED, place, timezone.localdate()
    one.written_by = request.user  # type: ignore[assignment]
    one.save()
    messages.success(request, "C’est confirmé ce jour, et publié.")
    return redirect("registers:desk", place.pk)


def _read(request: HttpRequest, kind: Kind) -> EntryForm:
    """What was sent; a place out of reach is one more thing that does not hold."""
    form = read_form(kind, request.POST)
    if form.territory and (said := outside(request, form.scale, form.territory)):
        form.wrong["territoire"] = said
    return form


def _answer(one: Entry, *, accepted: bool) -> None:
    """Tells who proposed it, then forgets the address."""
    if one.sender_email:
        write(
            one.sender_email,
            "proposal_answered",
            {"name": str(one.shape.one), "accepted": accepted, "reason": ""},
        )
        one.sender_email = ""


def _page(request: HttpRequest, form: EntryForm, one: Entry | None) -> HttpResponse:
    told = {"form": form, "one": one, "place": request.place}  # type: ignore[attr-defined]
    return render(request, "registers/screens/entry.html", told, status=422 if form.wrong else 200)
