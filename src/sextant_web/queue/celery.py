"""The same jobs, told by RabbitMQ: for a region, several machines, hundreds of wards.

A message holds the identifier of a job and nothing else. It is acknowledged after the work: when a worker dies,
RabbitMQ gives the message to another, which waits for the dead one's lease to run out.
"""

from __future__ import annotations

import os
from uuid import UUID

from celery import Celery, Task
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant_web.settings.prod")

app = Celery("sextant")
app.conf.update(
    broker_url=settings.BROKER_URL,
    broker_connection_retry_on_startup=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,  # the row is the result
    task_default_queue=settings.QUEUE_NAME,
    task_default_delivery_mode="persistent",
    worker_prefetch_multiplier=1,  # a waiting worker takes what a busy one would keep
    worker_hijack_root_logger=False,
    timezone=settings.TIME_ZONE,
)


@app.task(bind=True, name="sextant.run_job", max_retries=None)
def run_job(self: Task, pk: str) -> None:
    """Runs the job of that row; comes back later when another worker still holds it."""
    from sextant_web.queue.models import Job  # after Django's set-up
    from sextant_web.queue.run import run

    if run(UUID(pk)):
        return
    job = Job.objects.filter(pk=pk).first()
    if job is not None and not job.over:
        raise self.retry(countdown=settings.QUEUE_LEASE_SECONDS / 2)
