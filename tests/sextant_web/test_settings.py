"""The three settings files: a host's database address, and what it forgot to give."""

import os
import subprocess
import sys
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from psycopg import sql

from sextant_web.settings.database_url import postgresql
from tests.lanes import database_url

FIRST_QUERY = "from django.contrib.contenttypes.models import ContentType as C; print(C.objects.count() > 0)"


def manage(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs ``python -m sextant_web`` as a host does, with nothing of ours in the environment."""
    ours = ("SEXTANT_", "DATABASE_URL", "DJANGO_")
    bare = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-m", "sextant_web", *words],
        env=bare | {"DJANGO_SETTINGS_MODULE": "sextant_web.settings.prod"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_an_address_is_read_whole() -> None:
    settings = postgresql("postgresql://camille:p%40ss@base.chu.fr:5433/sextant?sslmode=require")
    assert settings["USER"] == "camille"
    assert settings["PASSWORD"] == "p@ss"  # noqa: S105  (nobody's)
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("base.chu.fr", "5433", "sextant")
    assert settings["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("address", ["", "sqlite:///a.db", "postgresql://machine"])
def test_another_address_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        postgresql(address)


def test_a_host_that_forgot_the_secret_is_told_in_french() -> None:
    answer = manage("check")
    assert answer.returncode != 0
    assert "SEXTANT_SECRET_KEY manque" in answer.stderr


@pytest.fixture
def empty_database() -> Iterator[str]:
    """A database of its own on the lane's PostgreSQL, dropped afterwards."""
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


@pytest.mark.postgres
def test_a_host_migrates_and_asks_postgresql(empty_database: str) -> None:
    host = {
        "DATABASE_URL": empty_database,
        "SEXTANT_HOSTS": "sextant.test",
        "SEXTANT_SECRET_KEY": uuid4().hex * 2,
    }
    migrated = manage("migrate", "--no-input", **host)
    assert migrated.returncode == 0, migrated.stderr
    checked = manage("check", "--deploy", "--fail-level", "WARNING", **host)
    assert checked.returncode == 0, checked.stderr
    asked = manage("shell", "--verbosity", "0", "--command", FIRST_QUERY, **host)
    assert asked.stdout.strip() == "True", asked.stderr
    with psycopg.connect(empty_database) as connection:
        (rows,) = connection.execute("select count(*) from django_migrations").fetchone() or (0,)
    assert rows > 0
