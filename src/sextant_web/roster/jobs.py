"""The search for a roster, outside the request: fetches, delegates, writes."""

from __future__ import annotations

import threading
import time
from dataclasses import asdict

from django.conf import settings

from sextant.errors import BadInput, Undecided
from sextant.roster.audit import audit
from sextant.roster.explain import Explanation, explain
from sextant.roster.nearest import nearest
from sextant.roster.open_post import open_posts, why_nobody
from sextant.roster.problem import Problem
from sextant.roster.result import Progress, Status
from sextant.roster.roster import Roster as Planned
from sextant.roster.solve import solve
from sextant.roster.what_if import what_if
from sextant_web.queue.ticket import Ticket
from sextant_web.roster.bridge import (
    cells_of,
    facts_of,
    problem_of_facts,
    roster_of_version,
    version_from_roster,
)
from sextant_web.roster.models import Purpose, Search, Source

EXPLAINING = 30
"""Seconds given to say why there is no roster, and as many to find the nearest."""

MOST_EXPLAINED = 12
"""Open duties of which it is said, intern by intern, why nobody can hold them."""


def search(ticket: Ticket) -> None:
    """Finds the best roster in the time that was given, or why there is none; keeps the best when stopped."""
    asked = Search.objects.select_related("roster", "begin").get(pk=ticket.job.subject)
    problem = problem_of_facts(asked.facts)

    def tell(moment: Progress) -> None:
        ticket.tell(doing="improve" if moment.best is not None else "first", best=moment.best,
                    bound=moment.bound, seconds=round(moment.seconds, 1), missing=moment.missing)  # fmt: skip

    ticket.tell(doing="read")
    found = solve(
        problem,
        seconds=asked.limit,
        workers=settings.CORES,
        progress=tell,
        stop=ticket.stop,
        start=_start(asked),
    )
    why = {}
    if found.status is Status.IMPOSSIBLE:
        ticket.tell(doing="explain")
        why = _why(problem)
        ticket.tell(doing="nearest")
        why |= _nearest(problem, ticket.stop)
    with ticket.finish():
        asked.outcome, asked.cost, asked.bound = found.status.name, found.cost, found.bound
        asked.seconds, asked.why = round(found.seconds, 1), why
        asked.costs = [
            {"what": line.what, "amount": line.amount, "cost": line.cost, "day": line.day}
            for line in found.costs
        ]
        if found.roster is not None:
            asked.version = version_from_roster(
                asked.roster, found.roster, asked.facts, Source.SOLVE, made_by=asked.asked_by
            )
        asked.save()


def _start(asked: Search) -> Planned | None:
    """The version that was named, or the last: what was found is gone on from, and never lost."""
    last = asked.begin or asked.roster.versions.order_by("-number").first()
    if last is None:
        return None
    try:
        return roster_of_version(last)
    except BadInput:  # written by hand, and no longer readable with today's facts
        return None


def _why(problem: Problem) -> dict[str, object]:
    """The explanation as the screen shows it; each way out keeps its roster, which was audited."""
    try:
        found = explain(problem, seconds=EXPLAINING)
    except Undecided:
        return {"sentence": "Le temps donné n’a pas suffi pour dire pourquoi.", "reasons": [], "ways": []}
    return _told(found) if found is not None else {}


def _nearest(problem: Problem, stop: threading.Event) -> dict[str, object]:
    """The nearest roster, its open duties, who cannot hold each and why, and whom to call on."""
    near = nearest(problem, seconds=EXPLAINING, workers=settings.CORES, stop=stop)
    if near is None:
        return {}
    verdict, posts = audit(near.roster), open_posts(near.roster)
    told = [
        {
            "says": post.sentence,
            "line": post.line.id,
            "day": post.day,
            "call_on": post.call_on,
            "cannot": [list(one) for one in why_nobody(near.roster, post, known=verdict)]
            if n < MOST_EXPLAINED
            else [],
        }
        for n, post in enumerate(posts)
    ]
    return {"nearest": {"cells": cells_of(near.roster), "fewest": near.fewest, "open": told}}


def _told(found: Explanation) -> dict[str, object]:
    return {
        "sentence": found.sentence,
        "reasons": list(found.reasons),
        "codes": list(found.codes),
        "minimal": found.minimal,
        "ways": [
            {
                "kind": way.kind,
                "what": way.what,
                "uncovered": list(way.uncovered),
                "facts": facts_of(way.roster.problem),
                "cells": cells_of(way.roster),
            }
            for way in found.ways_out
        ],
    }


def try_changes(ticket: Ticket) -> None:
    """What one thing more or less would change; the tries already made are kept when it is stopped."""
    asked = Search.objects.select_related("roster", "begin").get(pk=ticket.job.subject)
    began = time.monotonic()
    problem, tries = problem_of_facts(asked.facts), asked.asked

    def tell(done: int, of: int, what: str) -> None:
        ticket.tell(doing="try", done=done, of=of, what=what)

    ticket.tell(doing="read")
    found = what_if(
        problem,
        seconds=asked.limit,
        only=tries.get("only", []),
        wish=(tries["wish"]["name"], frozenset(tries["wish"]["days"])) if "wish" in tries else None,
        start=_start(asked),
        workers=settings.CORES,
        progress=tell,
        stop=ticket.stop,
    )
    with ticket.finish():
        asked.outcome, asked.seconds = Status.GOOD.name, round(time.monotonic() - began, 1)
        asked.why = {
            "outcomes": [asdict(one) for one in found],
            "stopped": len(found) < 1 + len(tries.get("only", [])) and ticket.stop.is_set(),
        }
        asked.save()


JOBS = {Purpose.ROSTER.value: search, Purpose.WHAT_IF.value: try_changes}
