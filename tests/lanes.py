"""Lanes: tests that need something of the machine. A missing lane is said aloud, never silently passed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from getpass import getuser
from pathlib import Path
from urllib.parse import quote

import psycopg
from amqp.exceptions import AMQPError
from kombu import Connection

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SEXTANT_SHARED") or ROOT.parent / "shared")

MAY_CREATE = "select rolcreatedb or rolsuper from pg_roles where rolname = current_user"

# Without DATABASE_URL: the machine's own socket, then its loopback, as the current user.
LOCAL_DATABASES = ("postgresql:///postgres", "postgresql://127.0.0.1/postgres")


@cache
def chromium() -> str | None:
    """The browser to drive: SEXTANT_CHROMIUM, or the first one installed."""
    names = (os.environ.get("SEXTANT_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


@cache
def database_url() -> str | None:
    """The address of a PostgreSQL that answers, where we may create a database of our own."""
    given = os.environ.get("DATABASE_URL")
    user = quote(getuser())
    local = (url.replace("//", f"//{user}@", 1) for url in LOCAL_DATABASES)
    for url in (given,) if given else local:
        with suppress(psycopg.Error), psycopg.connect(url, connect_timeout=3) as connection:
            if connection.execute(MAY_CREATE).fetchone() == (True,):
                return url
    return None


def _no_browser() -> str:
    return "" if chromium() else "ni chromium, ni chromium-browser, ni google-chrome, ni SEXTANT_CHROMIUM"


def _no_database() -> str:
    return "" if database_url() else "aucun PostgreSQL où créer une base (DATABASE_URL, ou la prise locale)"


@cache
def broker_url() -> str | None:
    """The address of a RabbitMQ that answers: SEXTANT_BROKER, or the local one with its own guest."""
    url = os.environ.get("SEXTANT_BROKER") or "amqp://guest:guest@127.0.0.1:5672//"
    with suppress(OSError, AMQPError), Connection(url, connect_timeout=3) as connection:
        connection.ensure_connection(max_retries=1)
        return url
    return None


def _no_broker() -> str:
    return "" if broker_url() else "aucun RabbitMQ ne répond (SEXTANT_BROKER, ou celui de la machine)"


def _no_shared() -> str:
    return "" if SHARED.is_dir() else "le dossier facultatif ../shared (ou SEXTANT_SHARED) est absent"


# Each lane with what it lacks on this machine; an empty answer means that it runs.
LANES: dict[str, Callable[[], str]] = {
    "browser": _no_browser,
    "postgres": _no_database,
    "broker": _no_broker,
    "shared": _no_shared,
}


def missing_lanes() -> dict[str, str]:
    """The lanes that cannot run here, with the reason."""
    return {lane: reason for lane, check in LANES.items() if (reason := check())}


def all_required() -> bool:
    """True in continuous integration, where a missing lane is a failure."""
    return os.environ.get("SEXTANT_REQUIRE_LANES") == "all"
