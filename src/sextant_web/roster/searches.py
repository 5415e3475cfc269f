"""Asking for a search, following it, and trying a way out."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from sextant import wording
from sextant_web.people.models import User
from sextant_web.queue.ask import ask
from sextant_web.queue.models import Job, State
from sextant_web.roster.models import Purpose, Roster, Search, Version

LIMITS = ((30, "30 secondes"), (120, "2 minutes"), (600, "10 minutes"), (3600, "une heure"))
"""What may be asked; a search that proves the best stops by itself."""


EACH = ((5, "5 secondes"), (20, "20 secondes"), (60, "une minute"))
"""What may be given to each try of a "what if"."""


def under_way(row: Roster, purpose: str = Purpose.ROSTER) -> Search | None:
    """The search of this roster that has not ended."""
    jobs = Job.objects.unfinished().filter(kind=purpose).values_list("subject", flat=True)
    there = row.searches.filter(outcome="", purpose=purpose, pk__in=list(jobs))
    return there.defer("facts", "why").first()


def ask_search(
    row: Roster,
    limit: int,
    by: User,
    facts: dict[str, Any] | None = None,
    *,
    purpose: str = Purpose.ROSTER,
    asked: dict[str, Any] | None = None,
    begin: Version | None = None,
) -> Search:
    """A new search, or the one under way: a roster is searched once at a time for each purpose."""
    with transaction.atomic():
        Roster.objects.select_for_update().get(pk=row.pk)
        if (there := under_way(row, purpose)) is not None:
            return there
        made = Search.objects.create(
            roster=row, purpose=purpose, facts=facts or row.facts, asked=asked or {}, begin=begin,
            limit=limit, asked_by=by,
        )  # fmt: skip
        ask(purpose, made.pk, by=by)
    return made


def way_facts(search: Search, number: int) -> dict[str, Any] | None:
    """The facts changed as a way out says; a post that it leaves open may then stay open."""
    ways = search.why.get("ways", [])
    if not 0 <= number < len(ways):
        return None
    facts: dict[str, Any] = deepcopy(ways[number]["facts"])
    if ways[number]["uncovered"]:
        for line in facts.get("lines", []):
            line["cover"] = "wanted"
    return facts


@dataclass(frozen=True)
class Followed:
    """What the screen tells of a search: words, then figures when there are some."""

    over: bool
    failed: bool
    doing: str
    figures: list[tuple[str, str]]
    done: int
    total: int
    stopping: bool = False


def followed(search: Search) -> Followed:
    """How far a search is, from its job."""
    job = Job.objects.filter(kind=search.purpose, subject=search.pk).first()
    over = bool(search.outcome) or job is None or job.over
    failed = not search.outcome and (job is None or job.state == State.FAILED)
    if failed:
        said = job.said if job is not None and job.said else "Ce calcul n’a pas abouti. Relancez-le."
        return Followed(True, True, said, [], 0, 0)
    if over or job is None:
        return Followed(True, False, "", [], 0, 0)
    told = job.progress
    return Followed(
        False, False, _doing(job, told), _figures(told), *_share(told, search.limit), job.stop_asked
    )


def _doing(job: Job, told: dict[str, Any]) -> str:
    if job.stop_asked:
        kept = "les essais déjà faits sont gardés" if "of" in told else "le meilleur tableau trouvé est gardé"
        return f"Arrêt demandé : {kept}."
    if job.state == State.WAITING:
        waited = (timezone.now() - job.asked_at).total_seconds()
        return (
            "En attente d’un calculateur ; d’autres calculs passent avant."
            if waited > 10
            else "Le calcul va commencer."
        )
    return {
        "read": "Lecture du service, de ses lignes et de la loi.",
        "first": "Recherche d’un premier tableau légal.",
        "improve": "Un tableau légal est trouvé. Le calcul en cherche un meilleur.",
        "try": f"Essai {told.get('done', 0) + 1} sur {told.get('of', 1)} : {told.get('what', '')}.",
        "nearest": "Recherche du tableau le plus proche, avec les gardes qui restent sans personne.",
        "explain": "Aucun tableau légal n’existe. Recherche des raisons et des issues.",
    }.get(told.get("doing", "read"), "Calcul en cours.")


def _figures(told: dict[str, Any]) -> list[tuple[str, str]]:
    figures = []
    best, bound = told.get("best"), told.get("bound")
    if best is not None:
        figures.append(("Meilleur tableau", f"coût {wording.say_number(best)}"))
        figures.append(("Aucun tableau ne peut coûter moins de", wording.say_number(bound or 0)))
        gap = 100 * (best - (bound or 0)) / best if best else 0
        figures.append(("Écart possible", f"{wording.say_number(gap, 1)}{wording.NARROW}%"))
    if told.get("missing"):
        figures.append(("Ce qui manque encore", wording.typography(told["missing"])))
    if (seconds := told.get("seconds")) is not None:
        figures.append(("Temps", say_seconds(seconds)))
    return figures


def say_seconds(seconds: float) -> str:
    """« 45 s », « 2 min 05 »."""
    if round(seconds) == 0:
        return "moins d’une seconde"
    minutes, rest = divmod(round(seconds), 60)
    return (
        f"{minutes}{wording.NARROW}min{wording.NARROW}{rest:02d}" if minutes else f"{rest}{wording.NARROW}s"
    )


def _share(told: dict[str, Any], limit: int) -> tuple[int, int]:
    if "of" in told:
        return told["done"], told["of"]
    return (min(round(told["seconds"]), limit), limit) if told.get("seconds") is not None else (0, 0)


def say_outcome(search: Search) -> str:
    """Which of the four answers it is."""
    took = say_seconds(search.seconds or 0)
    gap = 100 * (search.cost - search.bound) / search.cost if search.cost and search.bound is not None else 0
    return {
        "PROVEN_BEST": f"Le meilleur tableau possible, prouvé en {took}.",
        "GOOD": f"Un bon tableau, légal, trouvé en {took} ; au mieux, un autre ferait {wording.say_number(gap, 1)} % de moins.",
        "IMPOSSIBLE": f"Impossible, prouvé en {took} : aucun tableau ne respecte la loi et ne tient les lignes.",
        "OUT_OF_TIME": f"Pas de tableau trouvé en {took}, et pas de preuve qu’il n’en existe aucun. Donnez plus de temps.",
    }.get(search.outcome, "")
