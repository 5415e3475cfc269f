"""Four phones at once never fork a chain, lose nothing and double nothing: on SQLite, then on PostgreSQL."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.lanes import ROOT, database_url


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


def run(folder: Path, **environment: str) -> str:
    bare = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PYTHONPATH")}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.sextant_web.ledger.two_phones"],
        cwd=folder,
        env=bare | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout.strip()


def test_on_sqlite(tmp_path: Path) -> None:
    assert run(tmp_path) == "une seule chaîne, 34 lignes"
    assert (tmp_path / "sextant.sqlite3").exists()


@pytest.mark.postgres
def test_on_postgresql(tmp_path: Path, empty_database: str) -> None:
    assert run(tmp_path, DATABASE_URL=empty_database) == "une seule chaîne, 34 lignes"
