"""The standing entries in order of work: those around a new one are found without reading the others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from datetime import datetime

from sextant.errors import AlreadyNoted, BadEntry
from sextant.ledger.acceptance import REACH, accept, accept_correction, accept_facts
from sextant.ledger.entry import Correction, Entry, Item, PersonFacts
from sextant.ledger.journal import Replayed


class Neighbours:
    """What a journal says now, ready to take in one item after another."""

    def __init__(self, replayed: Replayed | None = None) -> None:
        self.standing: dict[str, Entry | None] = {}
        self.seen: set[str] = set()
        self.starts: list[tuple[int, str]] = []
        self.seen |= {one.id for one in replayed.facts} if replayed else set()
        for one in replayed.noted if replayed else ():
            self.standing[one.first.id] = one.current
            self.seen |= {correction.id for correction in one.corrections}
            if one.current is not None:
                self.starts.append((one.current.start, one.first.id))
        self.starts.sort()

    def around(self, entry: Entry) -> Iterator[Entry]:
        """The standing entries that may overlap ``entry``, and the one of the same id."""
        low = bisect_left(self.starts, (entry.start - REACH, ""))
        high = bisect_right(self.starts, (entry.start + REACH, "\U0010ffff"))
        for _, entry_id in self.starts[low:high]:
            found = self.standing[entry_id]
            if found is not None and entry_id != entry.id:
                yield found
        same = self.standing.get(entry.id)
        if same is not None:
            yield same

    def take(self, item: Item, now: datetime) -> Item:
        """``item``, once accepted; it stands from then on. Raises AlreadyNoted or BadEntry."""
        if isinstance(item, Correction):
            return self._correct(item, now)
        if isinstance(item, PersonFacts):
            if item.id in self.seen:
                raise AlreadyNoted("ces faits sont déjà dans le carnet", remedy="Rien n’a été ajouté.")
            self.seen.add(item.id)
            return accept_facts(item, now)
        if item.id in self.standing and self.standing[item.id] is None:
            raise AlreadyNoted(
                "cette entrée a été annulée depuis", remedy="Notez-la de nouveau si elle a bien eu lieu."
            )
        accept(item, self.around(item), now)
        self.standing[item.id] = item
        insort(self.starts, (item.start, item.id))
        return item

    def _correct(self, correction: Correction, now: datetime) -> Correction:
        if correction.id in self.seen:
            raise AlreadyNoted("cette correction est déjà dans le carnet", remedy="Rien n’a été ajouté.")
        before = self.standing.get(correction.corrects)
        beside = self.around(correction.to) if correction.to is not None else ()
        accept_correction(correction, before, beside, now)
        if before is None:
            raise BadEntry("cette entrée n’est pas dans le carnet")
        del self.starts[bisect_left(self.starts, (before.start, before.id))]
        self.standing[before.id] = correction.to
        self.seen.add(correction.id)
        if correction.to is not None:
            insort(self.starts, (correction.to.start, before.id))
        return correction
