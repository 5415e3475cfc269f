"""What is kept of an intern's own matters."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from sextant_web.dossier.models import DossierVisit, Exhibit, Happening, Matter, SharedDossier, ToldDeadline
from sextant_web.people.models import User
from sextant_web.people.retention import CONTRACT, Declaration, of

INTERN = "l’interne qui suit sa démarche"
AFTER_A_SHARE = timedelta(days=365)


def shared_over(today: date) -> QuerySet[SharedDossier]:
    """Those that ended a year ago."""
    return SharedDossier.objects.filter(until__lt=today - AFTER_A_SHARE)


def exhibit_files(user: User) -> list[tuple[str, bytes]]:
    """Each exhibit as a file, for « Mes données »."""
    return [(f"pieces/{one.number}-{one.name}", bytes(one.content)) for one in user.exhibits.all()]


def close_pages(today: date) -> int:
    """Empties the pages of dossiers whose time is over; how many."""
    return SharedDossier.objects.filter(until__lt=today).exclude(content=b"").update(content=b"")


DECLARATIONS = [
    Declaration(
        model=Matter,
        title="Démarches",
        purpose="dire ce qui est à faire et jusqu’à quand, remplir les lettres",
        basis=CONTRACT,
        whose=INTERN,
        readers="la personne seule ; ni le service, ni l’hôpital, ni la structure locale",
        kept="comme le compte, ou jusqu’à ce que la personne efface la démarche",
        at_erasure="effacées",
        rows=of("user")(Matter),
        words={"user": "compte"},
    ),
    Declaration(
        model=Happening,
        title="Étapes d’une démarche",
        purpose="compter les délais depuis ce qui a été envoyé, reçu et répondu",
        basis=CONTRACT,
        whose=INTERN,
        readers="la personne seule",
        kept="comme la démarche",
        at_erasure="effacées",
        rows=of("matter__user")(Happening),
        words={"matter": "démarche"},
    ),
    Declaration(
        model=Exhibit,
        title="Pièces du dossier",
        purpose="les imprimer, numérotées, à la fin du dossier",
        basis=CONTRACT,
        whose=INTERN,
        readers="la personne seule, et qui elle choisit en partageant un dossier",
        kept="jusqu’à ce que la personne les retire ; au plus comme le compte",
        at_erasure="effacées",
        rows=of("user")(Exhibit),
        secret=frozenset({"content"}),
        files=exhibit_files,
        words={"user": "compte", "matter": "démarche"},
    ),
    Declaration(
        model=SharedDossier,
        title="Dossiers partagés",
        purpose="montrer un dossier à sa structure locale ou à son avocat, pour un temps",
        basis="le consentement, repris en un geste (RGPD, art. 6.1.a et 9.2.a)",
        whose=INTERN,
        readers="la personne ; qui tient le lien, ou la structure locale qu’elle a choisie, avec second facteur",
        kept="les pages jusqu’au retrait ou à la fin du partage ; sa trace un an de plus",
        at_erasure="effacés : plus rien ne se lit",
        rows=of("user")(SharedDossier),
        secret=frozenset({"secret_hash", "content"}),
        words={
            "user": "compte",
            "union": "structure locale",
            "made_at": "fait le",
            "revoked_at": "retiré le",
        },
        expired=shared_over,
    ),
    Declaration(
        model=DossierVisit,
        title="Lectures d’un dossier par un lien",
        purpose="dire à la personne quand son lien a servi ; rien n’est gardé de qui l’a ouvert",
        basis="l’intérêt légitime à répondre des accès (RGPD, art. 6.1.f)",
        whose=INTERN,
        readers="la personne",
        kept="comme le partage",
        at_erasure="effacées",
        rows=of("shared__user")(DossierVisit),
        words={"shared": "dossier partagé", "times": "fois"},
    ),
    Declaration(
        model=ToldDeadline,
        title="Échéances rappelées",
        purpose="ne pas écrire deux fois pour la même échéance",
        basis="le consentement, repris en décochant les rappels (RGPD, art. 6.1.a)",
        whose=INTERN,
        readers="la personne",
        kept="comme la démarche",
        at_erasure="effacées",
        rows=of("matter__user")(ToldDeadline),
        words={"matter": "démarche"},
    ),
]
