"""« Mon trimestre »: pictures first, then the same as a table, then each breach in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.form import to_day
from sextant.ledger.periods import By
from sextant_web.ledger.bridge import chain_of, entries_of, first_noted, person_of
from sextant_web.ledger.models import Chain
from sextant_web.ledger.overview import CUTS, Overview, Span, overview, read_span, span_of
from sextant_web.ledger.picture import picture
from sextant_web.ledger.planned import planned


@require_safe
def trimester(request: HttpRequest) -> HttpResponse:
    """One's own; ``par`` and ``jour`` say which days."""
    chain, today = chain_of(request.user), timezone.localdate()
    by = CUTS.get(request.GET.get("par", ""), By.TRIMESTER)
    span = span_of(by, day_asked(request.GET.get("jour", ""), today), person_of(chain))
    page = {
        "cuts": [(word, cut is by) for word, cut in CUTS.items()],
        "cut": by.value,
        **shown(chain, span, today),
    }
    return render(request, "ledger/screens/trimester.html", page)


def shown(chain: Chain, span: Span, today: date, *, to_others: bool = False) -> dict[str, object]:
    """What the picture needs, of whoever the chain is. ``to_others``: without what a pregnancy or a certificate forbids."""
    person = person_of(chain)
    if to_others:
        person = replace(person, pregnancy=None, restrictions=())
    first, last = read_span(span, person)
    entries = entries_of(chain, first, last)
    if span.first > today or not entries:
        return {"span": span, "today": today, "person": person}
    plan = planned(chain.user, span.first, span.last)
    of = overview(person, entries, plan, span, today, first_noted(chain) or today)
    limit = of.account.recover_before
    return {
        "span": span,
        "today": today,
        "person": person,
        "of": of,
        "picture": picture(of),
        "surplus": of.account.surplus if of.settled else None,
        "recover_before": limit,
        "recover_days": (limit - today).days if limit else None,
        "recoverable": _recoverable(of, limit, today),
        "half_days_limit": of.limits.half_days * person.share if of.limits.half_days else None,
        "hours_limit": of.limits.hours * 60 * person.share if of.limits.hours else None,
        "share_out_of_care": None if of.total.out_of_care_share is None else 100 * of.total.out_of_care_share,
        "leave_whole": of.leave_taken + of.leave_left,
        "per_week": _per_week(of),
    }


def _per_week(of: Overview) -> dict[str, float]:
    weeks = of.total.weeks or 1
    return {
        "university": of.total.university_half_days / weeks,
        "personal": of.total.personal_half_days / weeks,
    }


def _recoverable(of: Overview, limit: date | None, today: date) -> float | None:
    """Half-days of stage that the ward still has to give before the trimester ends: what could be given back."""
    if limit is None or of.limits.half_days is None:
        return None
    return of.limits.half_days * of.person.share * max((limit - today).days, 0) / 7


def day_asked(text: str, today: date) -> date:
    """The day of an address, today when it is none or too far away."""
    try:
        found = to_day(text)
    except ValueError:
        return today
    near = isinstance(found, date) and abs((found - today).days) < 12 * 366
    return found if near else today
