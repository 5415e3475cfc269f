"""What rosters keep of people: a name, weeks in letters, wishes, who approved and who was told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from sextant_web.people.models import User
from sextant_web.people.privacy import INTEREST
from sextant_web.people.retention import Declaration, of
from sextant_web.roster.models import (
    Acknowledgement,
    Paper,
    Reminder,
    Roster,
    RosterState,
    Search,
    Seat,
    Version,
    Wish,
    WishLink,
)

DUTY = "l’obligation de tenir un tableau de service nominatif (RGPD, art. 6.1.c ; arrêté du 30 juin 2015)"
AFTER_A_PUBLISHED_ROSTER = timedelta(days=5 * 365)
AFTER_A_DRAFT = timedelta(days=365)
AFTER_A_REMINDER = timedelta(days=365)
KEPT_PUBLISHED = "cinq ans après la fin de la période (durée que l’établissement doit confirmer)"
NAME_STAYS = "le nom reste sur les tableaux publiés, que l’établissement doit pouvoir montrer"


def over(today: date) -> QuerySet[Roster]:
    """Drafts a year after their period, published rosters after five: versions and papers go with them."""
    published = Q(state=RosterState.PUBLISHED)
    return Roster.objects.filter(
        (published & Q(last__lt=today - AFTER_A_PUBLISHED_ROSTER))
        | (~published & Q(last__lt=today - AFTER_A_DRAFT))
    )


def rosters_of(user: User) -> QuerySet[Roster]:
    return Roster.objects.filter(seats__user=user)


def versions_of(user: User) -> QuerySet[Version]:
    return Version.objects.filter(roster__seats__user=user)


def papers_of(user: User) -> QuerySet[Paper]:
    return Paper.objects.filter(version__roster__seats__user=user)


def searches_of(user: User) -> QuerySet[Search]:
    return Search.objects.filter(asked_by=user)


def _by_name(model: Any) -> Any:
    """Answers and links carry a name in a roster; the seat says whose name it is."""

    def rows(user: User) -> QuerySet[Any]:
        mine = Q(pk__in=[])
        for roster, name in user.seats.values_list("roster_id", "name"):
            mine |= Q(roster=roster, name=name)
        return model._default_manager.filter(mine)

    return rows


def own_facts(user: User) -> list[dict[str, Any]]:
    """What the facts of each roster say of that intern, and of nobody else."""
    told = []
    for seat in user.seats.select_related("roster__ward"):
        mine = [one for one in seat.roster.facts.get("interns", []) if one.get("name") == seat.name]
        told.append({"tableau": str(seat.roster), "état": seat.roster.get_state_display(), "vous": mine})
    return told


def own_weeks(user: User) -> list[dict[str, Any]]:
    """That intern's row in each version, and no other."""
    told = []
    for seat in user.seats.select_related("roster__ward").prefetch_related("roster__versions"):
        for version in seat.roster.versions.all():
            weeks = version.cells.get(seat.name, [])
            told.append({"tableau": str(seat.roster), "version": version.number, "vos semaines": weeks})
    return told


def own_papers(user: User) -> list[dict[str, Any]]:
    """Which documents bear the name; they speak of everybody, so their fingerprints only."""
    return [{"document": paper.get_kind_display(), "empreinte": paper.sha256} for paper in papers_of(user)]


