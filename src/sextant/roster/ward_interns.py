"""Reads the interns of a ward's file: absences, university, wishes, what is fixed, and what cannot stand together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sextant.almanac.activity import ABSENCES, Activity
from sextant.almanac.half_day import HalfDay
from sextant.almanac.hours_form import read_moment
from sextant.almanac.notation import parse_week
from sextant.almanac.span import instant
from sextant.errors import BadNotation
from sextant.form import KeyPath
from sextant.roster.day_words import says
from sextant.roster.problem import DutyLine, DutyWish, Fixed, History, Intern, Leave, PersonalWish, Shift
from sextant.roster.ward_form import DUTY_KINDS, DutyWishForm, InternForm
from sextant.roster.ward_frame import Frame


def read_interns(frame: Frame, lines: Sequence[DutyLine], shifts: Sequence[Shift] = ()) -> tuple[Intern, ...]:
    """The interns, in the order of the file. Raises an error with its place for what cannot be true."""
    reader = _Reader(frame, shifts)
    interns = tuple(reader.intern(i, intern, lines) for i, intern in enumerate(frame.form.interns))
    reader.check_fixed_once(interns)
    return interns


class _Reader:
    """What the keys of an intern mean together."""

    def __init__(self, frame: Frame, shifts: Sequence[Shift]) -> None:
        self.frame, self.bad = frame, frame.document.bad
        self.shifts = {shift.id: shift for shift in shifts}

    def intern(self, i: int, form: InternForm, lines: Sequence[DutyLine]) -> Intern:
        """One intern, the ``i``-th of the file."""
        path: KeyPath = ("interns", i)
        person = form.person(self.frame.form.territory, self.frame.zone)
        if person.trimester is None and self.frame.form.trimester is not None:
            person = replace(
                person, trimester=(self.frame.form.trimester.since, self.frame.form.trimester.until)
            )
        leaves = self._leaves(form, path)
        away = {day for leave in leaves for day in range(leave.first.toordinal(), leave.last.toordinal() + 1)}
        university = self._university(form, path, away)
        return Intern(
            person=person,
            phase=form.phase,
            semester=form.semester,
            university=university,
            leaves=leaves,
            personal_wishes=self._personal_wishes(form, path),
            duty_wishes=(
                *self._duty_wishes(form.wishes.avoid, False, (*path, "wishes", "avoid")),
                *self._duty_wishes(form.wishes.prefer, True, (*path, "wishes", "prefer")),
            ),
            fixed=self._fixed(form, path, lines, away, university),
            history=self._history(form, path),
        )

    def _leaves(self, form: InternForm, path: KeyPath) -> tuple[Leave, ...]:
        leaves: list[Leave] = []
        for j, one in enumerate(form.leave):
            here = (*path, "leave", j)
            self.frame.inside(one.since, (*here, "from"))
            self.frame.inside(one.until, (*here, "to"))
            for before in leaves:
                if one.since <= before.last and before.first <= one.until:
                    raise self.bad(
                        here,
                        f"{form.name} : cette absence chevauche celle du {before.first:%d/%m/%Y} au {before.last:%d/%m/%Y}",
                        remedy="Réunissez-les, ou corrigez les dates.",
                    )
            leaves.append(Leave(one.kind, one.since, one.until, one.movable))
        return tuple(leaves)

    def _university(self, form: InternForm, path: KeyPath, away: set[int]) -> frozenset[tuple[int, HalfDay]]:
        """University half-days; a weekly one yields to holidays and absences, a dated one may not fall on them."""
        found: set[tuple[int, HalfDay]] = set()
        for j, phrase in enumerate(form.university):
            words, here = says(phrase), (*path, "university", j)
            assert words.half_day is not None
            for day in sorted(self.frame.days([phrase], here[:-1])):
                if words.dates is None and (
                    day in away or (self.frame.holiday(day) and words.holiday is None)
                ):
                    continue
                if day in away:
                    raise self.bad(
                        here,
                        f"{form.name} est absent(e) le {date.fromordinal(day):%d/%m/%Y}",
                        remedy="Retirez cette demi-journée universitaire, ou l’absence.",
                    )
                found.add((day, words.half_day))
        return frozenset(found)

    def _personal_wishes(self, form: InternForm, path: KeyPath) -> tuple[PersonalWish, ...]:
        wishes = []
        for j, wish in enumerate(form.wishes.personal):
            for phrase in wish.when:
                words = says(phrase)
                if words.dates or words.week_parity is not None or words.holiday is not None:
                    raise self.bad(
                        (*path, "wishes", "personal", j, "when"),
                        "un souhait de demi-journée autonome vaut pour chaque semaine",
                        remedy="Écrivez par exemple « vendredi après-midi ».",
                    )
                assert words.half_day is not None
                wishes += [
                    PersonalWish(weekday, words.half_day, wish.weight) for weekday in sorted(words.weekdays)
                ]
        return tuple(wishes)

    def _duty_wishes(self, forms: Sequence[DutyWishForm], prefer: bool, path: KeyPath) -> Iterator[DutyWish]:
        for j, wish in enumerate(forms):
            ids = [line.id for line in self.frame.form.lines]
            if wish.line and wish.line not in ids:
                raise self.frame.unknown_line(wish.line, (*path, j, "line"))
            yield DutyWish(prefer, self.frame.days(wish.days, (*path, j, "days")), wish.weight, wish.line)

    def _history(self, form: InternForm, path: KeyPath) -> History:
        written = form.history
        end = None
        if written.last_duty_end is not None:
            here = (*path, "history", "last_duty_end")
            try:
                day, clock = read_moment(written.last_duty_end)
            except ValueError as error:
                raise self.bad(here, str(error)) from None
            if day > self.frame.first:
                raise self.bad(here, "la dernière garde d’avant finit après le premier jour de la période")
            end = instant(day.toordinal(), clock, self.frame.zone)
        return History(written.nights, written.weekends, written.holidays, written.half_days, end)

    def _fixed(
        self,
        form: InternForm,
        path: KeyPath,
        lines: Sequence[DutyLine],
        away: set[int],
        university: frozenset[tuple[int, HalfDay]],
    ) -> tuple[Fixed, ...]:
        taken: dict[tuple[int, HalfDay], str] = dict.fromkeys(university, "une demi-journée universitaire")
        found: list[Fixed] = []
        for j, one in enumerate(form.fixed):
            here = (*path, "fixed", j)
            self.frame.inside(one.day, (*here, "day"))
            for activity in self._word(one.what, one.day, (*here, "what")):
                if activity.kind in ABSENCES:
                    raise self.bad((*here, "what"), "une absence s’écrit dans « leave »")
                fixed = Fixed(activity.kind, activity.day, activity.half_day, activity.line)
                if fixed.kind in DUTY_KINDS:
                    fixed = self._on_line(fixed, form.name, lines, (*here, "what"))
                when = f"le {one.day:%d/%m/%Y}"
                if fixed.day in away:
                    raise self.bad(
                        here,
                        f"{form.name} est absent(e) {when}, et « {one.what} » est imposé ce jour-là",
                        remedy="Retirez l’un des deux.",
                    )
                slot = (fixed.day, fixed.half_day)
                if slot in taken:
                    raise self.bad(
                        here, f"{form.name} a déjà {taken[slot]} {when}", remedy="Retirez l’un des deux."
                    )
                taken[slot] = f"« {one.what} »"
                found.append(fixed)
        return tuple(found)

    def _word(self, word: str, day: date, path: KeyPath) -> Sequence[Activity]:
        week = [".."] * 7
        week[day.weekday()] = word
        monday = day - timedelta(days=day.weekday())
        if len(word.split()) != 1:
            raise self.bad(
                path, f"« {word:.40} » n’est pas un mot de la semaine", remedy="Écrivez par exemple N."
            )
        try:
            return parse_week(
                " ".join(week),
                monday,
                hours=self.frame.hours,
                zone=self.frame.zone,
                territory=self.frame.form.territory,
            )
        except BadNotation as error:
            raise self.bad(path, error.what, why=error.why, remedy=error.remedy) from None

    def _on_line(self, fixed: Fixed, name: str, lines: Sequence[DutyLine], path: KeyPath) -> Fixed:
        """The duty with its line, which must hold it on that day, and which the intern must be able to hold."""
        if fixed.line in self.shifts:
            return self._on_shift(fixed, name, self.shifts[fixed.line], path)
        if fixed.line and fixed.line not in [line.id for line in lines]:
            raise self.frame.unknown_line(fixed.line, path)
        holding = [
            line
            for line in lines
            if fixed.line in ("", line.id)
            and any(
                d.kind is fixed.kind and d.half_day is fixed.half_day and fixed.day in d.days
                for d in line.duties
            )
        ]
        when = f"le {date.fromordinal(fixed.day):%d/%m/%Y}"
        if not holding:
            which = f"la ligne « {fixed.line} »" if fixed.line else "aucune ligne"
            raise self.bad(
                path,
                f"{which} ne tient pas ce poste {when}"
                if not fixed.line
                else f"{which} n’a pas ce poste {when}",
                remedy="Corrigez le jour, la lettre ou la ligne.",
            )
        if len(holding) > 1:
            raise self.bad(
                path,
                f"plusieurs lignes tiennent ce poste {when}",
                remedy=f"Précisez : @{' ou @'.join(line.id for line in holding)}.",
            )
        (line,) = holding
        if name not in line.eligible:
            raise self.bad(
                path,
                f"{name} ne peut pas tenir la ligne « {line.id} »",
                remedy="Corrigez « who » dans la ligne, ou l’affectation.",
            )
        return replace(fixed, line=line.id)

    def _on_shift(self, fixed: Fixed, name: str, shift: Shift, path: KeyPath) -> Fixed:
        """The shift decided beforehand, which the intern must be able to hold."""
        if fixed.kind is not shift.kind:
            letter = "N" if shift.half_day is HalfDay.NIGHT else "J"
            raise self.bad(
                path,
                f"le poste « {shift.id} » s’écrit avec la lettre {letter}",
                remedy=f"{letter}@{shift.id}",
            )
        if name not in shift.eligible:
            raise self.bad(
                path,
                f"{name} ne peut pas tenir le poste « {shift.id} »",
                remedy="Corrigez « only » ou « skill » dans le poste, ou l’affectation.",
            )
        return fixed

    def check_fixed_once(self, interns: Sequence[Intern]) -> None:
        """A duty is fixed for one intern at most."""
        holders: dict[tuple[str, int, HalfDay], str] = {}
        for i, intern in enumerate(interns):
            for fixed in intern.fixed:
                if not fixed.line or fixed.line in self.shifts:
                    continue
                key = (fixed.line, fixed.day, fixed.half_day)
                if key in holders:
                    raise self.bad(
                        ("interns", i, "fixed"),
                        f"{holders[key]} et {intern.name} ont le même poste de « {fixed.line} » "
                        f"le {date.fromordinal(fixed.day):%d/%m/%Y}",
                        remedy="Un poste est tenu par une personne.",
                    )
                holders[key] = intern.name
