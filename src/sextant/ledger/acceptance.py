"""What a ledger takes in, and what it refuses, with one sentence that says what to do.

Nothing is dropped in silence: what is refused stays with the person who sent it. ``now`` is always given by
the caller.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sextant import wording
from sextant.almanac.activity import ABSENCES, Kind
from sextant.almanac.holidays import zone_of
from sextant.almanac.person import Person
from sextant.almanac.span import Instant, local
from sextant.document import Document
from sextant.errors import AlreadyNoted, BadDocument, BadEntry, Place
from sextant.law import say
from sextant.law.planning_form import PlanningPersonForm
from sextant.ledger.entry import Correction, Entry, PersonFacts, half_day_of

SLACK = timedelta(minutes=10)
"""How far two honest clocks may differ."""

LONGEST = 25 * 60
"""A garde of 24 hours, on the night when clocks go back."""

OLDEST_YEARS = 12
REACH = 2 * LONGEST
"""Entries that start within this many minutes of another may overlap it: what a caller needs to look up."""

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:-]{7,79}\Z", re.ASCII)
_NOON, _LATE = 12 * 60 + 30, 16 * 60
_FACTS = {
    "status": "statut",
    "placement": "lieu du stage",
    "placement_start": "premier jour du stage",
    "share": "temps partiel",
    "leave_taken": "congés déjà pris",
    "territory": "territoire",
    "trimester": "trimestre",
    "pregnancy": "grossesse",
    "third_month": "troisième mois",
    "consent": "accord",
    "revoked": "accord repris",
    "restrictions": "certificat",
    "from": "premier jour",
    "to": "dernier jour",
    "until": "dernier jour",
    "kinds": "ce qui est exclu",
}
"""The keys of a person as those who never saw a file call them."""

_TEXTS = {"by": 60, "site": 120, "line": 60, "asked_by": 60, "note": 500}


def accept(entry: Entry, beside: Iterable[Entry], now: datetime) -> Entry:
    """``entry``, cleaned, when it can be noted beside the standing entries around it.

    ``beside`` are at least the standing entries that start within :data:`REACH` of it. ``now`` is aware.
    Raises AlreadyNoted when the same presence is there (same id, or same kind and hours from another device),
    BadEntry otherwise.
    """
    _refuse_form(entry)
    _refuse_time(entry, now)
    for other in beside:
        if other.id == entry.id:
            if _same_facts(other, entry):
                raise AlreadyNoted(f"{_say(entry)} est déjà dans le carnet", remedy="Rien n’a été ajouté.")
            raise BadEntry(
                f"{_say(entry)} porte l’identifiant d’une autre entrée ({_say(other)})",
                remedy="Pour la changer, faites une correction.",
            )
        if other.kind is entry.kind and (other.start, other.end) == (entry.start, entry.end):
            if _same_facts(other, entry):
                raise AlreadyNoted(
                    f"{_say(entry)} est déjà dans le carnet, notée le {_noted(other)}",
                    remedy="Rien n’a été ajouté.",
                )
            raise BadEntry(
                f"{_say(entry)} est déjà dans le carnet, avec d’autres précisions",
                remedy="Pour les changer, corrigez l’entrée déjà notée.",
            )
        if overlap(entry, other):
            raise BadEntry(
                f"{_say(entry)} chevauche {_say(other)}, déjà dans le carnet",
                why="une personne ne fait qu’une chose à la fois",
                remedy="Corrigez l’heure de l’une des deux, ou annulez celle qui n’a pas eu lieu.",
            )
    return entry


def accept_correction(
    correction: Correction, standing: Entry | None, beside: Iterable[Entry], now: datetime
) -> Correction:
    """``correction`` when it can be noted. ``standing`` is the entry it corrects, as it stands.

    Raises BadEntry: unknown entry, no reason, nothing changed, or what :func:`accept` refuses of ``to``.
    """
    if standing is None or standing.id != correction.corrects:
        raise BadEntry(
            "cette correction vise une entrée qui n’est pas dans le carnet, ou déjà annulée",
            remedy="Envoyez d’abord l’entrée elle-même, ou notez-la de nouveau.",
        )
    if not _ID.match(correction.id):
        raise _bad_id()
    if not correction.reason.strip():
        raise BadEntry(
            "une correction dit pourquoi",
            remedy="Écrivez le motif en quelques mots : « heure de fin oubliée ».",
        )
    _refuse_text("le motif", correction.reason, 500)
    if correction.to is not None:
        if correction.to.id != standing.id:
            raise BadEntry("une correction garde l’identifiant de l’entrée qu’elle corrige")
        if _same_facts(correction.to, standing):
            raise BadEntry(f"cette correction ne change rien à {_say(standing)}")
        accept(correction.to, (other for other in beside if other.id != standing.id), now)
    return correction


def accept_facts(facts: PersonFacts, now: datetime) -> PersonFacts:
    """``facts`` when they can be those of somebody. Raises BadEntry (identifier, clock) or BadDocument (a fact)."""
    if not _ID.match(facts.id):
        raise _bad_id()
    if facts.recorded_at.tzinfo is None or facts.recorded_at > now + SLACK:
        raise BadEntry(
            "ces faits auraient été notés dans le futur : l’horloge de l’appareil avance",
            remedy="Réglez-la sur l’heure automatique, puis notez de nouveau.",
        )
    _refuse_text("by", facts.by, _TEXTS["by"])
    person_from(facts.person, "Interne")
    return facts


def person_from(facts: Mapping[str, Any], name: str) -> Person:
    """Declared facts as the law sees a person. Raises BadDocument for one that cannot be."""
    try:
        form = Document("", {"name": name, **facts}, {}).validate(PlanningPersonForm)
    except BadDocument as error:
        words = [_FACTS.get(word, word) for word in error.place.key.split(" › ")]
        place = Place(key=" › ".join(words))
        raise BadDocument(error.what, place=place, why=error.why, remedy=error.remedy) from None
    return form.person(form.territory, zone_of(form.territory))


def check_clock(device: datetime, now: datetime) -> None:
    """Raises BadEntry when the clock of a device, as it says it now, is not that of the host."""
    gap = device - now
    if abs(gap) <= SLACK:
        return
    minutes = round(abs(gap).total_seconds() / 60)
    length = (
        f"{wording.say_count(minutes // 1440, 'jour')}" if minutes >= 1440 else wording.say_duration(minutes)
    )
    raise BadEntry(
        f"l’horloge de cet appareil {'avance' if gap > timedelta(0) else 'retarde'} de {length}",
        why="les heures notées seraient fausses",
        remedy="Réglez-la sur l’heure automatique, puis renvoyez ; rien n’est perdu.",
    )


def overlap(one: Entry, other: Entry) -> bool:
    """True when two entries cannot both be true. A written rest forbids nothing; an absence leaves the night before."""
    if Kind.REST in (one.kind, other.kind) or not (one.start < other.end and other.start < one.end):
        return False
    pairs = ((one, other), (other, one))
    return not any(absent.kind in ABSENCES and present.day < absent.day for absent, present in pairs)


# -- the entry itself ---------------------------------------------------------------------------------


def _refuse_form(entry: Entry) -> None:
    if not _ID.match(entry.id):
        raise _bad_id()
    try:
        ZoneInfo(entry.zone)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        raise BadEntry(
            f"« {entry.zone:.40} » n’est pas un fuseau horaire", remedy="Écrivez par exemple Indian/Reunion."
        ) from None
    if entry.kind is Kind.CALL_OUT:
        raise BadEntry(
            "un déplacement se note dans son astreinte", remedy="Ajoutez-le à l’astreinte, avec son trajet."
        )
    for name, most in _TEXTS.items():
        _refuse_text(name, getattr(entry, name), most)
    if len(entry.tags) > 10:
        raise BadEntry("une entrée porte dix étiquettes au plus")
    for tag in entry.tags:
        _refuse_text("une étiquette", tag, 40)
    if entry.end <= entry.start:
        raise BadEntry(
            f"{_say(entry)} finit avant de commencer", remedy="Une garde de nuit finit le lendemain."
        )
    if entry.end - entry.start > LONGEST:
        raise BadEntry(
            f"{_say(entry)} dure {wording.say_duration(entry.end - entry.start)}, plus qu’une garde de 24 h",
            remedy="Vérifiez la date de fin, ou notez chaque garde et chaque demi-journée à part.",
        )
    _refuse_lengths(entry)
    _refuse_stage(entry)
    _refuse_call_outs(entry)


def _refuse_lengths(entry: Entry) -> None:
    if not 0 <= entry.lunch < entry.end - entry.start:
        raise BadEntry(f"{_say(entry)} : la coupure dure plus que la présence")
    if entry.lunch and entry.half_days != 2:
        raise BadEntry(
            f"{_say(entry)} : seule une journée de deux demi-journées a une coupure",
            remedy="Notez les deux présences à part.",
        )
    if entry.out_of_care is not None and not 0 <= entry.out_of_care <= entry.minutes:
        raise BadEntry(f"{_say(entry)} : plus de temps hors du soin que de présence")


def _refuse_stage(entry: Entry) -> None:
    start, end = local(entry.start, entry.zone), local(entry.end, entry.zone)
    clock = start.hour * 60 + start.minute
    end_clock = (end.toordinal() - start.toordinal()) * 1440 + end.hour * 60 + end.minute
    if entry.half_days not in (None, 1, 2) or (entry.half_days is not None and entry.kind is not Kind.STAGE):
        raise BadEntry(f"{_say(entry)} : seul un stage dit s’il compte une ou deux demi-journées")
    if entry.kind is Kind.STAGE and entry.half_days is None and clock < _NOON and end_clock >= _LATE:
        raise BadEntry(
            f"{_say(entry)} va du matin au soir sans dire combien de demi-journées il compte",
            remedy="Dites une ou deux demi-journées, ou notez le matin et l’après-midi à part.",
        )
    day_and_night = entry.kind is Kind.GARDE_NUIT and half_day_of(entry) and 4 * 60 <= clock < _NOON
    if day_and_night or (entry.kind is Kind.GARDE_JOUR and entry.minutes >= 20 * 60):
        raise BadEntry(
            f"{_say(entry)} : une garde de 24 heures se note en deux, le jour puis la nuit",
            why="le jour et la nuit se décomptent chacun",
        )


def _refuse_call_outs(entry: Entry) -> None:
    if entry.call_outs and entry.kind is not Kind.ASTREINTE:
        raise BadEntry(f"{_say(entry)} : seule une astreinte a des déplacements")
    previous = entry.start
    for call in entry.call_outs:
        shown = f"le déplacement de {_clock(call.start, entry.zone)} à {_clock(call.end, entry.zone)}"
        if call.end <= call.start:
            raise BadEntry(f"{shown} finit avant de commencer", remedy="Notez le départ puis le retour.")
        if not entry.start <= call.start < entry.end:
            raise BadEntry(f"{shown} ne commence pas pendant l’astreinte")
        if call.start < previous:
            raise BadEntry(f"{shown} chevauche le précédent", remedy="Notez-les dans l’ordre.")
        if not 0 <= call.on_site <= call.end - call.start:
            raise BadEntry(f"{shown} compte plus de temps sur place que de déplacement")
        if call.end - call.start > LONGEST:
            raise BadEntry(f"{shown} dure plus de 24 h", remedy="Vérifiez l’heure du retour.")
        previous = call.end


def _refuse_text(name: str, text: str, most: int) -> None:
    called = {"by": "l’auteur", "site": "le site", "line": "la ligne de garde",
              "asked_by": "qui a demandé", "note": "la note"}.get(name, name)  # fmt: skip
    if len(text) > most:
        raise BadEntry(f"{called} : {len(text)} caractères, {most} au plus")
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Cn") for sign in text):
        raise BadEntry(f"{called} contient un caractère invisible", remedy="Réécrivez-le à la main.")


def _bad_id() -> BadEntry:
    return BadEntry(
        "l’identifiant de cette entrée n’en est pas un",
        why="de 8 à 80 lettres sans accent, chiffres et tirets",
        remedy="L’application en fait un d’elle-même : mettez-la à jour.",
    )


def _refuse_time(entry: Entry, now: datetime) -> None:
    if entry.recorded_at.tzinfo is None or now.tzinfo is None:
        raise BadEntry("le moment où l’entrée a été notée n’a pas de fuseau horaire")
    if entry.recorded_at > now + SLACK:
        raise BadEntry(
            f"{_say(entry)} aurait été notée dans le futur : l’horloge de l’appareil avance",
            remedy="Réglez-la sur l’heure automatique, puis notez de nouveau.",
        )
    minute = int(now.timestamp() // 60) + round(SLACK.total_seconds() / 60)
    if entry.kind in ABSENCES:
        ahead = entry.day > local(minute, entry.zone).toordinal()
    else:
        ahead = max(entry.end, *(call.end for call in entry.call_outs), entry.start) > minute
    if ahead:
        begun = entry.start <= minute
        raise BadEntry(
            f"{_say(entry)} n’est pas {'finie' if begun else 'encore passée'}",
            why="le carnet dit ce qui a été fait ; ce qui est prévu est dans le tableau",
            remedy="Notez-la une fois finie." if begun else "Vérifiez la date.",
        )
    if local(minute, entry.zone).year - local(entry.start, entry.zone).year > OLDEST_YEARS:
        raise BadEntry(f"{_say(entry)} a plus de {OLDEST_YEARS} ans", remedy="Vérifiez l’année.")


def _same_facts(one: Entry, other: Entry) -> bool:
    """Same facts, whenever and however they were noted."""
    return _facts(one) == _facts(other)


def _facts(entry: Entry) -> tuple[object, ...]:
    return (
        entry.kind, entry.start, entry.end, entry.zone, entry.half_days, entry.lunch, entry.pause,
        entry.out_of_care, entry.call_outs, entry.site, entry.line, entry.tags, entry.asked_by, entry.note,
        entry.imposed, entry.consent, entry.no_senior,
    )  # fmt: skip


def _say(entry: Entry) -> str:
    """« garde de nuit du 4 novembre 2026, de 18 h 30 à 8 h 30 »."""
    start = local(entry.start, entry.zone)
    said = f"« {say.name(entry.kind)} » du {wording.say_day(start.date())}"
    if entry.kind in ABSENCES:
        return said
    return f"{said}, de {_clock(entry.start, entry.zone)} à {_clock(entry.end, entry.zone)}"


def _clock(moment: Instant, zone: str) -> str:
    when = local(moment, zone)
    return wording.say_time(when.hour * 60 + when.minute)


def _noted(entry: Entry) -> str:
    return wording.say_day(local(int(entry.recorded_at.timestamp() // 60), entry.zone).date())
