"""Reads a ward's file into a problem, and refuses nonsense on arrival, with the line where it is written.

:mod:`sextant.roster.ward_form` says which keys exist; here is what they mean together: names that must
exist, days that must lie in the period, things that cannot both be true.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from os import PathLike
from typing import Any, TypeVar

from sextant.almanac.activity import ABSENCES, Activity
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday, zone_of
from sextant.almanac.hours import Hours
from sextant.almanac.hours_form import read_clocks, read_moment
from sextant.almanac.notation import parse_week
from sextant.almanac.span import instant
from sextant.document import Document, read_document
from sextant.errors import BadInput, BadNotation
from sextant.form import KeyPath, did_you_mean
from sextant.law.records import read_records
from sextant.law.settings import Settings
from sextant.roster.day_words import days_of, refuse_outside, says
from sextant.roster.problem import (
    Duty,
    DutyLine,
    DutyWish,
    Fixed,
    History,
    Intern,
    Leave,
    PersonalWish,
    Presence,
    Problem,
    Weights,
)
from sextant.roster.usual_duties import duty_half_day, usual_duties, usual_hours
from sextant.roster.ward_form import DUTY_KINDS, DutyWishForm, InternForm, LineForm, PresenceForm, WardForm

FormOfWard = TypeVar("FormOfWard", bound=WardForm)

MAX_WEEKS = 27
"""A semester of placement is 26 weeks, and may touch a 27th."""

_BOTH = (HalfDay.MORNING, HalfDay.AFTERNOON)
_HALVES = {"matin": (HalfDay.MORNING,), "apres-midi": (HalfDay.AFTERNOON,), "les-deux": _BOTH}


def read_ward(path: str | PathLike[str]) -> Problem:
    """The problem described by a YAML (or JSON) file. Raises BadFile or BadDocument."""
    return problem_of(read_document(path))


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a ward file, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Service (Sextant)",
        **WardForm.model_json_schema(by_alias=True),
    }


def problem_of(document: Document, form: WardForm | None = None) -> Problem:
    """The problem written in a document (a file, or a workbook). Raises BadDocument or BadCell."""
    return _Reader(document, form or ward_form(document, WardForm)).problem()


def ward_form(document: Document, form: type[FormOfWard]) -> FormOfWard:
    """The document as a form. Raises BadDocument for the first key or value that does not fit."""
    read = document.validate(form)
    if "settings" in document.data:
        document.validate(Settings, ("settings",), strict=True)
    return read


class _Reader:
    """What the keys of one ward mean together."""

    def __init__(self, document: Document, form: WardForm) -> None:
        self.document, self.form = document, form
        self.first, self.last = form.since, form.until
        self._check_period()
        try:
            self.zone = zone_of(form.territory)
        except BadInput as error:
            raise document.bad(("territory",), error.what, remedy=error.remedy) from None
        try:
            self.hours: Hours = form.hours.hours(
                form.settings.demi_garde_end, form.settings.university_minutes
            )
        except ValueError as error:  # the hours themselves were checked by their form
            raise document.bad(("settings", "demi_garde_end"), str(error)) from None
        self.names = [intern.name for intern in form.interns]

    def problem(self) -> Problem:
        form = self.form
        self._check_unique("interns", [n.casefold() for n in self.names], "deux internes portent le même nom",
                           "Ajoutez une initiale : deux personnes ne peuvent pas avoir le même nom ici.")  # fmt: skip
        self._check_unique("lines", [line.id for line in form.lines], "deux lignes ont le même identifiant",
                           "Donnez un identifiant à chacune.")  # fmt: skip
        lines = tuple(self._line(i, line) for i, line in enumerate(form.lines))
        interns = tuple(self._intern(i, intern, lines) for i, intern in enumerate(form.interns))
        self._check_fixed_once(interns)
        return Problem(
            ward=form.ward,
            first=self.first,
            last=self.last,
            interns=interns,
            lines=lines,
            presence=self._presence(),
            hospital=form.hospital,
            territory=form.territory,
            zone=self.zone,
            hours=self.hours,
            weights=Weights(**form.weights.model_dump()),
            settings=form.settings,
            records=read_records(self.document, ("records",), form.records),
            signatories={k: v for k, v in form.signatories.model_dump().items() if v},
        )

    # -- the whole -------------------------------------------------------------------------------

    def _check_period(self) -> None:
        first, last = self.first, self.last
        if last < first:
            raise self.document.bad(
                ("to",), f"la période finit le {last:%d/%m/%Y}, avant de commencer le {first:%d/%m/%Y}"
            )
        if (last - first).days >= MAX_WEEKS * 7:
            raise self.document.bad(
                ("to",),
                f"la période dépasse {MAX_WEEKS} semaines",
                remedy="Un tableau couvre un stage au plus.",
            )

    def _check_unique(self, key: str, ids: Sequence[str], what: str, remedy: str) -> None:
        seen: dict[str, int] = {}
        for i, one in enumerate(ids):
            if one in seen:
                before = self.document.place((key, seen[one]))
                where = before.cell or f"ligne {before.line}"
                raise self.document.bad(
                    (key, i), f"{what} (« {one} »)", why=f"le premier : {where}", remedy=remedy
                )
            seen[one] = i

    def _holiday(self, day: int) -> bool:
        return is_holiday(day, self.form.territory)

    def _days(self, phrases: Sequence[str], path: KeyPath) -> frozenset[int]:
        for i, phrase in enumerate(phrases):
            try:
                refuse_outside(says(phrase), self.first, self.last)
            except ValueError as error:
                raise self.document.bad(
                    (*path, i), str(error), remedy="Corrigez la date ou la période."
                ) from None
        return days_of(phrases, self.first, self.last, self._holiday)

    def _inside(self, day: date, path: KeyPath) -> None:
        if not self.first <= day <= self.last:
            raise self.document.bad(
                path,
                f"le {day:%d/%m/%Y} est hors de la période du {self.first:%d/%m/%Y} au {self.last:%d/%m/%Y}",
                remedy="Corrigez la date, ou ne gardez que ce qui tombe dans la période.",
            )

    # -- lines -----------------------------------------------------------------------------------

    def _line(self, i: int, line: LineForm) -> DutyLine:
        path: KeyPath = ("lines", i)
        ours = self._days(line.shared.ours, (*path, "shared", "ours")) if line.shared else None
        duties = []
        for duty in self._duties(line, path):
            days = duty.days if ours is None else duty.days & ours
            if days:
                duties.append(replace(duty, days=days))
        if not duties:
            raise self.document.bad(path, f"la ligne « {line.id} » n’a aucun poste dans la période",
                                    remedy="Vérifiez ses jours (« days », « ours ») ou retirez-la.")  # fmt: skip
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
            records=read_records(self.document, (*path, "records"), line.records),
        )

    def _duties(self, line: LineForm, path: KeyPath) -> Iterator[Duty]:
        if line.duties is None:
            for kind, phrases, span in usual_duties(line.kind, self.hours):
                days = days_of(phrases, self.first, self.last, self._holiday)
                yield Duty(kind, days, *span, duty_half_day(kind, span[0]))
            return
        for j, duty in enumerate(line.duties):
            days = self._days(duty.days, (*path, "duties", j, "days"))
            span = read_clocks(duty.hours) if duty.hours else usual_hours(duty.kind, self.hours)
            yield Duty(duty.kind, days, *span, duty_half_day(duty.kind, span[0]))

    def _check_apart(self, duties: Sequence[Duty], path: KeyPath, name: str) -> None:
        """Two duties of one line never start in the same half-day."""
        taken: set[tuple[int, HalfDay]] = set()
        for duty in duties:
            twice = sorted(day for day in duty.days if (day, duty.half_day) in taken)
            if twice:
                raise self.document.bad(
                    path, f"la ligne « {name} » a deux postes au même moment le {date.fromordinal(twice[0]):%d/%m/%Y}",
                    remedy="Faites deux lignes, ou des jours distincts (« samedi hors férié »).",
                )  # fmt: skip
            taken.update((day, duty.half_day) for day in duty.days)

    def _eligible(self, line: LineForm, path: KeyPath) -> tuple[str, ...]:
        for key, names in (("only", line.who.only), ("except", line.who.but)):
            for j, name in enumerate(names):
                if name not in self.names:
                    raise self._unknown_intern(name, (*path, "who", key, j))
        eligible = tuple(
            intern.name
            for intern in self.form.interns
            if (not line.who.phases or intern.phase in line.who.phases)
            and intern.semester >= line.who.min_semester
            and (not line.who.only or intern.name in line.who.only)
            and intern.name not in line.who.but
        )
        if not eligible:
            raise self.document.bad((*path, "who"), f"aucun interne ne peut tenir la ligne « {line.id} »",
                                    remedy="Élargissez « who », ou retirez la ligne.")  # fmt: skip
        return eligible

    def _unknown_intern(self, name: str, path: KeyPath) -> Exception:
        return self.document.bad(path, f"« {name} » n’est pas un interne de ce service",
                                 remedy=did_you_mean(name, self.names))  # fmt: skip

    # -- interns ---------------------------------------------------------------------------------

    def _intern(self, i: int, form: InternForm, lines: Sequence[DutyLine]) -> Intern:
        path: KeyPath = ("interns", i)
        person = form.person(self.form.territory, self.zone)
        if person.trimester is None and self.form.trimester is not None:
            person = replace(person, trimester=(self.form.trimester.since, self.form.trimester.until))
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
            self._inside(one.since, (*here, "from"))
            self._inside(one.until, (*here, "to"))
            for before in leaves:
                if one.since <= before.last and before.first <= one.until:
                    raise self.document.bad(
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
            for day in sorted(self._days([phrase], here[:-1])):
                if words.dates is None and (day in away or (self._holiday(day) and words.holiday is None)):
                    continue
                if day in away:
                    raise self.document.bad(
                        here, f"{form.name} est absent(e) le {date.fromordinal(day):%d/%m/%Y}",
                        remedy="Retirez cette demi-journée universitaire, ou l’absence.",
                    )  # fmt: skip
                found.add((day, words.half_day))
        return frozenset(found)

    def _personal_wishes(self, form: InternForm, path: KeyPath) -> tuple[PersonalWish, ...]:
        wishes = []
        for j, wish in enumerate(form.wishes.personal):
            for phrase in wish.when:
                words = says(phrase)
                if words.dates or words.week_parity is not None or words.holiday is not None:
                    raise self.document.bad(
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
            ids = [line.id for line in self.form.lines]
            if wish.line and wish.line not in ids:
                raise self._unknown_line(wish.line, (*path, j, "line"))
            yield DutyWish(prefer, self._days(wish.days, (*path, j, "days")), wish.weight, wish.line)

    def _unknown_line(self, name: str, path: KeyPath) -> Exception:
        ids = [line.id for line in self.form.lines]
        return self.document.bad(path, f"la ligne « {name} » n’existe pas", remedy=did_you_mean(name, ids))

    def _history(self, form: InternForm, path: KeyPath) -> History:
        written = form.history
        end = None
        if written.last_duty_end is not None:
            here = (*path, "history", "last_duty_end")
            try:
                day, clock = read_moment(written.last_duty_end)
            except ValueError as error:
                raise self.document.bad(here, str(error)) from None
            if day > self.first:
                raise self.document.bad(
                    here, "la dernière garde d’avant finit après le premier jour de la période"
                )
            end = instant(day.toordinal(), clock, self.zone)
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
            self._inside(one.day, (*here, "day"))
            for activity in self._word(one.what, one.day, (*here, "what")):
                if activity.kind in ABSENCES:
                    raise self.document.bad((*here, "what"), "une absence s’écrit dans « leave »")
                fixed = Fixed(activity.kind, activity.day, activity.half_day, activity.line)
                if fixed.kind in DUTY_KINDS:
                    fixed = self._on_line(fixed, form.name, lines, (*here, "what"))
                when = f"le {one.day:%d/%m/%Y}"
                if fixed.day in away:
                    raise self.document.bad(here, f"{form.name} est absent(e) {when}, et « {one.what} » est imposé ce jour-là",
                                            remedy="Retirez l’un des deux.")  # fmt: skip
                slot = (fixed.day, fixed.half_day)
                if slot in taken:
                    raise self.document.bad(here, f"{form.name} a déjà {taken[slot]} {when}",
                                            remedy="Retirez l’un des deux.")  # fmt: skip
                taken[slot] = f"« {one.what} »"
                found.append(fixed)
        return tuple(found)

    def _word(self, word: str, day: date, path: KeyPath) -> Sequence[Activity]:
        week = [".."] * 7
        week[day.weekday()] = word
        monday = day - timedelta(days=day.weekday())
        if len(word.split()) != 1:
            raise self.document.bad(
                path, f"« {word:.40} » n’est pas un mot de la semaine", remedy="Écrivez par exemple N."
            )
        try:
            return parse_week(
                " ".join(week), monday, hours=self.hours, zone=self.zone, territory=self.form.territory
            )
        except BadNotation as error:
            raise self.document.bad(path, error.what, why=error.why, remedy=error.remedy) from None

    def _on_line(self, fixed: Fixed, name: str, lines: Sequence[DutyLine], path: KeyPath) -> Fixed:
        """The duty with its line, which must hold it on that day, and which the intern must be able to hold."""
        if fixed.line and fixed.line not in [line.id for line in lines]:
            raise self._unknown_line(fixed.line, path)
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
            raise self.document.bad(path, f"{which} ne tient pas ce poste {when}" if not fixed.line
                                    else f"{which} n’a pas ce poste {when}",
                                    remedy="Corrigez le jour, la lettre ou la ligne.")  # fmt: skip
        if len(holding) > 1:
            raise self.document.bad(path, f"plusieurs lignes tiennent ce poste {when}",
                                    remedy=f"Précisez : @{' ou @'.join(line.id for line in holding)}.")  # fmt: skip
        (line,) = holding
        if name not in line.eligible:
            raise self.document.bad(path, f"{name} ne peut pas tenir la ligne « {line.id} »",
                                    remedy="Corrigez « who » dans la ligne, ou l’affectation.")  # fmt: skip
        return replace(fixed, line=line.id)

    def _check_fixed_once(self, interns: Sequence[Intern]) -> None:
        holders: dict[tuple[str, int, HalfDay], str] = {}
        for i, intern in enumerate(interns):
            for fixed in intern.fixed:
                if not fixed.line:
                    continue
                key = (fixed.line, fixed.day, fixed.half_day)
                if key in holders:
                    raise self.document.bad(
                        ("interns", i, "fixed"),
                        f"{holders[key]} et {intern.name} ont le même poste de « {fixed.line} » "
                        f"le {date.fromordinal(fixed.day):%d/%m/%Y}",
                        remedy="Un poste est tenu par une personne.",
                    )
                holders[key] = intern.name

    # -- presence --------------------------------------------------------------------------------

    def _presence(self) -> tuple[Presence, ...]:
        needs: dict[tuple[int, HalfDay], Presence] = {}
        for i, rule in enumerate(self.form.presence):
            wanted = rule.minimum if rule.wanted is None else rule.wanted
            maximum = max(len(self.names), wanted) if rule.maximum is None else rule.maximum
            for day, half_day in self._presence_slots(rule, ("presence", i, "days")):
                needs[day, half_day] = Presence(day, half_day, rule.minimum, wanted, maximum)
        return tuple(needs[slot] for slot in sorted(needs))

    def _presence_slots(self, rule: PresenceForm, path: KeyPath) -> Iterator[tuple[int, HalfDay]]:
        """Half-days of normal service (Monday to Saturday morning), and free ones when they are named."""
        named = self._days(rule.days, path)
        read = [says(phrase) for phrase in rule.days]
        halves = {words.half_day for words in read if words.half_day is not None}
        for day in sorted(named):
            said = any(words.names_free_days and words.holds(day, self._holiday) for words in read)
            for half_day in _HALVES[rule.half_day]:
                if halves and half_day not in halves:
                    continue
                free = self._holiday(day) or (day - 1) % 7 == 6
                saturday_afternoon = (day - 1) % 7 == 5 and half_day is HalfDay.AFTERNOON
                if (free and not said) or (saturday_afternoon and not said and rule.half_day != "apres-midi"):
                    continue
                yield day, half_day


def example_ward(name: str = "nouveau") -> str:
    """The text of a file of ``roster/demo``: ``nouveau``, ``medecine-polyvalente`` or ``impossible``."""
    return (files("sextant.roster") / "demo" / f"{name}.yaml").read_text(encoding="utf-8")


EXAMPLE_WARD = example_ward()
"""What ``sextant roster new`` writes: commented, and solvable as it is."""
