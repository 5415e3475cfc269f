"""« Courriers »: the federation's letters to institutions, those overdue first."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sextant_web.defence.models import LetterState, UnionLetter

_ORDER = [LetterState.OVERDUE, LetterState.WAITING, LetterState.ANSWERED]


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LetterForm(forms.ModelForm):
    """A letter sent."""

    class Meta:
        model = UnionLetter
        fields = ("to", "subject", "sent", "due")
        widgets = {"sent": _day(), "due": _day()}

    def clean_sent(self) -> date:
        """A letter to come was not sent."""
        if self.cleaned_data["sent"] > timezone.localdate():
            raise forms.ValidationError("Ce jour est à venir : un courrier s’inscrit une fois envoyé.")
        return self.cleaned_data["sent"]


class AnswerForm(forms.ModelForm):
    """What came back."""

    class Meta:
        model = UnionLetter
        fields = ("answered", "answer")
        widgets = {"answered": _day()}

    def __init__(self, *args, **more) -> None:
        super().__init__(*args, **more)
        self.fields["answered"].required = True

    def clean_answered(self) -> date:
        """An answer comes after its letter, and not tomorrow."""
        day = self.cleaned_data["answered"]
        if day < self.instance.sent:
            raise forms.ValidationError("La réponse est datée d’avant l’envoi.")
        if day > timezone.localdate():
            raise forms.ValidationError("Ce jour est à venir : une réponse se note une fois reçue.")
        return day


def union_letters(request: HttpRequest) -> HttpResponse:
    """The register; POST adds a letter, or the answer to the one that ``letter`` names."""
    today, form, wrong = timezone.localdate(), LetterForm(), None
    if request.method == "POST":
        found = _named(request)
        answering = AnswerForm(request.POST, instance=found, auto_id=f"{found.pk}-%s") if found else None
        form = answering or LetterForm(request.POST)
        if form.is_valid():
            kept = form.save(commit=False)
            kept.by = kept.by or request.user
            kept.save()
            messages.success(request, "La réponse est notée." if found else "Le courrier est inscrit.")
            return redirect("defence:letters")
        wrong = answering
        form = LetterForm() if answering else form
    rows = [
        (one, one.state(today), wrong if wrong and wrong.instance == one else _answer(one))
        for one in UnionLetter.objects.select_related("by")
    ]
    page = {
        "rows": sorted(rows, key=lambda row: _ORDER.index(row[1])),
        "form": form,
        "late": sum(state is LetterState.OVERDUE for _, state, _ in rows),
    }
    status = 422 if wrong or form.errors else 200
    return render(request, "defence/screens/union_letters.html", page, status=status)


def _answer(letter: UnionLetter) -> AnswerForm | None:
    return None if letter.answered else AnswerForm(instance=letter, auto_id=f"{letter.pk}-%s")


def _named(request: HttpRequest) -> UnionLetter | None:
    try:
        name = request.POST.get("letter", "")
        return UnionLetter.objects.filter(pk=name).first() if name else None
    except ValidationError:  # not an identifier at all
        return None
