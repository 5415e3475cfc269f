"""Takes in what was noted: each thing accepted and sealed, here already, or refused with one sentence.

Recipe: take turns on the head of the chain; load what stands around; accept and seal one by one; write all the
new rows at once. Nothing is read of the past but what lies within reach of what is added.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError, transaction
from django.db.models import Q

from sextant import wording
from sextant.almanac.span import local
from sextant.errors import AlreadyNoted, BadEntry, BadInput
from sextant.ledger.acceptance import REACH, SLACK
from sextant.ledger.canonical import item_data, read_canonical
from sextant.ledger.entry import Correction, Entry, Item
from sextant.ledger.journal import seal
from sextant_web.ledger import models as rows
from sextant_web.ledger.bridge import chain_of, head_of, neighbours_of, row_of
from sextant_web.ledger.device_form import GiveUp, Opening, Sent
from sextant_web.people.models import User

log = logging.getLogger(__name__)

MOST = 5000
"""Things taken in at once; a device sends fewer, a spreadsheet of two years about as many."""


@dataclass(frozen=True)
class Answer:
    """What became of one thing sent: ``accepted``, ``already`` (nothing was added) or ``refused``."""

    id: str
    state: str
    says: str = ""
    number: int | None = None


class Refused(BadInput):
    """All or nothing was asked for, and something was refused. ``answers`` tell each of them."""

    def __init__(self, answers: list[Answer]) -> None:
        super().__init__("rien n’a été ajouté : au moins une ligne est refusée")
        self.answers = answers


class NotWritten(BadInput):
    """The base could not be written (a full disk, a host that restarts): nothing was sealed, and nothing is lost."""

    def __init__(self) -> None:
        super().__init__(
            "rien n’a été noté : le site n’arrive pas à écrire",
            remedy="Réessayez dans quelques minutes ; ce qui est sur le téléphone y reste, le formulaire se renvoie.",
        )


def note(user: User, sent: Sequence[Sent], now: datetime, *, whole: bool = False) -> list[Answer]:
    """Take in what a person sends, in one transaction; answers in the order of ``sent``.

    ``whole``: all of it or nothing. Raises Refused then, BadInput when there is too much at once, NotWritten when
    the disk is full: nothing is sealed then.
    """
    if len(sent) > MOST:
        raise BadInput(
            f"{wording.say_number(len(sent))} entrées d’un coup, {wording.say_number(MOST)} au plus"
        )
    try:
        return _note(user, sent, now, whole)
    except OperationalError as error:
        log.exception("the base could not be written")
        raise NotWritten from error


def _note(user: User, sent: Sequence[Sent], now: datetime, whole: bool) -> list[Answer]:
    """The same, while the base can be written."""
    chain_of(user)
    with transaction.atomic():
        taking = _Taking(rows.Chain.objects.select_for_update().get(user=user), sent, now)
        answers = {index: taking.answer(sent[index]) for index in _in_order(sent)}
        told = [answers[index] for index in range(len(sent))]
        if whole and any(answer.state == "refused" for answer in told):
            raise Refused(told)
        taking.write()
    return told


def _in_order(sent: Sequence[Sent]) -> list[int]:
    """Entries first, then corrections as they were made, then arrivals: a device may send them in any order."""

    def rank(index: int) -> tuple[int, float, int]:
        one = sent[index]
        if isinstance(one, Entry):
            return 0, one.start, index
        if isinstance(one, Correction):
            return 1, one.recorded_at.timestamp(), index
        return (2 if isinstance(one, Opening) else 3), 0, index

    return sorted(range(len(sent)), key=rank)


class _Taking:
    """One person's chain while things are added to it. The row of the chain is locked."""

    def __init__(self, chain: rows.Chain, sent: Sequence[Sent], now: datetime) -> None:
        self.chain, self.now, self.head = chain, now, head_of(chain)
        self.records: dict[str, rows.Record] = {}
        ids = {one.id for one in sent} | {one.corrects for one in sent if isinstance(one, Correction)}
        self.known = {one.item: one for one in chain.records.filter(item__in=ids)}
        self.standing = {one.entry: one for one in self._around(sent, ids)}
        self.neighbours = neighbours_of(self.standing.values())
        self.changed: dict[str, rows.Standing] = {}
        self.arrival = rows.Arrival.objects.filter(user_id=chain.user_id).first()

    def _around(self, sent: Sequence[Sent], ids: set[str]) -> list[rows.Standing]:
        """What stands within reach of what is sent, and what is corrected."""
        placed = [one.to if isinstance(one, Correction) else one for one in sent]
        starts = [one.start for one in placed if isinstance(one, Entry)]
        near = Q(entry__in=ids)
        if starts:
            near |= Q(start__gte=min(starts) - REACH, start__lte=max(starts) + REACH)
        return list(self.chain.standing.filter(near).select_related("record"))

    def answer(self, one: Sent) -> Answer:
        try:
            if isinstance(one, Opening):
                return self._open(one)
            if isinstance(one, GiveUp):
                return self._give_up(one)
            return self._take(one)
        except AlreadyNoted as error:
            return Answer(one.id, "already", capital(str(error)))
        except BadInput as error:
            return Answer(one.id, "refused", capital(str(error)))

    def _take(self, item: Item) -> Answer:
        before = self.known.get(item.id)
        if before is not None:
            return self._again(item, before)
        if isinstance(item, Correction):
            self._refuse_older(item)
        taken = self.neighbours.take(item, self.now)
        line = seal(self.head, taken, self.now)
        record = row_of(self.chain, self.head, line)
        self.head = line
        self.records[item.id] = self.known[item.id] = record
        self._stand(taken, record)
        return Answer(item.id, "accepted", number=line.number)

    def _again(self, item: Item, before: rows.Record) -> Answer:
        """The same id a second time: a second sending, or another thing under the same name."""
        _, first, _ = read_canonical(before.text)
        if _told(first) == _told(item):
            return Answer(
                item.id, "already", "C’est déjà dans le carnet : rien n’a été ajouté.", before.number
            )
        raise BadEntry(
            f"l’entrée n° {before.number} a le même identifiant et dit autre chose",
            remedy="Pour la changer, faites une correction.",
        )

    def _refuse_older(self, correction: Correction) -> None:
        """Two devices corrected the same entry: the later gesture stands, in whatever order they arrive."""
        standing = self.standing.get(correction.corrects)
        if standing is None or not standing.corrections:
            return
        _, last, _ = read_canonical(standing.record.text)
        if last.recorded_at > correction.recorded_at:
            raise BadEntry(
                f"cette entrée a été corrigée depuis, le {_day(last.recorded_at)}",
                why="la correction la plus récente l’emporte",
                remedy="Corrigez-la de nouveau si elle n’est pas juste.",
            )

    def _stand(self, item: Item, record: rows.Record) -> None:
        if isinstance(item, Entry):
            standing = rows.Standing(chain=self.chain, entry=item.id, number=record.number)
            self.standing[item.id] = standing
            entry: Entry | None = item
        else:
            standing, entry = self.standing[item.corrects], item.to
            standing.corrections += 1
            standing.withdrawn = entry is None
        if entry is not None:
            standing.start, standing.day = entry.start, entry.day
        standing.record = record
        self.changed[standing.entry] = standing

    # -- arrivals: no part of the chain -----------------------------------------------------------

    def _open(self, opening: Opening) -> Answer:
        if opening.id in self.known:
            return Answer(opening.id, "already")
        if opening.noted_at > self.now + SLACK or opening.at > self.now + SLACK:
            raise BadEntry(
                "cette arrivée serait dans le futur : l’horloge de l’appareil avance",
                remedy="Réglez-la sur l’heure automatique, puis notez de nouveau.",
            )
        if self.arrival is not None and self.arrival.entry != opening.id:
            when = local(int(self.arrival.at.timestamp() // 60), self.arrival.zone)
            raise BadEntry(
                f"une arrivée est déjà notée, {wording.say_date(when.date())} à "
                f"{wording.say_time(when.hour * 60 + when.minute)}",
                remedy="Notez d’abord votre départ, ou annulez cette arrivée.",
            )
        if self.arrival is not None and self.arrival.noted_at >= opening.noted_at:
            return Answer(opening.id, "already")
        self.arrival, _ = rows.Arrival.objects.update_or_create(
            user_id=self.chain.user_id,
            defaults={
                "entry": opening.id,
                "kind": opening.kind.value,
                "at": opening.at,
                "zone": opening.zone,
                "calls": list(opening.calls),
                "noted_at": opening.noted_at,
            },
        )
        return Answer(opening.id, "accepted")

    def _give_up(self, one: GiveUp) -> Answer:
        if self.arrival is None or self.arrival.entry != one.id:
            return Answer(one.id, "already")
        self.arrival.delete()
        self.arrival = None
        return Answer(one.id, "accepted")

    # -- writing ------------------------------------------------------------------------------------

    def write(self) -> None:
        """All the new rows, and the head that names the last of them."""
        if not self.records:
            return
        rows.Record.objects.bulk_create(self.records.values(), batch_size=500)
        new = [one for one in self.changed.values() if one.pk is None]
        old = [one for one in self.changed.values() if one.pk is not None]
        for one in (*new, *old):
            one.record_id = one.record.pk
        rows.Standing.objects.bulk_create(new, batch_size=500)
        if old:
            fields = ["record", "start", "day", "withdrawn", "corrections"]
            rows.Standing.objects.bulk_update(old, fields, batch_size=200)
        self.chain.length, self.chain.seal = self.head.number, self.head.seal
        self.chain.save(update_fields=["length", "seal"])
        if self.arrival is not None and self.arrival.entry in self.records:
            self.arrival.delete()


def _told(item: Item) -> dict[str, object]:
    """What an item says, whenever and however it was noted."""
    data = item_data(item)
    return {key: value for key, value in data.items() if key not in ("recorded_at", "source", "by")}


def _day(when: datetime) -> str:
    return wording.say_day(local(int(when.timestamp() // 60)).date())


def capital(sentence: str) -> str:
    """A sentence shown alone starts with a capital, its first quotation mark passed over."""
    for place, sign in enumerate(sentence):
        if sign.isalpha():
            return sentence[:place] + sign.upper() + sentence[place + 1 :]
    return sentence
