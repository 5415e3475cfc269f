"""Empty databases on the lane's PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
from psycopg import sql


@contextmanager
def database_of_its_own(server: str) -> Iterator[str]:
    """The address of a new empty database on that server, dropped afterwards."""
    name = f"sextant_{uuid4().hex[:12]}"
    base, _, options = server.partition("?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            yield base.rsplit("/", 1)[0] + f"/{name}" + (f"?{options}" if options else "")
        finally:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
