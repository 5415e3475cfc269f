"""What a screen calls: ask for a job, ask it to stop."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from sextant_web.people.models import User
from sextant_web.queue.models import Job


def ask(kind: str, subject: UUID, *, by: User | None = None) -> Job:
    """The job of that kind on that subject: the one under way if there is one, else a new one.

    A worker is woken once the surrounding transaction is committed.
    """
    under_way = Job.objects.unfinished().filter(kind=kind, subject=subject)
    if (job := under_way.first()) is not None:
        return job
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=kind, subject=subject, by=by)
    except IntegrityError:  # asked at the same moment by somebody else
        return under_way.get()
    transaction.on_commit(lambda: wake(job.pk))
    return job


def stop(job: Job) -> None:
    """Asks the worker to end with its best so far; it looks within two seconds."""
    Job.objects.unfinished().filter(pk=job.pk).update(stop_asked=True)


def wake(pk: UUID) -> None:
    """Tells a worker. The embedded one needs no telling: it looks at the table."""
    if settings.QUEUE == "celery":
        from sextant_web.queue.celery import run_job  # a site without a broker never loads Celery

        run_job.delay(str(pk))
