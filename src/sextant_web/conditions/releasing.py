"""Which trimesters may be released, and asking for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from sextant import wording
from sextant.almanac.week import placement_semester, trimesters
from sextant.conditions.indicator import plan
from sextant.errors import BadInput
from sextant_web.conditions.models import Release
from sextant_web.people.models import User
from sextant_web.queue.ask import ask
from sextant_web.queue.models import Job, State

KIND = "conditions.release"
_LAST_FEW = 4


@dataclass(frozen=True)
class Trimester:
    """A trimester that is over: ``release`` when somebody asked for it, ``job`` while or after it is made."""

    first: date
    last: date
    ready_on: date
    release: Release | None
    job: Job | None

    @property
    def says(self) -> str:
        return wording.say_span(self.first, self.last)

    @property
    def state(self) -> str:
        """``made``, ``moving``, ``failed``, ``early`` or ``free``."""
        if self.release is not None and self.release.content:
            return "made"
        if self.job is not None and not self.job.over:
            return "moving"
        return "failed" if self.job is not None and self.job.state == State.FAILED else "free"


def trimesters_over(today: date, most: int = _LAST_FEW) -> list[tuple[date, date]]:
    """The last trimesters of placement that are over, the latest first."""
    found: list[tuple[date, date]] = []
    day = today
    while len(found) < most:
        semester = placement_semester(day)
        found += [one for one in reversed(trimesters(semester.first, semester.last)) if one[1] < today]
        day = semester.first - timedelta(days=1)
    return found[:most]


def listed(today: date) -> list[Trimester]:
    """The last trimesters, each with what became of it."""
    releases = {one.first: one for one in Release.objects.defer("content")}
    made = set(Release.objects.exclude(content="").values_list("first", flat=True))
    jobs = {}
    for job in Job.objects.filter(kind=KIND).order_by("asked_at"):
        jobs[job.subject] = job
    wait = timedelta(days=plan().thresholds.days_after)
    found = []
    for first, last in trimesters_over(today):
        release = releases.get(first)
        if release is not None and first not in made:
            release.content = ""
        found.append(Trimester(first, last, last + wait, release, jobs.get(release.pk) if release else None))
    return found


def ask_release(first: date, today: date, by: User) -> Release:
    """Asks for a trimester, or gives the release that is there. Raises BadInput when it is too early, or unknown."""
    found = next((one for one in listed(today) if one.first == first), None)
    if found is None:
        raise BadInput("ce trimestre n’est pas fini", remedy="Choisissez-en un dans la liste.")
    if today < found.ready_on:
        raise BadInput(
            f"ce trimestre a fini le {wording.say_day(found.last)} : les carnets se corrigent encore",
            why="une livraison se fait une fois pour toutes",
            remedy=f"Demandez-la à partir du {wording.say_day(found.ready_on)}.",
        )
    with transaction.atomic():
        try:
            with transaction.atomic():
                release, _ = Release.objects.get_or_create(
                    first=found.first, defaults={"last": found.last, "asked_by": by}
                )
        except IntegrityError:  # asked at the same moment by somebody else
            release = Release.objects.get(first=found.first)
        if not release.content:
            ask(KIND, release.pk, by=by)
    return release