DECLARATIONS = [
    Declaration(
        model=Roster,
        title="Tableaux en préparation",
        purpose="composer le tableau : qui est là, quand, à quelle part de temps, avec quelles dispenses",
        basis=DUTY,
        whose="les internes du service",
        readers="les responsables du service et la direction ; chaque interne pour ce qui le concerne",
        kept=f"un an après la période s’il n’est pas publié ; publié : {KEPT_PUBLISHED}",
        at_erasure=NAME_STAYS,
        rows=rosters_of,
        keep=True,
        expired=over,
        tell=own_facts,
    ),
    Declaration(
        model=Version,
        title="Versions d’un tableau",
        purpose="dire qui fait quoi, et garder ce qui a été approuvé et publié tel que ce le fut",
        basis=DUTY,
        whose="les internes du service, qui l’a fait, approuvé, publié",
        readers="le service et la direction",
        kept=KEPT_PUBLISHED,
        at_erasure=NAME_STAYS,
        rows=versions_of,
        keep=True,
        tell=own_weeks,
    ),
    Declaration(
        model=Paper,
        title="Documents publiés",
        purpose="rendre, des années après, le document même qui a été publié",
        basis=DUTY,
        whose="les internes du service",
        readers="le service et la direction",
        kept=KEPT_PUBLISHED,
        at_erasure=NAME_STAYS,
        rows=papers_of,
        keep=True,
        tell=own_papers,
    ),
    Declaration(
        model=Search,
        title="Recherches de tableau",
        purpose="montrer ce que le calcul a trouvé, et expliquer quand il n’y a rien",
        basis=INTEREST,
        whose="qui lance le calcul ; les internes du service, dans les données du calcul",
        readers="les responsables du service",
        kept="avec le tableau",
        at_erasure="le calcul reste avec le tableau, sans le compte de qui l’a lancé",
        rows=searches_of,
        keep=True,
        secret=frozenset({"facts", "asked", "why", "costs"}),
        words={
            "roster": "tableau",
            "asked_by": "par",
            "asked_at": "lancé le",
            "outcome": "résultat",
            "purpose": "ce qui est cherché",
        },
    ),
    Declaration(
        model=Seat,
        title="Votre place dans les tableaux",
        purpose="relier un nom du tableau à un compte, pour lui montrer son planning",
        basis=INTEREST,
        whose="les internes du service",
        readers="les responsables du service ; l’interne",
        kept="avec le tableau",
        at_erasure="effacée : le nom reste au tableau, il ne mène plus à personne",
        rows=of("user")(Seat),
        words={"roster": "tableau", "user": "compte"},
    ),
    Declaration(
        model=WishLink,
        title="Adresses secrètes pour les souhaits",
        purpose="recueillir congés et souhaits sans demander de compte",
        basis=INTEREST,
        whose="les internes du service",
        readers="l’interne",
        kept="avec le tableau",
        at_erasure="effacées",
        rows=_by_name(WishLink),
        secret=frozenset({"secret_hash"}),
        words={"roster": "tableau", "made_at": "faite le"},
    ),
    Declaration(
        model=Wish,
        title="Souhaits et congés demandés",
        purpose="en tenir compte dans le tableau",
        basis=INTEREST,
        whose="les internes du service",
        readers="les responsables du service ; l’interne",
        kept="avec le tableau",
        at_erasure="effacés",
        rows=_by_name(Wish),
        words={
            "roster": "tableau",
            "name": "nom",
            "asked": "demandé",
            "answered_at": "répondu le",
            "taken_at": "repris le",
        },
    ),
    Declaration(
        model=Acknowledgement,
        title="Lectures d’un tableau publié",
        purpose="savoir que chacun a vu le tableau qui vaut pour lui",
        basis=INTEREST,
        whose="les internes du service",
        readers="les responsables du service ; l’interne",
        kept="avec le tableau",
        at_erasure="effacées",
        rows=of("user")(Acknowledgement),
        words={"version": "version", "user": "compte", "at": "le"},
    ),
    Declaration(
        model=Reminder,
        title="Rappels envoyés",
        purpose="ne rappeler une échéance qu’une fois",
        basis=INTEREST,
        whose="les responsables du service",
        readers="personne",
        kept="un an",
        at_erasure="effacés",
        rows=of("user")(Reminder),
        words={"ward": "service", "user": "compte", "kind": "échéance", "sent_at": "envoyé le"},
        expired=lambda today: Reminder.objects.filter(month__lt=today - AFTER_A_REMINDER),
    ),
]
