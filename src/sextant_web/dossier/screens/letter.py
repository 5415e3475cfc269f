"""A letter of a matter: filled in from what is known, edited, taken away. Sextant sends nothing."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant import wording
from sextant.errors import BadInput
from sextant.evidence.source import Source
from sextant.procedure.letter import OPTIONAL, Letter, LetterForm, fill, model
from sextant.procedure.letter_files import write_letter
from sextant.procedure.progress import Standing, progress
from sextant.procedure.steps import procedure
from sextant_web.dossier.bridge import facts_of_matter, known_fields, source_of
from sextant_web.dossier.filing import file_exhibit
from sextant_web.dossier.models import Matter, Sort

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
LONGEST = 6000
LONG_FIELDS = ("manquements", "lignes", "demandes", "demarches", "adresse")


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, matter: UUID, letter: str) -> HttpResponse:
    """Its fields, then its text. POST keeps what was typed; ``gesture`` says which of the two."""
    found, form = _of(request, matter, letter)
    today = timezone.localdate()
    known = known_fields(found, _source(found), today)
    if request.method == "POST":
        _keep(request, found, form, known)
        messages.success(request, "Gardé. Rien n’est envoyé : c’est vous qui envoyez.")
        return redirect("dossier:letter", matter=found.pk, letter=letter)
    fields = _fields(found, known)
    missing = _missing(form, fields)
    page = {
        "matter": found,
        "procedure": procedure(found.procedure),
        "form": form,
        "rows": [
            {
                "name": name,
                "says": says,
                "value": fields.get(name, ""),
                "missing": name in missing,
                "long": name in LONG_FIELDS,
                "optional": name in OPTIONAL,
            }
            for name, says in (form.needs | OPTIONAL).items()
        ],
        "missing": missing,
        "letter": None if missing else _written(found, form, fields),
        "rewritten": letter in found.letters,
        "standing": _standing(found, letter, today),
        "today": today,
    }
    return render(request, "dossier/screens/letter.html", page)


def letter_file(request: HttpRequest, matter: UUID, letter: str) -> HttpResponse:
    """The letter as a file; ``forme`` is pdf, docx or odt. Back to its fields when one is missing."""
    found, form = _of(request, matter, letter)
    if request.method not in ("GET", "HEAD"):  # after the look-up: a stranger learns nothing, not even this
        return HttpResponseNotAllowed(["GET", "HEAD"])
    today = timezone.localdate()
    fields = _fields(found, known_fields(found, _source(found), today))
    if _missing(form, fields):
        return redirect("dossier:letter", matter=found.pk, letter=letter)
    kind = request.GET.get("forme", "")
    kind = kind if kind in KINDS else "pdf"
    response = HttpResponse(_file(_written(found, form, fields), kind, today), content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{letter}-{today:%Y-%m-%d}.{kind}"'
    return response


def keep_as_sent(found: Matter, name: str, day: date) -> None:
    """The letter as it is now, put among the exhibits when it is told sent; nothing when a field of it is missing."""
    form = model(name)
    fields = _fields(found, known_fields(found, _source(found), day))
    if _missing(form, fields):
        return
    content = _file(_written(found, form, fields | {"date": wording.say_day(day)}), "pdf", day)
    with suppress(BadInput):  # one exhibit too many: the step is noted all the same
        file_exhibit(
            found.user,
            content,
            f"{name}.pdf",
            title=f"Lettre envoyée : {form.title}",
            sort=Sort.LETTER,
            day=day,
            matter=found,
        )


def _of(request: HttpRequest, pk: UUID, name: str) -> tuple[Matter, LetterForm]:
    """One's own matter, and a letter of its procedure. Raises Http404."""
    found = get_object_or_404(Matter.objects.select_related("user"), pk=pk, user=request.user)
    if name not in [step.letter for step in procedure(found.procedure).steps if step.letter]:
        raise Http404
    return found, model(name)


def _standing(found: Matter, name: str, today: date) -> Standing:
    """Where the step of that letter stands: not sent, waiting, answered, overdue."""
    of = progress(facts_of_matter(found, today), today)
    return next(one for one in of.standings if one.step.letter == name)


def _source(found: Matter) -> Source | None:
    """The ledger over the days of the matter; None when nothing is noted there: those fields stay to be typed."""
    try:
        return source_of(found.user, found.first, found.last)
    except BadInput:
        return None


def _fields(found: Matter, known: dict[str, str]) -> dict[str, str]:
    """What the person typed goes first: a field left empty on purpose stays empty."""
    return known | found.fields


def _missing(form: LetterForm, fields: dict[str, str]) -> list[str]:
    return [name for name in form.needs if not fields.get(name, "").strip()]


def _written(found: Matter, form: LetterForm, fields: dict[str, str]) -> Letter:
    """The letter, with the person's own words where they rewrote it."""
    letter, own = fill(form, fields), found.letters.get(form.letter)
    return replace(letter, subject=own["subject"], body=tuple(own["body"])) if own else letter


def _keep(request: HttpRequest, found: Matter, form: LetterForm, known: dict[str, str]) -> None:
    gesture = request.POST.get("gesture", "")
    if gesture == "text":
        lines = request.POST.get("body", "")[: 3 * LONGEST].splitlines()
        body = [line.strip() for line in lines if line.strip()]
        subject = " ".join(request.POST.get("subject", "").split())[:300]
        if body and subject:
            found.letters[form.letter] = {"subject": subject, "body": body}
    else:
        found.letters.pop(form.letter, None)
    if gesture == "fields":
        for name in form.needs | OPTIONAL:
            text = request.POST.get(name, "").strip()[:LONGEST].replace("\r\n", "\n")
            # What the ledger says is not frozen: only what differs from it is kept.
            if text == known.get(name, ""):
                found.fields.pop(name, None)
            else:
                found.fields[name] = text
    found.save(update_fields=["letters", "fields"])


def _file(letter: Letter, kind: str, today: date) -> bytes:
    with tempfile.TemporaryDirectory(prefix="lettre-") as folder:
        path = Path(folder) / f"lettre.{kind}"
        write_letter(letter, path, written_on=today)
        return path.read_bytes()
