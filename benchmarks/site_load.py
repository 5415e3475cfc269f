"""Two hundred interns at once on two cores: how long a page and an entry take, and what is left after kill -9.

A real server (Gunicorn, as a host runs it), a real load (Locust), SQLite and PostgreSQL side by side. At the end of
each load, while interns still act, server and database are killed; every entry that was accepted must be there.
"""

from __future__ import annotations

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from benchmarks.fleet import Site, end, site
from benchmarks.own_postgresql import Cluster, cluster, tools
from benchmarks.table import figure, held, table
from benchmarks.trial import ROOT

INTERNS = 200
SECONDS = 90
READ_TARGET, WRITE_TARGET = 200, 300  # ms, 95th percentile
LAST_SECONDS = 5  # before the end of the load, everything is killed


@dataclass(frozen=True)
class Line:
    """One kind of request: how many, how many failed, median and 95th percentile in ms."""

    name: str
    count: int
    failed: int
    median: float
    p95: float


@dataclass(frozen=True)
class Measured:
    """One load on one database."""

    lines: list[Line]
    accepted: int
    lost: int
    doubled: int


def section(quick: bool) -> str:
    """The table of both databases."""
    interns, seconds = (40, 25) if quick else (INTERNS, SECONDS)
    rows, verdicts = [], []
    for name in ("SQLite", "PostgreSQL"):
        if name == "PostgreSQL" and tools() is None:
            verdicts.append("PostgreSQL : non mesuré, `initdb` n’est pas sur cette machine.")
            continue
        found = measure(name, interns, seconds)
        rows += [
            [name, line.name, str(line.count), str(line.failed), figure(line.median, 0), figure(line.p95, 0)]
            for line in found.lines
        ]
        reads = [line.p95 for line in found.lines if line.name.startswith("lecture")]
        writes = [line.p95 for line in found.lines if line.name.startswith("écriture")]
        verdicts.append(
            f"{name} : lectures au 95e centile sous {READ_TARGET} ms ({held(max(reads, default=9e9) < READ_TARGET)}), "
            f"écritures sous {WRITE_TARGET} ms ({held(max(writes, default=9e9) < WRITE_TARGET)}) ; "
            f"après kill -9, {found.accepted} entrées acceptées, {found.lost} perdues, {found.doubled} en double."
        )
    heads = ["base", "requête", "nombre", "échecs", "médiane (ms)", "95e centile (ms)"]
    said = (
        f"{interns} internes connectés, chacun avec un trimestre d’entrées, un geste toutes les 3 à 7 s, pendant {seconds} s, "
        "mesurés une fois que tous sont là ; "
        "serveur, base et générateur de charge sur les mêmes deux cœurs."
    )
    return "\n\n".join(["## Charge", said, table(heads, rows), *verdicts])


def measure(name: str, interns: int, seconds: int, *, enough: int | None = None) -> Measured:
    """One load, then the kill, then the count. ``enough`` entries accepted end it sooner."""
    with ExitStack() as stack:
        base = stack.enter_context(cluster()) if name == "PostgreSQL" else None
        made = stack.enter_context(site(queue="database", database=base.url if base else ""))
        (made.folder / "sessions.json").write_text(
            made.python("-m", "benchmarks.site_load_rows", "people", str(interns))
        )
        with served(made) as (server, address):
            load = _load(made, address, interns, seconds)
            until = time.monotonic() + seconds - LAST_SECONDS
            while time.monotonic() < until and (enough is None or len(_accepted(made)) < enough):
                time.sleep(0.2)
            lines = _lines(made)
            _kill(server, base)
            load.terminate()
            load.wait()
        if base is not None:
            base.start()
        return _count(made, lines)


@contextmanager
def served(made: Site) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The site served as a host serves it; the server and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(  # noqa: S603  (words of our own)
        [*(sys.executable, "-m", "gunicorn", "sextant_web.wsgi", f"--bind=127.0.0.1:{port}"),
         *("--workers=2", "--threads=4", "--preload", "--log-level=error", "--no-control-socket")],
        cwd=made.folder,
        env=made.environment | {"DJANGO_SETTINGS_MODULE": "sextant_web.settings.demo"},
        start_new_session=True,
    )  # fmt: skip
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield server, f"http://127.0.0.1:{port}"
    finally:
        end([server])


def _load(made: Site, address: str, interns: int, seconds: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  (words of our own)
        [*(sys.executable, "-m", "locust", "-f", str(ROOT / "benchmarks" / "site_load_interns.py"), "--headless"),
         *("-u", str(interns), "-r", str(max(10, interns // 10)), "-t", f"{seconds}s", "-H", address),
         *("--csv", str(made.folder / "load"), "--only-summary", "--reset-stats", "--loglevel", "ERROR")],
        cwd=made.folder,
        env=made.environment | {"SEXTANT_LOAD": str(made.folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _lines(made: Site) -> list[Line]:
    """What the load has measured so far; it writes its table every second or two."""
    stats = made.folder / "load_stats.csv"
    if not stats.exists():
        return []
    with stats.open(encoding="utf-8") as opened:
        return [
            Line(row["Name"], int(row["Request Count"]), int(row["Failure Count"]),
                 float(row["Median Response Time"]), float(row["95%"]))
            for row in csv.DictReader(opened)
            if row["Name"] != "Aggregated"
        ]  # fmt: skip


def _kill(server: subprocess.Popen[bytes], base: Cluster | None) -> None:
    """The database first: the server meets its death in the middle of a request."""
    if base is not None:
        base.kill()
    os.killpg(server.pid, signal.SIGKILL)


def _accepted(made: Site) -> list[str]:
    """The entries that the site has promised to keep: whole lines only, one may be half written."""
    files = made.folder.glob("accepted-*")
    return [line for file in files for line in file.read_text(encoding="utf-8").split("\n")[:-1]]


def _count(made: Site, lines: list[Line]) -> Measured:
    accepted = _accepted(made)
    there = Counter(json.loads(made.python("-m", "benchmarks.site_load_rows", "noted")))
    return Measured(
        lines,
        len(accepted),
        sum(1 for one in accepted if not there[one]),
        sum(1 for one in accepted if there[one] > 1),
    )
