"""A region's wards on the job queue: rosters a minute with one worker and with two, on RabbitMQ and PostgreSQL.

The rows, the jobs and the workers are those of a host; each worker is a process on one core.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from benchmarks.table import figure, table
from benchmarks.trial import ROOT

SIZES = ((6, 13), (8, 13), (10, 13), (8, 26), (14, 13))
"""Interns and weeks, in turn: wards of a region are of mixed size."""
LIMIT = 10  # seconds of search given to a ward
WARDS = 40
"""How many are asked for; a region has three hundred: ``python -m benchmarks --only fleet --fleet 300``."""


@dataclass(frozen=True)
class Site:
    """A host's environment, of its own: base, queue, folder."""

    folder: Path
    environment: dict[str, str]

    def python(self, *words: str) -> str:
        """What a command of this site prints."""
        ran = subprocess.run(  # noqa: S603  (words of our own)
            [sys.executable, *words],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise RuntimeError(ran.stderr[-2000:])
        return ran.stdout

    def worker(self) -> subprocess.Popen[bytes]:
        """A worker in a group of its own, so that it can be killed with all that it started."""
        return subprocess.Popen(
            [sys.executable, "-m", "sextant_web", "work"],
            cwd=self.folder,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def jobs(self) -> list[dict[str, Any]]:
        """Every job, with what it gave."""
        found: list[dict[str, Any]] = json.loads(self.python("-m", "benchmarks.fleet_rows", "look"))
        return found


@contextmanager
def site(*, queue: str, database: str = "", lease: float = 30, broker: str = "") -> Iterator[Site]:
    """A new site, migrated; its queue is deleted afterwards. ``database`` empty: SQLite."""
    name = f"sextant_{uuid4().hex[:12]}"
    ours = ("SEXTANT_", "DJANGO_", "DATABASE_URL", "PYTEST_")
    bare = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    environment = bare | {
        "DJANGO_SETTINGS_MODULE": "sextant_web.settings.dev",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "SEXTANT_QUEUE": queue,
        "SEXTANT_QUEUE_NAME": name,
        "SEXTANT_LEASE": str(lease),
        "SEXTANT_CORES": "1",
    }
    environment |= {"DATABASE_URL": database} if database else {}
    environment |= {"SEXTANT_BROKER": broker} if broker else {}
    with TemporaryDirectory() as folder:
        made = Site(Path(folder), environment)
        made.python("-m", "sextant_web", "migrate", "--no-input", "--verbosity", "0")
        try:
            yield made
        finally:
            if queue == "celery":
                made.python("-m", "benchmarks.fleet_rows", "forget")


def end(workers: Sequence[subprocess.Popen[bytes]], how: signal.Signals = signal.SIGTERM) -> None:
    """Ends workers and all that they started."""
    for worker in workers:
        if worker.poll() is None:
            os.killpg(worker.pid, how)
    for worker in workers:
        try:
            worker.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()


def section(quick: bool) -> str:
    """The table of one and two workers."""
    from tests.lanes import broker_url, database_url  # the same search for a server as the tests

    server, broker = database_url(), broker_url()
    head = "## File d’attente"
    if server is None or broker is None:
        return f"{head}\n\nNon mesurée : il faut un PostgreSQL et un RabbitMQ qui répondent."
    wards = 10 if quick else WARDS
    rows = []
    for workers in (1, 2):
        seconds, jobs = _timed(wards, workers, server, broker)
        costs = [job["cost"] for job in jobs if job["cost"] is not None]
        proved = sum(job["outcome"] == "PROVEN_BEST" for job in jobs)
        rows.append(
            [
                str(workers),
                figure(seconds, 0),
                figure(60 * len(jobs) / seconds, 1),
                f"{len(costs)} sur {wards}",
                str(proved),
                figure(sum(costs) / max(len(costs), 1), 1),
            ]
        )
    heads = ["calculateurs", "secondes", "tableaux par minute", "tableaux rendus", "prouvés", "coût moyen"]
    said = (
        f"{wards} services de taille mêlée ({', '.join(f'{n} × {w}' for n, w in SIZES)}), {LIMIT} s chacun au plus, "
        "demandés d’un coup, sur RabbitMQ et PostgreSQL ; un calculateur occupe un cœur."
    )
    return "\n\n".join([head, said, table(heads, rows)])


def _timed(wards: int, workers: int, server: str, broker: str) -> tuple[float, list[dict[str, Any]]]:
    from tests.sextant_web.databases import database_of_its_own

    with (
        database_of_its_own(server) as database,
        site(queue="celery", database=database, broker=broker) as made,
    ):
        made.python("-m", "benchmarks.fleet_rows", "ask", str(wards), str(LIMIT))
        started = time.monotonic()
        running = [made.worker() for _ in range(workers)]
        try:
            while any(job["state"] in ("waiting", "running") for job in made.jobs()):
                time.sleep(2)
        finally:
            seconds = time.monotonic() - started
            end(running)
        return seconds, made.jobs()
