"""The worker that needs nothing but the database: it looks at the table of jobs, oldest first."""

from __future__ import annotations

import threading

from django.db import close_old_connections
from django.utils import timezone

from sextant_web.queue.models import Job
from sextant_web.queue.run import run
from sextant_web.queue.ticket import Ticket

PAUSE = 0.5  # seconds between two looks at an empty table


class Worker:
    """Takes jobs one by one until it is told to leave."""

    def __init__(self) -> None:
        self.leaving = threading.Event()
        self.ticket: Ticket | None = None

    def work(self, *, until_empty: bool = False) -> None:
        """Works until :meth:`leave`, or, for tests, until there is no job left."""
        while not self.leaving.is_set():
            close_old_connections()
            free = Job.objects.free_at(timezone.now()).order_by("asked_at").values_list("pk", flat=True)
            # Several, in case another worker takes the first one in between.
            if not any(run(pk, self._hold) for pk in list(free[:5])):
                if until_empty:
                    return
                self.leaving.wait(PAUSE)

    def _hold(self, ticket: Ticket) -> None:
        self.ticket = ticket

    def leave(self) -> None:
        """Takes no other job, and leaves the one under way, whole, to the next worker."""
        self.leaving.set()
        if self.ticket is not None:
            self.ticket.give_back()
