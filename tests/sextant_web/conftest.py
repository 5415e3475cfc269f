"""The world of the web tests, on the Monday when the placement starts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.test import Client

from sextant.territory.tables import update
from sextant_web.people.models import User
from tests.lanes import database_url
from tests.sextant.territory.land import small, write
from tests.sextant_web.databases import database_of_its_own
from tests.sextant_web.signing_in import with_passkey
from tests.sextant_web.world import World, build


@pytest.fixture
def world(db: None) -> World:
    return build()


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    """Roles are held from 2 November 2026: the tests live in that month, whatever the clock says."""
    with patch("django.utils.timezone.localdate", return_value=date(2026, 11, 4)):
        yield


@pytest.fixture(autouse=True)
def a_passkey(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who a test signs in by force came with a passkey; a test about weaker ways says ``with_code``."""

    def sign_in(client: Client, user: User, backend: str | None = None) -> None:
        with_passkey(client, user)

    monkeypatch.setattr(Client, "force_login", sign_in)


@pytest.fixture(autouse=True)
def no_attempt_yet() -> None:
    """What one test tried is not counted against the next."""
    cache.clear()


def server() -> str:
    url = database_url()
    assert url, "no PostgreSQL answers"
    return url


@pytest.fixture
def empty_database() -> Iterator[str]:
    with database_of_its_own(server()) as url:
        yield url


@pytest.fixture
def other_empty_database() -> Iterator[str]:
    with database_of_its_own(server()) as url:
        yield url


@pytest.fixture(scope="session")
def small_country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of a small country, on disk."""
    folder = tmp_path_factory.mktemp("land")
    with small():
        update(write(folder / "files"), folder / "tables")
    return folder / "tables"


@pytest.fixture
def loaded(small_country: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site reads the small country."""
    monkeypatch.setenv("SEXTANT_TERRITORY", str(small_country))
    return small_country


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site has no table of communes, whatever this machine has."""
    monkeypatch.setenv("SEXTANT_TERRITORY", str(tmp_path / "nowhere"))
