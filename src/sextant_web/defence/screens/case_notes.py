"""The private side of a case: notes, what comes next, papers kept; apart from its public page."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sextant.cases.tracker import load_tracker
from sextant_web.defence.models import CaseNote, Sort


class NoteForm(forms.ModelForm):
    """One line more."""

    class Meta:
        model = CaseNote
        fields = ("sort", "on", "says")
        widgets = {
            "on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "says": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, object]:
        """A hearing to come has a day."""
        said = super().clean() or {}
        if said.get("sort") == Sort.HEARING and said.get("on") is None and "on" not in self.errors:
            raise forms.ValidationError("une audience ou une échéance dit son jour.")
        return said


def case_notes(request: HttpRequest) -> HttpResponse:
    """The cases; with ``affaire``, what was written on one, the latest first, and the next day to come.

    POST adds a line, and none is ever changed.
    """
    tracker = load_tracker()
    found = next((one for one in tracker.cases if one.id == request.GET.get("affaire", "")), None)
    if found is None:
        page = {"cases": tracker.cases, "unknown": request.GET.get("affaire", "")[:80]}
        status = 422 if page["unknown"] or request.method == "POST" else 200
        return render(request, "defence/screens/case_notes.html", page, status=status)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.save(commit=False)
        note.case, note.by = found.id, request.user
        note.save()
        messages.success(request, "Écrit. La page publique n’en montre rien.")
        return redirect(f"{request.path}?affaire={found.id}")
    notes = CaseNote.objects.filter(case=found.id).select_related("by")
    coming = notes.filter(sort=Sort.HEARING, on__gte=timezone.localdate()).order_by("on").first()
    page = {"case": found, "notes": notes, "coming": coming, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "defence/screens/case_notes.html", page, status=status)
