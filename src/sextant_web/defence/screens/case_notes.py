"""The private side of a case: notes, what comes next, papers kept; apart from its public page."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sextant.cases.tracker import load_tracker
from sextant.errors import BadInput
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


def case_notes(request: HttpRequest, case: str) -> HttpResponse:
    """What was written, the latest first, and the next day to come; POST adds a line, and none is ever changed."""
    try:
        found = load_tracker().case(case)
    except BadInput:
        raise Http404 from None
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.save(commit=False)
        note.case, note.by = found.id, request.user
        note.save()
        messages.success(request, "Écrit. La page publique n’en montre rien.")
        return redirect("defence:case", case=found.id)
    notes = CaseNote.objects.filter(case=found.id).select_related("by")
    coming = notes.filter(sort=Sort.HEARING, on__gte=timezone.localdate()).order_by("on").first()
    page = {"case": found, "notes": notes, "coming": coming, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "defence/screens/case_notes.html", page, status=status)
