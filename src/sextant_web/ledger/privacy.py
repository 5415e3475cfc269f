"""What is kept of an intern's hours. A chain is erased whole: it breaks no other."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from sextant_web.ledger.models import (
    Arrival,
    Chain,
    Draft,
    HostRoot,
    Record,
    Share,
    SigningKey,
    Standing,
    Visit,
)
from sextant_web.people.models import User
from sextant_web.people.privacy import start_of
from sextant_web.people.retention import CONTRACT, Declaration, of

AFTER_A_SHARE = timedelta(days=365)
A_DAY = timedelta(days=1)
INTERN = "l’interne qui note ses heures"
ALONE = "la personne, et qui elle choisit en partageant un trimestre"


def records_of(user: User) -> QuerySet[Record]:
    """Every line of the chain. By the bare manager: erasing takes the whole chain, and nothing else may delete."""
    return Record._base_manager.filter(chain__user=user)


def shares_over(today: date) -> QuerySet[Share]:
    return Share.objects.filter(until__lt=today - AFTER_A_SHARE)


def drafts_over(today: date) -> QuerySet[Draft]:
    return Draft.objects.filter(made_at__lt=start_of(today - A_DAY))


DECLARATIONS = [
    Declaration(
        model=Chain,
        title="Carnet d’heures",
        purpose="relier les lignes d’une même personne, et savoir de quel stage et de quelles dispenses elles sont",
        basis=f"{CONTRACT} ; une grossesse ou un certificat, par consentement exprès (art. 9.2.a)",
        whose=INTERN,
        readers=ALONE,
        kept="comme le compte",
        at_erasure="effacé, le carnet entier",
        rows=of("user")(Chain),
        words={
            "user": "compte",
            "length": "nombre de lignes",
            "seal": "dernier sceau",
            "person": "faits du stage et de la personne",
            "deposited_at": "dernière empreinte envoyée le",
            "deposited_length": "lignes attestées par elle",
            "made_at": "commencé le",
        },
    ),
    Declaration(
        model=Record,
        title="Lignes du carnet",
        purpose="établir les heures faites par un décompte fiable et objectif, que personne ne peut réécrire",
        basis=CONTRACT,
        whose=INTERN,
        readers=ALONE,
        kept="comme le compte : un recours peut porter sur plusieurs années",
        at_erasure="effacées, toutes ensemble",
        rows=records_of,
        words={
            "chain": "carnet",
            "number": "numéro",
            "item": "identifiant",
            "about": "entrée",
            "text": "texte scellé",
            "previous": "sceau d’avant",
            "seal": "sceau",
        },
    ),
    Declaration(
        model=Standing,
        title="Entrées en vigueur",
        purpose="trouver vite ce que le carnet dit aujourd’hui ; se recalcule d’après ses lignes",
        basis=CONTRACT,
        whose=INTERN,
        readers=ALONE,
        kept="comme le compte",
        at_erasure="effacées",
        rows=of("chain__user")(Standing),
        words={
            "chain": "carnet",
            "entry": "entrée",
            "number": "numéro",
            "record": "ligne",
            "start": "début (minutes UTC)",
            "day": "jour (ordinal)",
            "withdrawn": "annulée",
        },
    ),
    Declaration(
        model=Arrival,
        title="Arrivée sans départ",
        purpose="attendre le départ pour en faire une entrée",
        basis=CONTRACT,
        whose=INTERN,
        readers="la personne",
        kept="jusqu’au départ noté",
        at_erasure="effacée",
        rows=of("user")(Arrival),
        words={"user": "compte", "entry": "entrée à venir", "kind": "nature", "calls": "déplacements"},
    ),
    Declaration(
        model=Draft,
        title="Fichier à importer",
        purpose="montrer ce qui en est compris avant d’en noter quoi que ce soit",
        basis=CONTRACT,
        whose=INTERN,
        readers="la personne",
        kept="jusqu’à la confirmation ou l’abandon, un jour au plus",
        at_erasure="effacé",
        rows=of("user")(Draft),
        secret=frozenset({"content"}),
        words={"user": "compte", "roles": "colonnes", "kinds": "mots"},
        expired=drafts_over,
    ),
    Declaration(
        model=Share,
        title="Partages d’un trimestre",
        purpose="montrer ses heures à qui l’on veut, pour un temps",
        basis="le consentement, repris en un geste (RGPD, art. 6.1.a)",
        whose="l’interne qui partage, et la personne à qui il montre",
        readers="la personne ; celle à qui elle montre",
        kept="un an après la fin du partage",
        at_erasure="effacés : plus rien n’est montré",
        rows=of("user")(Share),
        secret=frozenset({"secret_hash"}),
        words={"user": "compte", "revoked_at": "retiré le", "made_at": "fait le"},
        expired=shares_over,
    ),
    Declaration(
        model=Visit,
        title="Lectures par un lien",
        purpose="dire à la personne quand son lien a servi ; rien n’est gardé de qui l’a ouvert",
        basis="l’intérêt légitime à répondre des accès (RGPD, art. 6.1.f)",
        whose="l’interne qui partage",
        readers="la personne",
        kept="comme le partage",
        at_erasure="effacées",
        rows=of("share__user")(Visit),
        words={"share": "partage", "times": "fois"},
    ),
]

NOTHING_PERSONAL = [SigningKey, HostRoot]
