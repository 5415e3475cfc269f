"""What the queue keeps of people: who asked for a computation."""

from datetime import date, timedelta

from django.db.models import QuerySet

from sextant_web.people.privacy import INTEREST, start_of
from sextant_web.people.retention import Declaration, of
from sextant_web.queue.models import Job

AFTER_A_JOB = timedelta(days=90)


def over(today: date) -> QuerySet[Job]:
    """Finished long ago."""
    return Job.objects.filter(ended_at__lt=start_of(today - AFTER_A_JOB))


DECLARATIONS = [
    Declaration(
        model=Job,
        title="Calculs demandés",
        purpose="mener le calcul à son terme et dire où il en est",
        basis=INTEREST,
        whose="qui demande un calcul",
        readers="les responsables du service",
        kept="quatre-vingt-dix jours après la fin du calcul",
        at_erasure="le calcul reste, sans le nom de qui l’a demandé",
        rows=of("by")(Job),
        keep=True,
        secret=frozenset({"lease", "lease_until"}),
        words={
            "kind": "sorte",
            "subject": "sur quoi",
            "by": "par",
            "state": "état",
            "progress": "avancement",
            "stop_asked": "arrêt demandé",
            "said": "message",
            "attempts": "essais",
            "asked_at": "demandé le",
            "started_at": "commencé le",
            "ended_at": "fini le",
        },
        expired=over,
    )
]
