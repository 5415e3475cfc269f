"""``python -m sextant_web work``: a worker, embedded or on the broker as the settings say."""

import os
import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from sextant_web.queue.embedded import Worker

LEAVING = {signal.SIGTERM, signal.SIGINT}


class Command(BaseCommand):
    help = "Fait les calculs demandés, l’un après l’autre, jusqu’à Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.QUEUE == "celery":
            from sextant_web.queue.celery import app  # a site without a broker never loads Celery

            app.worker_main(
                ["worker", "--concurrency=1", "--loglevel=warning", "--without-gossip", "--without-mingle"]
            )
            return
        worker = Worker()
        signal.pthread_sigmask(signal.SIG_BLOCK, LEAVING)
        # In a thread of its own: a solver deep in its search does not hear a signal, this thread does.
        threading.Thread(target=worker.work, daemon=True).start()
        signal.sigwait(LEAVING)
        worker.leave()
        os._exit(0)  # the solver's own threads would make an orderly exit wait for the end of the search
