"""Yanis, three weeks of hours, and the matter that they open, on a Wednesday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import pytest
from django.test import Client

from sextant_web.dossier.models import Matter
from sextant_web.ledger.noting import note
from sextant_web.people.models import User
from tests.cast import YANIS
from tests.sextant_web.dossier.test_mine import TODAY
from tests.sextant_web.ledger.noted import NOW, night, stage
from tests.sextant_web.world import World


@pytest.fixture(autouse=True)
def a_wednesday(a_monday: None) -> Iterator[None]:
    with patch("django.utils.timezone.localdate", return_value=TODAY):
        yield


@pytest.fixture
def yanis(world: World) -> User:
    """Three weeks of ten half-days; after the night of Tuesday 3, he stays all day."""
    user = world.user(YANIS)
    days = [stage(7 * week + day) for week in range(3) for day in range(5)]
    note(user, [*days, night(1)], NOW)
    return user


@pytest.fixture
def signed(yanis: User, client: Client) -> Client:
    client.force_login(yanis)
    return client


@pytest.fixture
def matter(yanis: User) -> Matter:
    return Matter.objects.create(
        user=yanis,
        procedure="plus-de-48-heures",
        first=date(2026, 11, 2),
        last=date(2026, 11, 22),
        dates={"trimestre_finit": "2027-01-31"},
    )
