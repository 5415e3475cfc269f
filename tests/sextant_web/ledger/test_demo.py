"""The demo: a dozen interns with three months of life, whole chains, some of it against the law."""

from __future__ import annotations

from datetime import date

import pytest

from sextant.ledger.journal import verify
from sextant.ledger.periods import By
from sextant_web.ledger import demo
from sextant_web.ledger.bridge import entries_of, first_noted, person_of, sealed_of
from sextant_web.ledger.models import Chain
from sextant_web.ledger.overview import overview, span_of
from sextant_web.people import demo as people

TODAY = date(2026, 11, 25)


@pytest.mark.django_db
def test_three_months_of_a_dozen_interns() -> None:
    people.load(TODAY)
    demo.load(TODAY)
    chains = list(Chain.objects.select_related("user"))
    assert len(chains) == 12
    means, broken, calls = [], 0, 0
    for chain in chains:
        lines = sealed_of(chain.records.all())
        assert verify(str(chain.pk), lines).whole
        person = person_of(chain)
        span = span_of(By.TRIMESTER, TODAY, person)
        of = overview(person, entries_of(chain), [], span, TODAY, first_noted(chain) or TODAY)
        means.append(of.means.mean_minutes / 60)
        broken += sum(dot.broken is not None for week in of.weeks for dot in week.rests)
        calls += of.total.call_outs
    assert 25 < min(means) < 48 < max(means) < 72
    assert broken > 0
    assert calls > 0
