"""Run inside a site: puts wards and their searches in its base, or says what became of them.

``python -m benchmarks.fleet_rows ask WARDS SECONDS`` · ``look`` · ``forget``
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402  (after Django's set-up)

from benchmarks.fleet import SIZES  # noqa: E402
from benchmarks.wards import Recipe, draw  # noqa: E402
from sextant_web.people.models import Hospital, Subdivision, User, Ward  # noqa: E402
from sextant_web.queue.models import Job  # noqa: E402
from sextant_web.roster.bridge import facts_of  # noqa: E402
from sextant_web.roster.models import Roster, Search, Version  # noqa: E402
from sextant_web.roster.searches import ask_search  # noqa: E402


def ask(wards: int, seconds: int) -> None:
    """That many wards, each with a search asked."""
    head = User.objects.create_user("chef@exemple.fr", "Dr Lemoine")
    hospital = Hospital.objects.create(subdivision=Subdivision.objects.create(name="Région"), name="Tous")
    for number in range(wards):
        interns, weeks = SIZES[number % len(SIZES)]
        problem = draw(Recipe(interns=interns, weeks=weeks, seed=number))
        ward = Ward.objects.create(hospital=hospital, name=f"Service {number}")
        row = Roster.objects.create(
            ward=ward, first=problem.first, last=problem.last, facts=facts_of(problem)
        )
        ask_search(row, seconds, by=head)


def look() -> None:
    """Every job and its search, as JSON."""
    searches = {one.pk: one for one in Search.objects.all()}
    found = [
        {
            "state": job.state,
            "attempts": job.attempts,
            "said": job.said,
            "progress": job.progress,
            "outcome": searches[job.subject].outcome,
            "cost": searches[job.subject].cost,
            "versions": Version.objects.filter(roster=searches[job.subject].roster_id).count(),
        }
        for job in Job.objects.order_by("asked_at")
    ]
    print(json.dumps(found))


def forget() -> None:
    """Deletes the queue of this site from the broker."""
    from kombu import Connection  # only where there is a broker

    with Connection(settings.BROKER_URL) as connection:
        connection.default_channel.queue_delete(settings.QUEUE_NAME)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ask", wards, seconds]:
            ask(int(wards), int(seconds))
        case ["look"]:
            look()
        case ["forget"]:
            forget()
