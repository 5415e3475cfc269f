"""The hour that it is for the site, as a test states it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from sextant_web.people.models import User
from tests.cast import YANIS
from tests.sextant_web.world import World


class Clock:
    """``clock.set(2026, 11, 4, 8, 27)`` in Paris, in winter time; a second passes at each reading."""

    now = datetime(2026, 11, 4, 7, 27, tzinfo=UTC)

    def set(self, *moment: int) -> datetime:
        self.now = datetime(*moment, tzinfo=UTC) - timedelta(hours=1)
        return self.now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Iterator[Clock]:
    found = Clock()
    with patch.object(timezone, "now", found):
        yield found


@pytest.fixture
def yanis(world: World) -> User:
    return world.user(YANIS)


@pytest.fixture
def signed(yanis: User, client: Client) -> Client:
    """Yanis, signed in."""
    client.force_login(yanis)
    return client
