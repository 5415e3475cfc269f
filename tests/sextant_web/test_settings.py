"""The three settings files: a host's database address, and what it forgot to give."""

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from sextant_web.settings.database_url import postgresql
from tests.sextant_web.host import manage, production

FIRST_QUERY = "from django.contrib.contenttypes.models import ContentType as C; print(C.objects.count() > 0)"


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


@pytest.mark.postgres
def test_a_host_migrates_and_asks_postgresql(empty_database: str) -> None:
    host = production(empty_database)
    migrated = manage("migrate", "--no-input", **host)
    assert migrated.returncode == 0, migrated.stderr
    checked = manage("check", "--deploy", "--fail-level", "WARNING", **host)
    assert checked.returncode == 0, checked.stderr
    asked = manage("shell", "--verbosity", "0", "--command", FIRST_QUERY, **host)
    assert asked.stdout.strip() == "True", asked.stderr
    with psycopg.connect(empty_database) as connection:
        (rows,) = connection.execute("select count(*) from django_migrations").fetchone() or (0,)
    assert rows > 0
