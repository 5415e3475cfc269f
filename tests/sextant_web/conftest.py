"""The world of the web tests, on the Monday when the placement starts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch
from uuid import uuid4

import psycopg
import pytest
from django.core.cache import cache
from django.test import Client
from psycopg import sql

from sextant_web.people.models import User
from tests.lanes import database_url
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


@contextmanager
def database_of_its_own() -> Iterator[str]:
    """An empty database on the lane's PostgreSQL, dropped afterwards."""
    server = database_url()
    assert server, "no PostgreSQL answers"
    name = f"sextant_{uuid4().hex[:12]}"
    base, _, options = server.partition("?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            yield base.rsplit("/", 1)[0] + f"/{name}" + (f"?{options}" if options else "")
        finally:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture
def empty_database() -> Iterator[str]:
    with database_of_its_own() as url:
        yield url


@pytest.fixture
def other_empty_database() -> Iterator[str]:
    with database_of_its_own() as url:
        yield url
