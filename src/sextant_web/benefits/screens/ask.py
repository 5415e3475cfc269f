"""Which aids are mine: one question a screen, or the whole form, then the answer. No account, no cookie, nothing kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from sextant.benefits.assess import assess
from sextant.benefits.interview import next_fact
from sextant.benefits.situation import Situation
from sextant.benefits.vocabulary import Fact, vocabulary
from sextant.territory.commune import Territory
from sextant_web.benefits.answers import Answers, read_answers
from sextant_web.benefits.field import Field, communes, field_of
from sextant_web.benefits.named_commune import named_commune, with_named_communes
from sextant_web.benefits.outcome import changed
from sextant_web.benefits.screens.result import show_result
from sextant_web.benefits.screens.whole import show_whole
from sextant_web.territory.loaded import TO_LOAD, territory

MOST_ASKED = 15
"""How many questions are asked before the answer is given; more only when one asks for more."""


@dataclass(frozen=True)
class Asked:
    """What a page sent: the answers, the question that was on the screen, what was pressed."""

    answers: Answers
    question: str
    pressed: str
    wrong: str = ""
    words: str = ""
    more: bool = False


# Public and stateless: no session, no account, nothing to forge on anyone's behalf, and no cookie to carry a token.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """The first question, the next one with what the last answer changed, the whole form, or the answer."""
    today, places = timezone.localdate(), territory()
    if request.method != "POST":
        return _question(request, Asked(Answers({}, ()), "", ""), places, today)
    asked = read(request.POST, places)
    if asked.pressed in ("tout", "tout-juger"):
        if asked.pressed == "tout" or asked.answers.wrong:
            return show_whole(request, asked.answers, places)
        return show_result(request, asked.answers, places, today)
    if asked.wrong or asked.answers.wrong or asked.pressed.startswith("corriger:"):
        return _question(request, asked, places, today)
    if asked.pressed == "resultat" or (len(asked.answers.asked) >= MOST_ASKED and not asked.more):
        return show_result(request, asked.answers, places, today)
    return _question(request, asked, places, today)


@csrf_exempt
@require_POST
@sensitive_post_parameters()
@never_cache
def find_communes(request: HttpRequest) -> HttpResponse:
    """The communes that what is typed may mean, as choices to put under the box, of one question or of the whole form."""
    places = territory()
    whole = request.POST.get("entier", "")
    fact = vocabulary().get(whole or request.POST.get("question", ""))
    if places is None or fact is None or fact.names != "commune":
        return HttpResponse(status=204)
    words = request.POST.get(f"{whole}@mots" if whole else "mots", "")[:80]
    field = Field(fact, "commune", communes(places, words), words=words)
    return render(request, "benefits/screens/_communes.html", {"field": field, "whole": bool(whole)})


@sensitive_variables()
def read(post: QueryDict, places: Territory | None) -> Asked:
    """What was sent, with the question on the screen answered, skipped, or still to answer and why."""
    answers = read_answers(post)
    question = post.get("question", "") if post.get("question", "") in vocabulary() else ""
    pressed = post.get("faire", "")[:60]
    more = post.get("encore") == "oui" or pressed == "encore"
    words = " ".join(post.get("mots", "").split())[:80]
    if pressed == "retour":
        last = answers.asked[-1] if answers.asked and answers.asked[-1] != question else ""
        last = last or next((name for name in reversed(answers.asked) if name != question), "")
        return Asked(answers.without(question).without(last), last, f"corriger:{last}", more=more)
    if pressed.startswith("corriger:"):
        name = pressed.removeprefix("corriger:")
        if name not in vocabulary():
            return Asked(answers, "", "")
        return Asked(answers.without(name), name, pressed, more=more)
    if not question:
        return Asked(with_named_communes(answers, places), "", pressed, more=more)
    if pressed == "passer":
        kept = answers.without(question)
        skipped = Answers(
            {key: value for key, value in kept.fields.items() if key.partition("@")[0] != question},
            (*kept.asked, question), kept.facts,
            {key: value for key, value in answers.wrong.items() if key != question},
        )  # fmt: skip
        return Asked(skipped, question, pressed, more=more)
    fact = vocabulary()[question]
    if fact.names == "commune" and places is not None and question not in answers.wrong:
        return _commune(answers, fact, pressed, words, post.get("cherche", ""), places, more)
    if pressed == "suite" and question not in answers.facts and question not in answers.wrong:
        said = "Choisissez une réponse, ou « Je ne sais pas »."
        return Asked(answers, question, pressed, wrong=said, more=more)
    return Asked(answers, question, pressed, more=more)


def _commune(
    answers: Answers, fact: Fact, pressed: str, words: str, listed: str, places: Territory, more: bool
) -> Asked:
    """The commune of one question: found, or to be chosen again and why."""
    told = answers.facts.get(fact.id)
    code, said = named_commune(told, words, listed, places)
    if not said and code is None and pressed == "suite":
        said = "Écrivez le nom de la commune, ou « Je ne sais pas »."
    if said:
        bare = {key: value for key, value in answers.fields.items() if key != fact.id}
        kept = answers.without(fact.id)
        return Asked(
            Answers(bare, kept.asked, kept.facts), fact.id, pressed, wrong=said, words=words, more=more
        )
    if code is None or code == told:
        return Asked(answers, fact.id, pressed, more=more)
    fields = {**answers.fields, fact.id: (code,)}
    asked = (*(name for name in answers.asked if name != fact.id), fact.id)
    return Asked(Answers(fields, asked, {**answers.facts, fact.id: code}), fact.id, pressed, more=more)


# -- the three pages -----------------------------------------------------------------------------------


@sensitive_variables()
def _question(request: HttpRequest, asked: Asked, places: Territory | None, today: date) -> HttpResponse:
    answers = asked.answers
    again = asked.question if asked.wrong or asked.pressed.startswith("corriger:") else ""
    again = again or next(iter(answers.wrong), "")
    status = 422 if asked.wrong or answers.wrong else 200
    if again:
        answers = Answers(answers.fields, answers.without(again).asked, answers.facts, answers.wrong)
    now = answers.assessed(places, today)
    fact = vocabulary()[again] if again else _next(answers, places, today)
    if fact is None:
        return show_result(request, asked.answers, places, today)
    last = answers.asked[-1] if answers.asked and not again else ""
    before = answers.without(last).assessed(places, today) if last in answers.facts else None
    told = answers.told(places)
    shown: dict[str, Any] = {
        "answers": answers,
        "field": field_of(fact, answers, places, asked.words, asked.wrong),
        "number": len(answers.asked) + 1,
        "most": MOST_ASKED,
        "more": asked.more,
        "told": told,
        "last": next((one for one in told if one[0].id == last), None),
        "changed": changed(before, now) if before else None,
        "totals": now.totals,
        "loaded": places is not None,
        "to_load": TO_LOAD,
    }
    return render(request, "benefits/screens/ask.html", shown, status=status)


def _next(answers: Answers, places: Territory | None, today: date) -> Fact | None:
    """The question that settles most."""
    if not answers.facts and not answers.asked:
        first = _first(today, places is not None)
        return vocabulary()[first] if first else None
    now = answers.assessed(places, today)
    return next_fact(now, skipped=answers.asked, placed=places is not None)


@lru_cache(maxsize=4)
def _first(today: date, placed: bool) -> str | None:
    """The first question is the same for everybody, and the longest to find."""
    found = next_fact(assess(Situation({}), today), placed=placed)
    return found.id if found else None
