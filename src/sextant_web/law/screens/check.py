"""Check a planning: no account, no cookie, nothing kept. The answer comes under the box while one types."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from sextant.almanac.holidays import NO_HOLIDAY, TERRITORIES, zone_of
from sextant.almanac.person import Consent, Person, PlacementKind, Pregnancy, Status
from sextant.almanac.timeline import Nature
from sextant.errors import BadFile, Place, SextantError
from sextant.law.intake import Given, Intake, read_pasted, read_upload
from sextant.law.intake.gather import letters_of
from sextant.roster.papers.check import Check, check
from sextant.roster.papers.check_pdf import check_pdf
from sextant_web.law.in_memory import InMemory

EXAMPLE = """\
lundi : 8h30-18h30
mardi : 8h30-18h30, garde 18h30-8h30
mercredi : 8h30-13h
jeudi : 8h30-13h, cours l’après-midi
vendredi : 8h30-18h30
samedi : libre
dimanche : libre
"""

_PLACEMENTS = {PlacementKind.HOSPITAL: "à l’hôpital", PlacementKind.AMBULATORY: "chez un médecin (ambulatoire)",
               PlacementKind.SASPAS: "en SASPAS"}  # fmt: skip
_STATUSES = {Status.INTERNE: "interne", Status.DOCTEUR_JUNIOR: "docteur junior"}
_SHARES = {"1": "plein temps", "0.9": "90 %", "0.8": "80 %", "0.7": "70 %", "0.6": "60 %", "0.5": "mi-temps"}


class Choices(forms.Form):
    """What the planning itself does not say. Everything has an ordinary value."""

    start = forms.DateField(label="Premier jour", required=False)
    nature = forms.ChoiceField(
        label="Ce planning est",
        required=False,
        choices=[(Nature.PLANNED, "prévu"), (Nature.WORKED, "déjà fait")],
    )
    territory = forms.ChoiceField(
        label="Jours fériés", required=False,
        choices=[(name, one.name) for name, one in TERRITORIES.items() if name != NO_HOLIDAY],
    )  # fmt: skip
    placement = forms.ChoiceField(label="Stage", required=False, choices=list(_PLACEMENTS.items()))
    status = forms.ChoiceField(label="Statut", required=False, choices=list(_STATUSES.items()))
    share = forms.ChoiceField(label="Temps de travail", required=False, choices=list(_SHARES.items()))
    third_month = forms.DateField(label="Grossesse : premier jour du troisième mois", required=False)
    consent = forms.DateField(label="Accord écrit pour continuer les gardes, le", required=False)

    @property
    def unusual(self) -> bool:
        """True when something under the fold was chosen: it opens."""
        usual = {"territory": "metropole", "nature": Nature.PLANNED, "placement": PlacementKind.HOSPITAL,
                 "status": Status.INTERNE, "share": "1"}  # fmt: skip
        chosen = {name: self.data.get(name, "") for name in self.fields}
        return any(value and value != usual.get(name, "") for name, value in chosen.items())

    @property
    def given_again(self) -> list[tuple[str, str]]:
        """What was chosen, to be posted back for the paper."""
        return [(name, self.data[name]) for name in self.fields if self.data.get(name)]

    def given(self, today: date, row: str) -> Given:
        """As the readers take it."""
        said = self.cleaned_data
        territory = said["territory"] or "metropole"
        pregnancy = None
        if said["third_month"]:
            agreed = Consent(said["consent"]) if said["consent"] else None
            pregnancy = Pregnancy(said["third_month"], consent=agreed)
        person = Person(
            "Cet interne",
            status=Status(said["status"] or Status.INTERNE),
            placement=PlacementKind(said["placement"] or PlacementKind.HOSPITAL),
            share=float(said["share"] or 1),
            pregnancy=pregnancy,
            territory=territory,
            zone=zone_of(territory),
        )
        return Given(today, said["start"], person, Nature(said["nature"] or Nature.PLANNED), row)


@dataclass
class Asked:
    """One question and its answer, as the page shows them."""

    text: str
    choices: Choices
    row: str = ""
    file: str = ""
    intake: Intake = field(default_factory=Intake)
    checked: Check | None = None
    error: str = ""
    status: int = 200
    from_file: bool = False

    @property
    def empty(self) -> bool:
        """Nothing was given at all."""
        return not (self.error or self.checked or self.intake.unheard or self.intake.choices)

    @property
    def spoken(self) -> str:
        """The answer in a sentence, for who listens to the page."""
        if self.error:
            return self.error
        if self.checked:
            return self.checked.says
        return (
            "Choisissez une ligne."
            if self.intake.choices
            else f"{len(self.intake.unheard)} lignes non comprises."
        )

    @property
    def refill(self) -> bool:
        """A file read to its last line is put in the box, where it can be corrected; one read in part is not."""
        return bool(self.from_file and self.checked and self.text and not self.intake.unheard)


# Public and stateless: no session, no account, nothing to forge on anyone's behalf, and no cookie to carry a token.
# Exempt from CSRF for that reason; the exemption also lets us choose where uploads go before the body is read.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache  # no-store: neither the browser nor anything on the way keeps an answer
def check_planning(request: HttpRequest) -> HttpResponse:
    """The page with its example, or the answer to what was pasted or dropped; the answer alone when htmx asks."""
    if request.method != "POST":
        asked = _ask(EXAMPLE, Choices({}), "", None)
        return render(request, "law/screens/check.html", {"asked": asked, "example": True})
    asked = _asked(request)
    page = "law/screens/_answer.html" if _htmx(request) else "law/screens/check.html"
    status = 200 if _htmx(request) else asked.status  # htmx shows an answer, whatever it says
    return render(request, page, {"asked": asked, "example": False}, status=status)


@csrf_exempt  # as above
@require_POST
@sensitive_post_parameters()
@never_cache
def check_paper(request: HttpRequest) -> HttpResponse:
    """The same answer as a PDF, made in memory; back to the page when there is nothing to print."""
    asked = _asked(request)
    if asked.checked is None:
        return render(
            request,
            "law/screens/check.html",
            {"asked": asked, "example": False},
            status=max(asked.status, 422),
        )
    content = check_pdf(asked.checked, printed_on=timezone.localdate(), version=version("sextant"))
    response = HttpResponse(content, content_type="application/pdf")
    first = asked.checked.timeline.first
    response["Content-Disposition"] = f'attachment; filename="controle-{first:%Y-%m-%d}.pdf"'
    return response


def _htmx(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]


@sensitive_variables()
def _asked(request: HttpRequest) -> Asked:
    request.upload_handlers = [InMemory(request)]  # type: ignore[assignment]
    choices = Choices(request.POST)
    text = request.POST.get("planning", "")
    return _ask(text, choices, request.POST.get("row", ""), request.FILES.get("file"))


@sensitive_variables()
def _ask(text: str, choices: Choices, row: str, file: Any) -> Asked:
    asked = Asked(text, choices, row)
    if not choices.is_valid():
        name, errors = next(iter(choices.errors.items()))
        asked.error, asked.status = f"{choices.fields[name].label} : {errors[0]}", 422
        return asked
    given = choices.given(timezone.localdate(), row)
    try:
        if file is not None:
            asked.file, asked.from_file = file.name, True
            if getattr(file, "too_heavy", False):
                asked.status = 413
                raise BadFile("ce fichier est trop lourd", place=Place(file.name), why="la limite est de 1 Mo",
                              remedy="Ne gardez que la période à vérifier.")  # fmt: skip
            content = file.read()
            asked.intake = read_upload(file.name, content, given)
            asked.text = _as_lines(asked.intake, content)
        elif text.strip():
            asked.intake = read_pasted(text, given)
        asked.checked = check(asked.intake)
    except SextantError as error:
        asked.error = str(error)
        asked.status = asked.status if asked.status != 200 else 422
    return asked


def _as_lines(intake: Intake, content: bytes) -> str:
    """What a file says, as lines for the box: letters, or the file itself when it is a planning in YAML."""
    if intake.planning is None:
        return ""
    if all(one.word for one in intake.heard):
        line = intake.planning.timeline
        return letters_of(intake.heard, line.first, line.last, intake.undated)
    return content.decode("utf-8-sig", errors="replace")
