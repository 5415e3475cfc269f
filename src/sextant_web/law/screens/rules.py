"""The law by theme, searched, and as it stood on a day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.form import YEARS, to_day
from sextant.law.library import FAMILIES, Library, family_of, load
from sextant.law.rule import Force, Rule

_LONGEST = 100  # signs of a search


@require_safe
def list_rules(request: HttpRequest) -> HttpResponse:
    """Rules in force on the day asked (today by default), those that hold the words asked, by theme."""
    today = timezone.localdate()
    words = " ".join(request.GET.get("mots", "").split())[:_LONGEST]
    written = request.GET.get("jour", "").strip()[:20]
    force = request.GET.get("force", "")
    day, wrong = read_day(written, today)
    library = load().in_force(day).about(words)
    if force in set(Force):
        library = Library(tuple(rule for rule in library.rules if rule.force == force))
    shown = {
        "themes": by_theme(library),
        "count": len(library.rules),
        "words": words,
        "day": day,
        "today": day == today,
        "written": written,
        "wrong": wrong,
        "force": force,
        "forces": list(Force),
    }
    return render(request, "law/screens/rules.html", shown)


def read_day(written: str, today: date) -> tuple[date, str]:
    """The day asked, or today and what is wrong with what was written."""
    if not written:
        return today, ""
    try:
        day = to_day(written)
        assert isinstance(day, date)
        if day.year not in YEARS:
            raise ValueError(f"l’année {day.year} n’est pas entre {YEARS[0]} et {YEARS[-1]}")
    except ValueError as error:
        return today, str(error)
    return day, ""


def by_theme(library: Library) -> list[tuple[str, list[Rule]]]:
    """The rules of each family, in order; a family of which nothing is left is not shown."""
    found: dict[str, list[Rule]] = {}
    for rule in library.rules:
        found.setdefault(family_of(rule.code), []).append(rule)
    return [(FAMILIES.get(letters, f"Règles {letters}"), rules) for letters, rules in found.items()]
