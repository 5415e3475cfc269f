"""« Ma fiche de paie »: what one's own ledger says a month is worth, what was paid, and the claim of the difference."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from sextant import wording
from sextant.almanac.person import PlacementKind, Status
from sextant.almanac.timeline import Timeline
from sextant.almanac.week import first_monday, garde_month, months_later
from sextant.errors import BadInput
from sextant.evidence.pay_claim import PROCEDURE, claim_fields
from sextant.evidence.pay_count import pay_count_pdf, pay_count_title
from sextant.ledger.journal import timeline_of
from sextant.rights.base_pay import Position, Post
from sextant.rights.indemnities import Journey
from sextant.rights.slip import Slip, expected_slip
from sextant_web.dossier.filing import file_exhibit
from sextant_web.dossier.models import Matter, Sort
from sextant_web.ledger.bridge import chain_of, entries_of, person_of
from sextant_web.ledger.noting import capital
from sextant_web.people.models import User
from sextant_web.rights.calculators.slip import ExpectedSlip, answer_of, month_typed

FROM_LEDGER = ("status", "placement", "weeks", "start", "territory")
"""What the public calculator asks, and the ledger knows."""


class OwnSlip(ExpectedSlip):
    """The public calculator, its duties read from the ledger."""

    name, title = "ma-fiche-de-paie", "Ma fiche de paie"

    def __init__(self, *args: object, user: User, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.user = user
        for field in FROM_LEDGER:
            del self.fields[field]
        if not person_of(chain_of(user)).placement.is_ambulatory:
            for field in ("zone", "km_hospital", "km_home"):
                del self.fields[field]
        self.fields["research"] = forms.BooleanField(label="Année de recherche", required=False)
        last = months_later(timezone.localdate().replace(day=1), -1)
        self.fields["month"].initial = f"{last:%Y-%m}"
        self.order_fields(["month", "year", "research", "housed", "fed"])

    def slip(self) -> Slip:
        """The domain call. Raises BadInput: nothing noted in the garde month."""
        said, month = self.cleaned_data, month_typed(self.cleaned_data["month"])
        person = person_of(chain_of(self.user))
        junior = person.status is Status.DOCTEUR_JUNIOR
        position = (
            Position.DOCTEUR_JUNIOR
            if junior
            else Position.RECHERCHE
            if said["research"]
            else Position.INTERNE
        )
        journey = None
        if person.placement is not PlacementKind.HOSPITAL:
            journey = Journey(person.placement, said["zone"], said["km_hospital"], said["km_home"])
        return expected_slip(
            month,
            Post(position, said["year"], said["housed"], said["fed"], person.placement, person.share),
            worked_in(self.user, month),
            journey=journey,
            paid=self._paid_by_heading(),
        )


def worked_in(user: User, month: date) -> Timeline:
    """What was noted over the garde month that starts in ``month``, as far as today. Raises BadInput."""
    gardes = garde_month(first_monday(month.year, month.month))
    first, last = month.replace(day=1), min(gardes.after, timezone.localdate())
    chain = chain_of(user)
    entries = entries_of(chain, first, last)
    if not entries:
        raise BadInput(
            f"rien n’est noté du {wording.say_day(first)} au {wording.say_day(gardes.after)}",
            remedy="Notez ces jours, ou calculez sans carnet dans « Mes droits ».",
        )
    return timeline_of(person_of(chain), entries, first, max(first, last))


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest) -> HttpResponse:
    """The form, its answer, or the claim: a matter begun, its letter filled in, the count put among the exhibits."""
    form = (
        OwnSlip(request.POST, user=request.user) if request.method == "POST" else OwnSlip(user=request.user)
    )
    page: dict[str, object] = {"form": form}
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                found = form.slip()
                if request.POST.get("gesture") == "claim":
                    matter = _claim(request.user, found)
                    messages.success(
                        request,
                        "La réclamation est prête : sa lettre est remplie, le décompte est versé aux pièces.",
                    )
                    return redirect("dossier:letter", matter=matter.pk, letter="demande-paie")
                page |= {"answer": answer_of(found), "short": _is_short(found)}
                status = 200
            except BadInput as error:
                page["refused"] = capital(f"{error.what}. {error.remedy}".rstrip())
    return render(request, "dossier/screens/slip.html", page, status=status)


def _is_short(found: Slip) -> bool:
    return any((one.missing or 0) > 0 for one in found.differences)


def _claim(user: User, found: Slip) -> Matter:
    """The matter, once for a month; claimed again, its figures follow. Raises BadInput when nothing is missing."""
    fields = claim_fields(found)
    last = months_later(found.month, 1)
    matter = next(
        (one for one in user.matters.filter(procedure=PROCEDURE, first=found.month)), None
    ) or Matter(
        user=user, procedure=PROCEDURE, first=found.month, last=date.fromordinal(last.toordinal() - 1)
    )
    matter.fields = matter.fields | fields
    matter.save()
    title = pay_count_title(found)
    matter.exhibits.filter(sort=Sort.PAY, title=title).delete()
    content = pay_count_pdf(found, user.name, timezone.localdate())
    file_exhibit(user, content, "decompte.pdf", title=title, sort=Sort.PAY, matter=matter)
    return matter
