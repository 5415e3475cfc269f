"""« Mes faits »: what changes the law's verdict about a person: pregnancy, certificates, dated agreements."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sextant.almanac.activity import Kind
from sextant.errors import BadInput
from sextant.form import to_day
from sextant.ledger.canonical import read_canonical
from sextant.ledger.declared import say_facts
from sextant.ledger.entry import PersonFacts
from sextant_web.ledger.bridge import chain_of
from sextant_web.ledger.declaring import declare
from sextant_web.ledger.models import Chain
from sextant_web.ledger.noting import capital
from sextant_web.ledger.typed import now_utc

OF_FACTS = ("pregnancy", "restrictions", "trimester")
"""The facts of this page; those of « Mon stage » stay as they are."""

FORBIDDEN = {
    Kind.GARDE_NUIT: "garde de nuit",
    Kind.DEMI_GARDE: "demi-garde",
    Kind.GARDE_JOUR: "garde de jour",
    Kind.ASTREINTE: "astreinte",
    Kind.CONTINUITE: "continuité de service",
    Kind.PDSA: "effection de PDSA",
    Kind.STAGE: "stage",
}
"""What a certificate may exclude, in the order in which it is offered."""

SPARE = 2  # empty rows of certificates
MOST = 50


@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest) -> HttpResponse:
    """Shows and changes them; each change is sealed, what cannot be is told and nothing changes."""
    chain, trouble, typed = chain_of(request.user), "", _typed(chain_of(request.user).person)
    if request.method == "POST":
        typed = _posted(request)
        try:
            kept = {key: value for key, value in chain.person.items() if key not in OF_FACTS}
            changed = declare(request.user, kept | _facts(typed), now_utc(timezone.now()))
            messages.success(
                request,
                "Enregistré et scellé : les comptes en tiennent compte."
                if changed
                else "Rien n’a changé : rien n’a été ajouté au carnet.",
            )
            return redirect("ledger:facts")
        except BadInput as error:
            trouble = capital(str(error))
    page = {
        "typed": typed,
        "trouble": trouble,
        "kinds": [(kind.value, said) for kind, said in FORBIDDEN.items()],
        "history": history(chain),
    }
    return render(request, "ledger/screens/facts.html", page, status=422 if trouble else 200)


def history(chain: Chain) -> list[tuple[int, str]]:
    """What was declared, the latest first: the number of its line, and a sentence."""
    found = []
    for record in chain.records.filter(text__contains='","facts":{').order_by("-number"):
        number, item, _ = read_canonical(record.text)
        if isinstance(item, PersonFacts):
            found.append((number, say_facts(item)))
    return found


def _typed(person: dict[str, Any]) -> dict[str, Any]:
    """Facts as the fields of the page."""
    pregnancy, trimester = person.get("pregnancy") or {}, person.get("trimester") or {}
    consent = pregnancy.get("consent") or {}
    rows = [
        {"since": one["from"], "until": one["to"], "kinds": one["kinds"]}
        for one in person.get("restrictions", [])
    ]
    return {
        "third_month": pregnancy.get("third_month", ""),
        "pregnancy_until": pregnancy.get("until", ""),
        "consent": consent.get("from", ""),
        "revoked": consent.get("revoked", ""),
        "trimester_from": trimester.get("from", ""),
        "trimester_to": trimester.get("to", ""),
        "rows": _numbered(rows),
    }


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    spare = [{"since": "", "until": "", "kinds": []} for _ in range(SPARE)]
    return [{"number": number, **row} for number, row in enumerate([*rows, *spare][:MOST], 1)]


def _posted(request: HttpRequest) -> dict[str, Any]:
    """The same from what was sent."""
    plain = {
        name: request.POST.get(name, "").strip()
        for name in ("third_month", "pregnancy_until", "consent", "revoked", "trimester_from", "trimester_to")
    }
    rows = []
    for number in range(1, MOST + 1):
        since, until = (request.POST.get(f"{name}{number}", "").strip() for name in ("since", "until"))
        kinds = [kind for kind in request.POST.getlist(f"kinds{number}") if kind in set(FORBIDDEN)]
        if since or until or kinds:
            rows.append({"since": since, "until": until, "kinds": kinds})
    return {**plain, "rows": _numbered(rows)}


def _facts(typed: dict[str, Any]) -> dict[str, Any]:
    """The keys of a planning's person. Raises BadInput, one sentence for the first trouble."""
    found: dict[str, Any] = {}
    if typed["third_month"]:
        pregnancy: dict[str, Any] = {"third_month": _day(typed["third_month"], "le troisième mois")}
        if typed["pregnancy_until"]:
            pregnancy["until"] = _day(typed["pregnancy_until"], "le dernier jour de la grossesse")
        if typed["consent"]:
            pregnancy["consent"] = {"from": _day(typed["consent"], "l’accord")}
            if typed["revoked"]:
                pregnancy["consent"]["revoked"] = _day(typed["revoked"], "la reprise de l’accord")
        elif typed["revoked"]:
            raise BadInput("un accord repris a d’abord été donné", remedy="Donnez le jour de l’accord.")
        found["pregnancy"] = pregnancy
    elif typed["pregnancy_until"] or typed["consent"] or typed["revoked"]:
        raise BadInput(
            "le premier jour du troisième mois manque", why="la dispense de gardes court de ce jour",
            remedy="Il est sur le certificat de grossesse.",
        )  # fmt: skip
    rows = [_certificate(number, row) for number, row in enumerate(typed["rows"], 1) if any(
        (row["since"], row["until"], row["kinds"]))]  # fmt: skip
    if rows:
        found["restrictions"] = rows
    if typed["trimester_from"] or typed["trimester_to"]:
        found["trimester"] = {
            "from": _day(typed["trimester_from"], "le premier jour du trimestre"),
            "to": _day(typed["trimester_to"], "le dernier jour du trimestre"),
        }
    return found


def _certificate(number: int, row: dict[str, Any]) -> dict[str, Any]:
    if not row["kinds"]:
        raise BadInput(f"certificat {number} : dites ce qu’il exclut", remedy="Cochez au moins une case.")
    return {
        "from": _day(row["since"], f"certificat {number}, premier jour"),
        "to": _day(row["until"], f"certificat {number}, dernier jour"),
        "kinds": row["kinds"],
    }


def _day(text: str, said: str) -> date:
    if not text:
        raise BadInput(f"{said} : le jour manque")
    try:
        day = to_day(text)
    except ValueError as error:
        raise BadInput(f"{said} : {error}") from None
    assert isinstance(day, date)
    return day
