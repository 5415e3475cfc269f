"""The world of the web tests, on the Monday when the placement starts."""

from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import pytest

from tests.sextant_web.world import World, build


@pytest.fixture
def world(db: None) -> World:
    return build()


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    """Roles are held from 2 November 2026: the tests live in that month, whatever the clock says."""
    with patch("django.utils.timezone.localdate", return_value=date(2026, 11, 4)):
        yield
