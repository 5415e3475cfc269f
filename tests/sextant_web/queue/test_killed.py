"""Workers killed for real in the middle of a search: the job runs again, nothing is lost, nothing is doubled."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from benchmarks.fleet import Site, end, site
from tests.lanes import broker_url

LEASE = 3.0
WARDS = 3
PATIENCE = 120


@pytest.fixture(params=["database", pytest.param("celery", marks=pytest.mark.broker)])
def asked(request: pytest.FixtureRequest) -> Iterator[Site]:
    """A site with three searches asked; the embedded queue on SQLite, and RabbitMQ itself."""
    broker = broker_url() or "" if request.param == "celery" else ""
    with site(queue=request.param, lease=LEASE, broker=broker) as made:
        made.python("-m", "benchmarks.fleet_rows", "ask", str(WARDS), "20")
        yield made


def wait(made: Site, reached: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        jobs = made.jobs()
        if reached(jobs):
            return jobs
        time.sleep(0.2)
    raise AssertionError(f"not reached in {PATIENCE} s: {made.jobs()}")


def searching(jobs: list[dict[str, Any]]) -> bool:
    """Some job has told that it has begun, and has given nothing yet."""
    return any(job["state"] == "running" and job["progress"] and not job["versions"] for job in jobs)


def all_over(jobs: list[dict[str, Any]]) -> bool:
    return all(job["state"] in ("done", "failed") for job in jobs)


def test_a_killed_worker_loses_and_doubles_nothing(asked: Site) -> None:
    running: list[subprocess.Popen[bytes]] = [asked.worker()]
    try:
        wait(asked, searching)
        end(running, signal.SIGKILL)  # no farewell: neither the worker nor the process it searches in
        left = asked.jobs()
        assert any(job["state"] == "running" for job in left)  # nobody tidied up behind it
        running = [asked.worker(), asked.worker()]
        jobs = wait(asked, all_over)
    finally:
        end(running)
    assert [job["state"] for job in jobs] == ["done"] * WARDS, jobs
    assert [job["versions"] for job in jobs] == [1] * WARDS  # one roster each, though one search ran twice
    assert max(job["attempts"] for job in jobs) == 2
    assert {job["outcome"] for job in jobs} <= {"PROVEN_BEST", "GOOD"}
