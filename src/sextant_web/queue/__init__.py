"""Long work, outside the request: asked for, taken by one worker, told as it goes, never lost nor doubled.

The row of the job is the truth (:mod:`~sextant_web.queue.models`). A worker holds it by a lease that it renews;
a worker that dies lets its lease run out, and another takes the job from the start. What a job produces is
written in the very transaction that closes it (:meth:`~sextant_web.queue.ticket.Ticket.finish`).

Two ways to wake a worker, the same rows and the same jobs (docs/decisions, "The row is the queue"):
the embedded one looks at the table; the other is told by RabbitMQ, through Celery.
"""
