"""Reading an aid that somebody proposed: what it will say, its file, and the two readings; or why it is put aside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant.benefits.amount import in_general
from sextant.benefits.benefit import Benefit
from sextant.benefits.catalogue import benefit_from, load
from sextant.benefits.condition import say
from sextant.benefits.file_check import check_one
from sextant.document import parse_document
from sextant.errors import SextantError
from sextant_web.people.letter import write
from sextant_web.registers.models import ProposedBenefit
from sextant_web.registers.reviewed_file import checked_text


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, proposal: Any, **names: Any) -> HttpResponse:
    """Two different people read the text and its sources; the second reading makes it public."""
    one = get_object_or_404(ProposedBenefit.objects.filter(second_read=None, refused=None), pk=proposal)
    if request.method != "POST":
        return _page(request, one)
    text = request.POST.get("texte", "").replace("\r\n", "\n")[:20_000] or one.text
    if request.POST.get("faire") == "ecarter":
        return _put_aside(request, one)
    benefit, remarks = _checked(text, one.file)
    if benefit is None or remarks:
        return _page(request, one, text=text, remarks=remarks)
    return _read(request, one, text)


@transaction.atomic
def _read(request: HttpRequest, one: ProposedBenefit, text: str) -> HttpResponse:
    """The first reading, or the second by somebody else. A text that the second reader changes is read anew."""
    today, user = timezone.localdate(), request.user
    changed = text.strip() != one.text.strip()
    if one.first_read is None or changed:
        one.text, one.first_reader, one.first_read = text, user, today  # type: ignore[assignment]
        one.save()
        messages.success(request, "C’est noté : une seconde personne doit maintenant la lire.")
    elif one.first_reader_id == user.pk:
        messages.error(request, "Vous l’avez déjà lue : la seconde lecture est celle de quelqu’un d’autre.")
        return redirect(request.path)
    else:
        one.text, one.second_reader, one.second_read = checked_text(one.text, today), user, today  # type: ignore[assignment]
        _answer(one, accepted=True)
        one.save()
        messages.success(
            request, "Relue à deux : l’aide paraît dans le catalogue, et son fichier se télécharge."
        )
    return redirect("registers:desk", request.place.pk)  # type: ignore[attr-defined]


def _put_aside(request: HttpRequest, one: ProposedBenefit) -> HttpResponse:
    reason = " ".join(request.POST.get("pourquoi", "").split())[:400]
    if not reason:
        return _page(request, one, wrong="Dites pourquoi : qui l’a proposée recevra cette phrase.")
    one.refused, one.reason = timezone.localdate(), reason
    _answer(one, accepted=False)
    one.save()
    messages.success(request, "La proposition est écartée, et qui l’a envoyée sait pourquoi.")
    return redirect("registers:desk", request.place.pk)  # type: ignore[attr-defined]


def _answer(one: ProposedBenefit, *, accepted: bool) -> None:
    """Tells who proposed it, then forgets the address."""
    if one.sender_email:
        write(
            one.sender_email,
            "proposal_answered",
            {"name": one.name, "accepted": accepted, "reason": one.reason},
        )
        one.sender_email = ""


def _checked(text: str, name: str) -> tuple[Benefit | None, list[SextantError]]:
    """The aid of a text, and everything that does not hold in it, as ``sextant benefits check`` would say."""
    try:
        document = parse_document(text, name)
        benefit = benefit_from(document)
    except SextantError as error:
        return None, [error]
    known = load().by_id
    remarks = list(check_one(document, benefit, {*known, benefit.id}))
    if benefit.id in known:
        remarks.append(
            document.bad(
                ("id",), f"l’identifiant « {benefit.id} » sert déjà", remedy="Choisissez-en un autre."
            )
        )
    return benefit, remarks


def _page(
    request: HttpRequest, one: ProposedBenefit, text: str = "", remarks: list[SextantError] | None = None,
    wrong: str = "",
) -> HttpResponse:  # fmt: skip
    benefit, found = _checked(text or one.text, one.file)
    remarks = found if remarks is None else remarks
    told = {
        "one": one, "place": request.place, "text": text or one.text, "benefit": benefit, "remarks": remarks,  # type: ignore[attr-defined]
        "wrong": wrong, "mine": one.first_reader_id == request.user.pk,
        "conditions": [say(condition) for condition in benefit.conditions] if benefit else [],
        "amounts": [in_general(part, benefit.parameters, timezone.localdate()) for part in benefit.amounts] if benefit else [],
    }  # fmt: skip
    bad = bool(wrong or (request.method == "POST" and remarks))
    return render(request, "registers/screens/review.html", told, status=422 if bad else 200)
