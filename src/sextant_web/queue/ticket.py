"""What a job holds while it runs: how to tell its progress, know it must stop, and finish once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import F
from django.utils import timezone

from sextant_web.queue.models import Job, State


class LeaseLost(Exception):
    """Another worker has the job now: what this one found must not be written."""


class Ticket:
    """One worker's hold on one job. Every write names the lease, so that a worker taken for dead changes nothing."""

    def __init__(self, job: Job, lease: UUID) -> None:
        self.job = job
        self.lease = lease
        self.stop = threading.Event()  # set when somebody asks, or when the lease is lost
        self._progress: dict[str, Any] = {}
        self._over = threading.Event()

    @classmethod
    def take(cls, pk: UUID) -> Ticket | None:
        """The job, if nobody holds it."""
        lease, now = uuid4(), timezone.now()
        taken = (
            Job.objects.free_at(now)
            .filter(pk=pk)
            .update(
                state=State.RUNNING,
                lease=lease,
                lease_until=now + timedelta(seconds=settings.QUEUE_LEASE_SECONDS),
                attempts=F("attempts") + 1,
                started_at=now,
                progress={},
            )
        )
        return cls(Job.objects.get(pk=pk), lease) if taken else None

    def tell(self, **progress: Any) -> None:
        """What the screen shows; written with the next renewal, so it may be called as often as one likes."""
        self._progress = {**self._progress, **progress}

    @contextmanager
    def renewed(self) -> Iterator[None]:
        """Renews the lease from a thread of its own for as long as the work lasts."""
        thread = threading.Thread(target=self._renew_until_over, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _renew_until_over(self) -> None:
        while not self._over.wait(settings.QUEUE_LEASE_SECONDS / 15):
            close_old_connections()
            self.renew()
        connection.close()  # this thread's own

    def renew(self) -> None:
        """Pushes the lease further, writes the progress, and looks whether somebody asked to stop."""
        until = timezone.now() + timedelta(seconds=settings.QUEUE_LEASE_SECONDS)
        held = self._held().update(lease_until=until, progress=self._progress)
        if not held or self._held().filter(stop_asked=True).exists():
            self.stop.set()

    @contextmanager
    def finish(self) -> Iterator[None]:
        """The transaction in which the job writes what it found: closed and written together, or neither.

        Raises LeaseLost, and writes nothing, when another worker has taken the job.
        """
        with transaction.atomic():
            self._close(State.DONE)
            yield

    def fail(self, said: str) -> None:
        """Closes the job on one French sentence."""
        self._close(State.FAILED, said=said)

    def give_back(self) -> None:
        """Leaves the job to another worker, at once."""
        self._held().update(state=State.WAITING, lease=None, lease_until=None)

    @property
    def finished(self) -> bool:
        """Whether :meth:`finish` or :meth:`fail` was reached."""
        return not self._held().exists()

    def _held(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, lease=self.lease, state=State.RUNNING)

    def _close(self, state: State, **more: Any) -> None:
        closed = self._held().update(
            state=state, ended_at=timezone.now(), lease_until=None, progress=self._progress, **more
        )
        if not closed:
            raise LeaseLost
