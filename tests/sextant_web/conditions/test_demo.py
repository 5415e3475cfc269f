"""The demo shows a hospital, hides its smallest ward, and has two trimesters whatever the day it is loaded."""

from __future__ import annotations

from datetime import date

import pytest

from sextant_web.conditions import demo
from sextant_web.conditions.bridge import made_releases
from sextant_web.conditions.models import Consent, Counted, Publication
from sextant_web.people import demo as people


@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2026, 11, 25), date(2027, 2, 5)])
def test_a_hospital_is_shown_and_its_small_ward_hidden(today: date) -> None:
    people.load(today)
    demo.load(today)
    made = made_releases()
    assert len(made) == 2
    for _, release in made:
        told = {one.name: set(one.cells) for one in release.sites}
        assert {"hours", "over_48", "rest_after_garde", "out_of_care"} <= told["CHU de Loire"]
        assert told["Gériatrie"] == set()
        assert "hours" not in told["Médecine interne"]  # it would give Gériatrie away
        assert "hours" in told["Cardiologie"]
    assert Consent.objects.count() == 17
    assert Counted.objects.filter(user=None).count() == 0
    assert Publication.objects.count() == 1
