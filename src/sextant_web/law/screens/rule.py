"""One rule: what it says, where it is written, what it is worth, its history, and its examples drawn as weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.errors import BadInput
from sextant.law.ambiguity import Ambiguity, ambiguities
from sextant.law.example import is_broken, judge_example, planning_of
from sextant.law.library import FAMILIES, Library, family_of, load
from sextant.law.rule import Example, Rule
from sextant.roster.papers.check import name_days
from sextant.roster.papers.drawn_week import DrawnWeek, drawn_weeks, legend_of
from sextant_web.law.screens.rules import read_day

_DRAWN = 2
"""Weeks drawn of an example: those that follow are the same, or say no more."""


@dataclass(frozen=True)
class Shown:
    """An example as the page shows it."""

    example: Example
    broken: bool
    weeks: list[DrawnWeek]
    total: int
    sentences: list[str]


@dataclass(frozen=True)
class Version:
    """One entry under a code, with its examples and the open questions that touch it."""

    rule: Rule
    in_force: bool
    examples: list[Shown]


@require_safe
def show_rule(request: HttpRequest, code: str) -> HttpResponse:
    """Every entry of that code: those in force on the day asked first, then those of other days."""
    library = load()
    try:
        rules = library.by_code(code)
    except BadInput:
        raise Http404 from None
    today = timezone.localdate()
    day, wrong = read_day(request.GET.get("jour", "").strip()[:20], today)
    versions = [_version(rule, day, library) for rule in rules]
    before, after = _beside(library, rules[0].code)
    shown = {
        "code": rules[0].code,
        "family": FAMILIES.get(family_of(rules[0].code), ""),
        "now": [one for one in versions if one.in_force],
        "other": [one for one in versions if not one.in_force],
        "questions": _questions(rules[0].code),
        "legend": legend_of([week for one in versions for shown in one.examples for week in shown.weeks]),
        "before": before,
        "after": after,
        "day": day,
        "today": day == today,
        "wrong": wrong,
    }
    return render(request, "law/screens/rule.html", shown)


def _version(rule: Rule, day: date, library: Library) -> Version:
    return Version(
        rule, rule.valid.covers(day), [_shown(rule, example, library) for example in rule.examples]
    )


def _shown(rule: Rule, example: Example, library: Library) -> Shown:
    """The first weeks of an example, with what the rule says of them."""
    planning = planning_of(example)
    judgement = judge_example(example, library)
    concerned = {rule.code, *(code for code, count in example.says.items() if count)}
    found = [
        breach
        for breach in (*judgement.breaches, *judgement.warnings, *judgement.notes)
        if breach.rule.id == rule.id or (breach.code in concerned - {rule.code})
    ]
    weeks = drawn_weeks(planning.timeline, found, settings=planning.settings, library=library)
    filled = [week for week in weeks if week.letters]
    told = (f"{breach.because.rstrip('.')}." for breach in found)
    if example.start is None:  # undated: the days of the week say enough
        told = (name_days(sentence, planning.timeline) for sentence in told)
    sentences = list(dict.fromkeys(told))
    return Shown(example, is_broken(example), filled[:_DRAWN], len(filled), sentences[:2])


def _questions(code: str) -> list[Ambiguity]:
    return [one for one in ambiguities() if code in one.rules]


def _beside(library: Library, code: str) -> tuple[Rule | None, Rule | None]:
    """The rules before and after, in the order of the library."""
    codes = list(library.codes)
    place = codes.index(code)
    before = library.by_code(codes[place - 1])[0] if place else None
    after = library.by_code(codes[place + 1])[0] if place + 1 < len(codes) else None
    return before, after
