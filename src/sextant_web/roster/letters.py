"""The e-mails of a roster. They hold no roster and no name but the reader's: an address to open, and why."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from sextant import wording
from sextant_web.people.models import User, Ward
from sextant_web.roster.deadlines import Due
from sextant_web.roster.models import Roster, Version

log = logging.getLogger(__name__)

SIGNED = "Sextant"


def send(to: User, subject: str, *paragraphs: str) -> bool:
    """Sends one letter; False, and a line in the log, when the post office refuses it."""
    text = "\n\n".join(wording.typography(paragraph) for paragraph in (*paragraphs, SIGNED))
    try:
        return bool(send_mail(wording.typography(subject), text, None, [to.email]))
    except (SMTPException, OSError):
        log.exception("a letter to %s was not sent", to.pk)
        return False


def send_links(row: Roster, addresses: Mapping[str, str], until: date) -> int:
    """The secret address of each intern who has an account; how many left."""
    sent = 0
    for seat in row.seats.select_related("user"):
        if seat.name in addresses:
            sent += send(
                seat.user,
                f"Vos congés et souhaits, {wording.say_span(row.first, row.last)}",
                f"Bonjour {seat.name},",
                f"Le tableau de {row.ward.name} se prépare. Dites vos congés et vos souhaits jusqu’au "
                f"{wording.say_day(until)} à cette adresse, qui est la vôtre seule :",
                addresses[seat.name],
                "Aucun compte n’est demandé. Vous pourrez changer votre réponse jusqu’à cette date.",
            )
    return sent


def tell_published(version: Version, address: str) -> int:
    """Each intern with an account learns that the roster is there; how many letters left."""
    row, sent = version.roster, 0
    for seat in row.seats.select_related("user"):
        sent += send(
            seat.user,
            f"Le tableau est publié, {wording.say_span(row.first, row.last)}",
            f"Bonjour {seat.name},",
            f"Le tableau de {row.ward.name} est publié (version {version.number}). Voyez-le, "
            "et dites que vous l’avez lu :",
            address,
        )
    return sent


def remind(to: User, ward: Ward, due: Due) -> bool:
    """A deadline that comes, or has passed."""
    return send(
        to,
        f"{ward.name} : {'le tableau' if due.code == 'T3' else 'le relevé'} du mois",
        "Bonjour,",
        due.says,
        "Vous pouvez le préparer ici :" if due.code == "T3" else "Les tableaux du service sont ici :",
        site() + reverse("roster:list", args=[ward.pk]),
    )


def site() -> str:
    """The address of this site, for letters that no request asked for."""
    host = next((one for one in settings.ALLOWED_HOSTS if one not in ("*", "localhost")), "localhost")
    return f"{'https' if settings.SECURE_SSL_REDIRECT else 'http'}://{host.lstrip('.')}"
