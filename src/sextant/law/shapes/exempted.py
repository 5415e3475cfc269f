"""Who may not be put on duty: pregnancy, certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from sextant.almanac.activity import Activity, Kind
from sextant.almanac.person import Person
from sextant.law import say
from sextant.law.counting import KINDS
from sextant.law.finding import Finding
from sextant.law.records import say_record
from sextant.law.shapes.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sextant.law.reading import Reading


class Exempted(Shape):
    """No activity of ``kinds`` for the person exempted by ``because_of``.

    ``pregnancy``: from the first day of the third month, unless she consents (dated, revocable).
    ``restriction``: within a certificate, the kinds it names (``kinds`` is then left empty).
    ``ambulatory``: in an ambulatory placement, unless the person consented to that duty.
    ``elsewhere``: on another site than the person's own, unless the records named in
    ``unless_records`` (agreement of the head, nominative authorisation, convention) are all true.
    """

    shape: Literal["exempted"]
    because_of: Literal["pregnancy", "restriction", "ambulatory", "elsewhere"]
    kinds: tuple[Kind, ...] = ()
    unless_consent: bool = False
    unless_records: tuple[str, ...] = ()

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per activity asked of someone exempted from it."""
        rows = reading.is_kind(*self.kinds) if self.kinds else np.ones(len(reading.who), dtype=np.bool_)
        for who, one in enumerate(reading.timelines):
            if not self.concerns(one.person):
                continue
            for row in np.flatnonzero(rows & (reading.who == who)).tolist():
                why = self.why(one.person, one.records, reading.activities[row], KINDS[reading.kind[row]])
                if why:
                    zone = one.person.zone
                    yield Finding(
                        who=who,
                        start=int(reading.start[row]),
                        end=int(reading.end[row]),
                        measured=1,
                        allowed=0,
                        unit="fois",
                        because=f"{say.name(KINDS[reading.kind[row]])} {say.moment(int(reading.start[row]), zone)} : {why}",
                        level="" if self._known(one.records) else "avertissement",
                    )

    def _known(self, records: Mapping[str, object]) -> bool:
        """True when a record said to be missing makes a verdict; records that nobody gave are only unknown."""
        return not self.unless_records or any(
            name in records and not records[name] for name in self.unless_records
        )

    def concerns(self, person: Person) -> bool:
        """False when nothing may exempt this person, whatever the activity."""
        if self.because_of == "pregnancy":
            return person.pregnancy is not None
        if self.because_of == "restriction":
            return bool(person.restrictions)
        return self.because_of == "elsewhere" or person.placement.is_ambulatory

    def why(self, person: Person, records: Mapping[str, object], activity: Activity, kind: Kind) -> str:
        """Why this activity may not be asked of this person, in French; empty when it may."""
        if self.kinds and kind not in self.kinds:
            return ""
        day, since = activity.day, None
        if self.because_of == "pregnancy" and (pregnancy := person.pregnancy):
            since = pregnancy.third_month
            ended = pregnancy.until is not None and day > pregnancy.until.toordinal()
            agreed = self.unless_consent and (
                activity.consent or (pregnancy.consent is not None and pregnancy.consent.holds(day))
            )
            if day >= since.toordinal() and not ended and not agreed:
                return f"troisième mois de grossesse commencé le {say.day(since.toordinal())}, sans accord de l’interne"
        elif self.because_of == "restriction":
            for limit in person.restrictions:
                if limit.since.toordinal() <= day <= limit.until.toordinal() and kind in limit.kinds:
                    return f"certificat {say.period(limit.since.toordinal(), limit.until.toordinal())}"
        elif self.because_of == "ambulatory":
            if person.placement.is_ambulatory and not activity.consent:
                return "stage ambulatoire, sans accord de l’interne à cette garde"
        elif self.because_of == "elsewhere" and activity.site and activity.site != person.site:
            missing = [say_record(name) for name in self.unless_records if not records.get(name)]
            if missing:
                return f"sur un autre site ({activity.site}), sans que soit consigné : {', '.join(missing)}"
        return ""
