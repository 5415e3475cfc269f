"""One matter: its steps in order, what to do now and by when, and what happened at each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant.errors import BadInput
from sextant.procedure.progress import progress
from sextant.procedure.steps import StepForm
from sextant_web.dossier.bridge import data_of, facts_from, facts_of_matter
from sextant_web.dossier.models import Happening, Matter
from sextant_web.dossier.screens.letter import keep_as_sent
from sextant_web.dossier.typed import day_typed
from sextant_web.ledger.noting import capital

ANSWERS = [("", "aucune"), ("accord", "accord"), ("partiel", "accord en partie"), ("refus", "refus")]


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class HappeningForm(forms.Form):
    """What happened at a step: the days that the step can have, and a proof."""

    def __init__(self, step: StepForm, *args: Any, **more: Any) -> None:
        super().__init__(*args, auto_id=f"{step.id}-%s", **more)
        if step.answered:
            self.fields["sent"] = _day("Envoyée le")
            self.fields["received"] = _day("Reçue par eux le")
            self.fields["answered"] = _day("Ils ont répondu le")
            self.fields["answer"] = forms.ChoiceField(label="Leur réponse", choices=ANSWERS, required=False)
        else:
            self.fields["done"] = _day("Faite le")
        self.fields["proof"] = forms.CharField(
            label="Preuve (numéro de l’avis, décharge…)", max_length=200, required=False
        )
        self.fields["note"] = forms.CharField(label="Remarque", max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """The two slips that a form makes easy, told in the words of its labels."""
        said = super().clean() or {}
        if bool(said.get("answer")) != bool(said.get("answered")) and "answered" not in self.errors:
            raise forms.ValidationError("une réponse dit son jour et son sens : remplissez les deux.")
        if (
            (said.get("received") or said.get("answered"))
            and not said.get("sent")
            and "sent" not in self.errors
        ):
            raise forms.ValidationError("une réception ou une réponse suppose un envoi : donnez son jour.")
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def matter(request: HttpRequest, matter: UUID) -> HttpResponse:
    """The steps; POST notes what happened at ``step``, or the dates and the local union."""
    found, today = get_object_or_404(Matter, pk=matter, user=request.user), timezone.localdate()
    trouble, wrong_step, typed = "", "", None
    if request.method == "POST":
        try:
            typed = _note(request, found) if "step" in request.POST else _settle(request, found)
            if typed is None:
                messages.success(request, "Noté.")
                return redirect("dossier:matter", matter=found.pk)
            trouble = "Un champ ne se lit pas."
        except BadInput as error:
            trouble = capital(f"{error.what}. {error.remedy}".rstrip())
        wrong_step = request.POST.get("step", "")
        found = Matter.objects.get(pk=found.pk)
    of = progress(facts_of_matter(found, today), today)
    told = {one.step: one for one in found.happenings.all()}
    procedure = facts_of_matter(found, today).procedure
    page = {
        "matter": found,
        "procedure": procedure,
        "of": of,
        "today": today,
        "trouble": trouble,
        "dates": [(name, says, found.dates.get(name, "")) for name, says in procedure.dates.items()],
        "may_ask_union": any(step.union for step in procedure.steps),
        "rows": [
            {
                "standing": one,
                "now": one.acts,
                "open": one.step.id == wrong_step,
                "form": HappeningForm(one.step, request.POST)
                if one.step.id == wrong_step
                else HappeningForm(one.step, initial=_initial(told.get(one.step.id))),
            }
            for one in of.standings
        ],
    }
    return render(request, "dossier/screens/matter.html", page, status=422 if trouble else 200)


def forget(request: HttpRequest, matter: UUID) -> HttpResponse:
    """Erases a matter and what happened in it."""
    found = get_object_or_404(Matter, pk=matter, user=request.user)
    if request.method != "POST":  # after the look-up: a stranger learns nothing, not even this
        return HttpResponseNotAllowed(["POST"])
    found.delete()
    messages.success(request, "La démarche est effacée. Le carnet reste entier.")
    return redirect("dossier:mine")


def _initial(happening: Happening | None) -> dict[str, Any]:
    names = ("done", "sent", "received", "answered", "answer", "proof", "note")
    return {name: getattr(happening, name) for name in names} if happening else {}


def _note(request: HttpRequest, found: Matter) -> HappeningForm | None:
    """What happened at a step, once all the facts hold together. Gives the form back when it cannot be read."""
    procedure = facts_of_matter(found, timezone.localdate()).procedure
    step = procedure.step(request.POST["step"])
    form = HappeningForm(step, request.POST)
    if not form.is_valid():
        return form
    said = {name: value for name, value in form.cleaned_data.items() if value}
    steps = data_of(found)["steps"] | {step.id: said}
    if not said:
        del steps[step.id]
    facts_from(data_of(found, steps=steps), timezone.localdate())
    if said:
        newly_sent = (
            said.get("sent") and not found.happenings.filter(step=step.id, sent__isnull=False).exists()
        )
        blank = {
            "done": None,
            "sent": None,
            "received": None,
            "answered": None,
            "answer": "",
            "proof": "",
            "note": "",
        }
        Happening.objects.update_or_create(matter=found, step=step.id, defaults=blank | said)
        if newly_sent and step.letter:
            keep_as_sent(found, step.letter, said["sent"])
    else:
        found.happenings.filter(step=step.id).delete()
    return None


def _settle(request: HttpRequest, found: Matter) -> None:
    """The days counted, the dates that deadlines run from, whether the local union is brought in. Raises BadInput."""
    procedure = facts_of_matter(found, timezone.localdate()).procedure
    typed = {name: request.POST.get(f"date-{name}", "").strip() for name in procedure.dates}
    dates = {name: day for name, day in typed.items() if day}
    facts_from(data_of(found, dates=dates), timezone.localdate())
    first, last = (
        day_typed(request.POST.get(name, ""), says)
        for name, says in (("first", "premier"), ("last", "dernier"))
    )
    if last < first:
        raise BadInput(f"la période finit ({last:%d/%m/%Y}) avant de commencer ({first:%d/%m/%Y})")
    found.dates, found.local_union, found.first, found.last = (
        dates,
        "local_union" in request.POST,
        first,
        last,
    )
    found.remind = "remind" in request.POST
    found.save(update_fields=["dates", "local_union", "first", "last", "remind"])
