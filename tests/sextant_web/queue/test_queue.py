"""A job is done once, by one worker, whatever happens to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError
from django.utils import timezone

from sextant.errors import Undecided
from sextant_web.people.models import Subdivision
from sextant_web.queue import run as running
from sextant_web.queue.ask import ask, stop
from sextant_web.queue.embedded import Worker
from sextant_web.queue.models import Job, State
from sextant_web.queue.run import BROKEN, run
from sextant_web.queue.ticket import LeaseLost, Ticket
from tests.cast import DR_LEMOINE
from tests.sextant_web.world import World

pytestmark = pytest.mark.django_db(transaction=True)

Work = Callable[[Ticket], None]


def founds(name: str) -> Work:
    """A job whose result is a row: a subdivision of that name."""

    def work(ticket: Ticket) -> None:
        ticket.tell(words="je cherche")
        with ticket.finish():
            Subdivision.objects.create(name=name)

    return work


def undecided(ticket: Ticket) -> None:
    raise Undecided("le temps donné ne suffit pas")


def broken(ticket: Ticket) -> None:
    raise ZeroDivisionError


def forgetful(ticket: Ticket) -> None:
    """Ends without finishing its ticket."""


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    jobs = {"found": founds("Tours"), "undecided": undecided, "broken": broken, "forgetful": forgetful}
    with patch.object(running, "kinds", return_value=jobs):
        yield


def work_all() -> None:
    Worker().work(until_empty=True)


def names() -> list[str]:
    return list(Subdivision.objects.values_list("name", flat=True))


def test_a_job_is_done_and_its_result_written() -> None:
    job = ask("found", uuid4())
    work_all()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.progress) == (State.DONE, 1, {"words": "je cherche"})
    assert names() == ["Tours"]


def test_asked_twice_it_is_the_same_job(world: World) -> None:
    subject = uuid4()
    first = ask("found", subject, by=world.user(DR_LEMOINE))
    assert ask("found", subject).pk == first.pk
    assert ask("found", uuid4()).pk != first.pk


def test_once_over_it_can_be_asked_again() -> None:
    subject = uuid4()
    first = ask("undecided", subject)
    work_all()
    assert ask("undecided", subject).pk != first.pk


def test_two_workers_never_hold_one_job() -> None:
    job = ask("found", uuid4())
    assert Ticket.take(job.pk) is not None
    assert Ticket.take(job.pk) is None


def test_the_job_of_a_dead_worker_is_taken_by_another() -> None:
    job = ask("found", uuid4())
    dead = Ticket.take(job.pk)
    assert dead is not None
    assert not run(job.pk)  # it may only be slow
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 2)
    assert names() == ["Tours"]


def test_a_worker_taken_for_dead_writes_nothing() -> None:
    job = ask("found", uuid4())
    slow = Ticket.take(job.pk)
    assert slow is not None
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    run(job.pk)
    with pytest.raises(LeaseLost), slow.finish():
        Subdivision.objects.create(name="Dijon")
    assert names() == ["Tours"]


def test_a_result_that_cannot_be_written_leaves_the_job_open() -> None:
    job = ask("found", uuid4())
    ticket = Ticket.take(job.pk)
    assert ticket is not None
    Subdivision.objects.create(name="Tours")
    with pytest.raises(IntegrityError), ticket.finish():
        Subdivision.objects.create(name="Tours")
    job.refresh_from_db()
    assert job.state == State.RUNNING


def test_a_renewal_keeps_the_job_and_hears_the_stop() -> None:
    job = ask("found", uuid4())
    ticket = Ticket.take(job.pk)
    assert ticket is not None
    before = Job.objects.get().lease_until
    ticket.tell(best=205)
    ticket.renew()
    after = Job.objects.get()
    assert after.lease_until > before
    assert after.progress == {"best": 205}
    assert not ticket.stop.is_set()
    stop(job)
    ticket.renew()
    assert ticket.stop.is_set()


def test_a_sentence_of_sextant_is_told_as_it_is() -> None:
    job = ask("undecided", uuid4())
    work_all()
    job.refresh_from_db()
    assert (job.state, job.said) == (State.FAILED, "le temps donné ne suffit pas.")


@pytest.mark.parametrize("kind", ["broken", "forgetful", "unknown"])
def test_a_fault_of_ours_is_tried_three_times_then_said_in_french(kind: str) -> None:
    job = ask(kind, uuid4())
    work_all()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.said) == (State.FAILED, 3, BROKEN)


def test_a_worker_that_kills_its_workers_is_given_up() -> None:
    """A job that takes the machine down each time (memory) does not do it for ever."""
    job = ask("found", uuid4())
    Job.objects.update(attempts=3)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.said) == (State.FAILED, BROKEN)
    assert names() == []


def test_a_worker_that_leaves_gives_its_job_back() -> None:
    job = ask("found", uuid4())
    worker = Worker()
    worker.ticket = Ticket.take(job.pk)
    worker.leave()
    job.refresh_from_db()
    assert (job.state, job.lease) == (State.WAITING, None)
    worker.work(until_empty=True)  # it has left: it takes nothing
    assert names() == []


def test_an_unknown_job_is_nobodys() -> None:
    assert not run(UUID(int=0))
