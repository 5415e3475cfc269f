"""Reads the lines of a ward's file: their duties day by day, and who may hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sextant.almanac.half_day import HalfDay
from sextant.almanac.hours_form import read_clocks
from sextant.form import KeyPath
from sextant.law.records import read_records
from sextant.roster.day_words import days_of
from sextant.roster.problem import Duty, DutyLine
from sextant.roster.usual_duties import duty_half_day, usual_duties, usual_hours
from sextant.roster.ward_form import LineForm
from sextant.roster.ward_frame import Frame


def read_lines(frame: Frame) -> tuple[DutyLine, ...]:
    """The lines, in the order of the file. Raises an error with its place for what cannot be true."""
    return tuple(_Reader(frame).line(i, line) for i, line in enumerate(frame.form.lines))


class _Reader:
    """What the keys of a line mean together."""

    def __init__(self, frame: Frame) -> None:
        self.frame, self.bad = frame, frame.document.bad

    def line(self, i: int, line: LineForm) -> DutyLine:
        """One line, the ``i``-th of the file."""
        path: KeyPath = ("lines", i)
        ours = self.frame.days(line.shared.ours, (*path, "shared", "ours")) if line.shared else None
        duties = []
        for duty in self._duties(line, path):
            days = duty.days if ours is None else duty.days & ours
            if days:
                duties.append(replace(duty, days=days))
        if not duties:
            raise self.bad(
                path,
                f"la ligne « {line.id} » n’a aucun poste dans la période",
                remedy="Vérifiez ses jours (« days », « ours ») ou retirez-la.",
            )
        self._check_apart(duties, path, line.id)
        return DutyLine(
            id=line.id,
            name=line.name or line.id.capitalize(),
            duties=tuple(duties),
            eligible=self._eligible(line, path),
            senior_roster=line.senior_roster,
            shared_with=line.shared.ward if line.shared else "",
            extra_interns=line.shared.interns if line.shared else 0,
            necessity=line.necessity,
            required=line.cover == "required",
            records=read_records(self.frame.document, (*path, "records"), line.records),
        )

    def _duties(self, line: LineForm, path: KeyPath) -> Iterator[Duty]:
        if line.duties is None:
            for kind, phrases, span in usual_duties(line.kind, self.frame.hours):
                days = days_of(phrases, self.frame.first, self.frame.last, self.frame.holiday)
                yield Duty(kind, days, *span, duty_half_day(kind, span[0]))
            return
        for j, duty in enumerate(line.duties):
            days = self.frame.days(duty.days, (*path, "duties", j, "days"))
            span = read_clocks(duty.hours) if duty.hours else usual_hours(duty.kind, self.frame.hours)
            yield Duty(duty.kind, days, *span, duty_half_day(duty.kind, span[0]))

    def _check_apart(self, duties: Sequence[Duty], path: KeyPath, name: str) -> None:
        """Two duties of one line never start in the same half-day."""
        taken: set[tuple[int, HalfDay]] = set()
        for duty in duties:
            twice = sorted(day for day in duty.days if (day, duty.half_day) in taken)
            if twice:
                raise self.bad(
                    path,
                    f"la ligne « {name} » a deux postes au même moment le {date.fromordinal(twice[0]):%d/%m/%Y}",
                    remedy="Faites deux lignes, ou des jours distincts (« samedi hors férié »).",
                )
            taken.update((day, duty.half_day) for day in duty.days)

    def _eligible(self, line: LineForm, path: KeyPath) -> tuple[str, ...]:
        for key, names in (("only", line.who.only), ("except", line.who.but)):
            for j, name in enumerate(names):
                if name not in self.frame.names:
                    raise self.frame.unknown_intern(name, (*path, "who", key, j))
        eligible = tuple(
            intern.name
            for intern in self.frame.form.interns
            if (not line.who.phases or intern.phase in line.who.phases)
            and intern.semester >= line.who.min_semester
            and (not line.who.only or intern.name in line.who.only)
            and intern.name not in line.who.but
        )
        if not eligible:
            raise self.bad(
                (*path, "who"),
                f"aucun interne ne peut tenir la ligne « {line.id} »",
                remedy="Élargissez « who », ou retirez la ligne.",
            )
        return eligible
