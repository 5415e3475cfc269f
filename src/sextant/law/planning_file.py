"""Reads one person's planning (or record of what was worked) into a timeline that the auditor can judge.

Weeks are written in the week notation, from a Monday; what it cannot say is written as dated activities.
The same form serves the examples of the rules (``law/texts``) and files handed in by an intern; it is
described in ``docs/reference/formats.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from os import PathLike
from typing import Any

from sextant.almanac.activity import ABSENCES, Activity, CallOut, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import zone_of
from sextant.almanac.hours import Clock, Hours
from sextant.almanac.hours_form import read_clock, read_length, read_moment
from sextant.almanac.notation import parse_week
from sextant.almanac.span import instant
from sextant.almanac.timeline import Timeline, timeline
from sextant.document import Document, read_document
from sextant.errors import BadInput, BadNotation, BadTimeline, Place
from sextant.form import KeyPath, to_day
from sextant.law.line import Line
from sextant.law.planning_form import MAX_WEEKS, ActivityForm, PlanningForm
from sextant.law.records import read_records
from sextant.law.settings import Settings

_NIGHT_DUTIES = (Kind.GARDE_NUIT, Kind.DEMI_GARDE)
_NOON, _EVENING, _LATE = 12 * 60 + 30, 17 * 60, 16 * 60
_LONGEST_DAY_DUTY = 20 * 60


@dataclass(frozen=True, slots=True)
class Planning:
    """What a planning file says: a timeline, the readings chosen, the duty lines it tells of."""

    timeline: Timeline
    settings: Settings
    lines: tuple[Line, ...] = ()


def read_planning(path: str | PathLike[str]) -> Planning:
    """The planning of a YAML (or JSON) file. Raises BadFile, BadDocument, BadNotation or BadTimeline."""
    return planning_of(read_document(path))


def planning_from(data: Mapping[str, Any], name: str = "planning", *, start: date | None = None) -> Planning:
    """The planning written in plain values (a rule's example, a line typed in a terminal).

    ``start`` is the first day when ``from`` is not written. Raises as :func:`read_planning`, without lines.
    """
    return planning_of(Document(name, dict(data), {}), start=start)


def planning_of(document: Document, *, start: date | None = None) -> Planning:
    """The planning of a document. Raises BadDocument, BadNotation or BadTimeline."""
    form = document.validate(PlanningForm)
    if "settings" in document.data:
        document.validate(Settings, ("settings",), strict=True)
    return _Reader(document, form, start).planning()


class _Reader:
    """What the keys of one planning mean together."""

    def __init__(self, document: Document, form: PlanningForm, start: date | None) -> None:
        self.document, self.form = document, form
        if form.since is None and start is None:
            raise document.bad(
                ("from",), "la clé « from » manque", remedy="Écrivez par exemple « from: 2026-11-02 »."
            )
        self.first: date = form.since or start or date.min
        try:
            self.zone = zone_of(form.person.territory)
        except BadInput as error:
            raise document.bad(("person", "territory"), error.what, remedy=error.remedy) from None
        try:
            self.hours: Hours = form.hours.hours(
                form.settings.demi_garde_end, form.settings.university_minutes
            )
        except ValueError as error:  # the hours themselves were checked by their form
            raise document.bad(("settings", "demi_garde_end"), str(error)) from None

    def planning(self) -> Planning:
        form = self.form
        weeks = self._weeks()
        written = [*self._notation(weeks), *self._dated()]
        last = self._last(len(weeks), [activity for activity, _ in written])
        return Planning(self._timeline(last, written), form.settings, tuple(self._lines(last)))

    # -- weeks in letters ------------------------------------------------------------------------

    def _weeks(self) -> list[tuple[str, KeyPath]]:
        """Each week in letters, with the place where it is written."""
        form = self.form
        if form.week is not None and form.weeks:
            raise self.document.bad(
                ("week",), "« week » et « weeks » sont écrites toutes deux", remedy="Gardez « weeks »."
            )
        lines: list[tuple[str, KeyPath]] = [(w, ("weeks", i)) for i, w in enumerate(form.weeks)]
        if form.week is not None:
            lines = [(form.week, ("week",))]
        weeks = [
            (week, path) for text, path in lines for week in re.split(r"[|\n]", text) if week.strip()
        ] * form.repeat
        if len(weeks) > MAX_WEEKS:
            raise self.document.bad(
                ("weeks",), f"il y a plus de {MAX_WEEKS} semaines", remedy="Faites deux fichiers."
            )
        if weeks and self.first.weekday() != 0:
            monday = self.first - timedelta(days=self.first.weekday())
            raise self.document.bad(
                ("from",), f"le {self.first:%d/%m/%Y} n’est pas un lundi",
                why="une semaine en lettres va du lundi au dimanche", remedy=f"Écrivez « from: {monday} ».",
            )  # fmt: skip
        return weeks

    def _notation(self, weeks: Sequence[tuple[str, KeyPath]]) -> Iterator[tuple[Activity, KeyPath]]:
        for i, (week, path) in enumerate(weeks):
            monday = self.first + timedelta(weeks=i)
            try:
                activities = parse_week(
                    week, monday, hours=self.hours, zone=self.zone, territory=self.form.person.territory
                )
            except BadNotation as error:
                raise error.at(self._place(path, error)) from None
            for activity in activities:
                yield activity, path

    def _place(self, path: KeyPath, error: BadInput) -> Place:
        """The place in the file, and the word that the notation blames."""
        place = self.document.place(path)
        return Place(place.file, place.line, place.cell, error.place.key or place.key)

    # -- dated activities ------------------------------------------------------------------------

    def _dated(self) -> Iterator[tuple[Activity, KeyPath]]:
        for i, form in enumerate(self.form.activities):
            path: KeyPath = ("activities", i)
            if form.kind in ABSENCES:
                yield from ((one, path) for one in self._absence(form, path))
            else:
                yield from ((one, path) for one in self._activity(form, path))

    def _moment(self, text: str, path: KeyPath) -> tuple[date, Clock]:
        try:
            return read_moment(text)
        except ValueError as error:
            raise self.document.bad(path, str(error)) from None

    def _absence(self, form: ActivityForm, path: KeyPath) -> Iterator[Activity]:
        """One activity for each day, both ends included."""
        days = []
        for key, text in (("from", form.since), ("to", form.until or form.since)):
            try:
                day = to_day(text)
            except ValueError as error:
                raise self.document.bad(
                    (*path, key), str(error), why="une absence se compte en jours"
                ) from None
            assert isinstance(day, date)
            days.append(day)
        first, last = days
        if last < first:
            raise self.document.bad(
                (*path, "to"), f"la fin ({last:%d/%m/%Y}) est avant le début ({first:%d/%m/%Y})"
            )
        if (last - first).days > 400:
            raise self.document.bad((*path, "to"), "cette absence dépasse un an", remedy="Vérifiez l’année.")
        for day in range(first.toordinal(), last.toordinal() + 1):
            start, end = (instant(day, clock, self.zone) for clock in self.hours.day_duty)
            yield Activity(form.kind, day, HalfDay.MORNING, start, end)

    def _activity(self, form: ActivityForm, path: KeyPath) -> Iterator[Activity]:
        day, clock = self._moment(form.since, (*path, "from"))
        if form.until is None:
            raise self.document.bad((*path, "to"), "la clé « to » manque",
                                    remedy="Écrivez par exemple « to: 2026-11-05 08:30 ».")  # fmt: skip
        last, last_clock = self._moment(form.until, (*path, "to"))
        start, end = self._instant(day, clock), self._instant(last, last_clock)
        if end <= start:
            raise self.document.bad((*path, "to"), "cette activité finit avant de commencer",
                                    remedy="Une garde de nuit finit le lendemain.")  # fmt: skip
        self._refuse_day_and_night(form, clock, end - start, path)
        if (
            form.kind is Kind.STAGE
            and self._halves(form, clock, (last - day).days * 1440 + last_clock, path) == 2
        ):
            noon = self._instant(day, self.hours.morning[1])
            middle = noon if start < noon < end else start + (end - start) // 2
            yield self._one(form, day, HalfDay.MORNING, start, middle)
            yield self._one(form, day, HalfDay.AFTERNOON, middle, end)
            return
        calls = tuple(self._call_outs(form, day, clock, start, end, path))
        yield self._one(form, day, half_day_of(form.kind, clock), start, end, calls)

    def _refuse_day_and_night(self, form: ActivityForm, clock: Clock, minutes: int, path: KeyPath) -> None:
        """A garde of 24 hours is a day and a night: written as one, it would be counted as half of it."""
        if (form.kind is Kind.GARDE_NUIT and clock < _NOON) or (
            form.kind is Kind.GARDE_JOUR and minutes >= _LONGEST_DAY_DUTY
        ):
            raise self.document.bad(
                path, "une garde de 24 heures s’écrit en deux : le jour, puis la nuit",
                why="le jour et la nuit se décomptent chacun",
                remedy="Écrivez une garde-jour (ou un stage le samedi matin), puis une garde-nuit.",
            )  # fmt: skip

    def _halves(self, form: ActivityForm, clock: Clock, end_clock: Clock, path: KeyPath) -> int:
        if form.half_days is None and clock < _NOON and end_clock >= _LATE:
            raise self.document.bad(
                path, "ce stage va du matin au soir sans dire combien de demi-journées il compte",
                remedy="Ajoutez « half_days: 2 » (ou 1), ou écrivez le matin et l’après-midi à part.",
            )  # fmt: skip
        return form.half_days or 1

    def _one(
        self,
        form: ActivityForm,
        day: date,
        half_day: HalfDay,
        start: int,
        end: int,
        call_outs: tuple[CallOut, ...] = (),
    ) -> Activity:
        return Activity(
            kind=form.kind,
            day=day.toordinal(),
            half_day=half_day,
            start=start,
            end=end,
            line=form.line,
            site=form.site,
            call_outs=call_outs,
            no_pause=form.no_pause,
            imposed=form.imposed,
            consent=form.consent,
            no_senior=form.no_senior,
        )

    def _call_outs(
        self, form: ActivityForm, day: date, clock: Clock, start: int, end: int, path: KeyPath
    ) -> Iterator[CallOut]:
        if form.call_outs and form.kind is not Kind.ASTREINTE:
            raise self.document.bad((*path, "call_outs"), "seule une astreinte a des déplacements")
        previous = start
        for j, call in enumerate(form.call_outs):
            here = (*path, "call_outs", j)
            since = self._call_moment(call.since, day, clock, (*here, "from"))
            until = self._call_moment(call.until, day, clock, (*here, "to"))
            length = until - since
            try:
                on_site = length if call.on_site is None else read_length(call.on_site)
            except ValueError as error:
                raise self.document.bad((*here, "on_site"), str(error)) from None
            if length <= 0:
                raise self.document.bad((*here, "to"), "ce déplacement finit avant de commencer")
            if on_site > length:
                raise self.document.bad(
                    (*here, "on_site"), "le temps sur place dépasse le déplacement entier"
                )
            if not start <= since < end:
                raise self.document.bad((*here, "from"), "ce déplacement commence hors de l’astreinte")
            if since < previous:
                raise self.document.bad(here, "ce déplacement commence avant la fin du précédent",
                                        remedy="Écrivez-les dans l’ordre, sans chevauchement.")  # fmt: skip
            previous = until
            yield CallOut(since, until, on_site)

    def _call_moment(self, text: str, day: date, clock: Clock, path: KeyPath) -> int:
        """A clock alone falls within the astreinte: before its start, it is the next day's."""
        try:
            if "-" in text:
                return self._instant(*read_moment(text))
            at = read_clock(text)
        except ValueError as error:
            raise self.document.bad(path, str(error)) from None
        return self._instant(day, at if at >= clock else at + 1440)

    def _instant(self, day: date, clock: Clock) -> int:
        return instant(day.toordinal(), clock, self.zone)

    # -- the whole -------------------------------------------------------------------------------

    def _last(self, weeks: int, activities: Sequence[Activity]) -> date:
        if self.form.until is not None:
            if self.form.until < self.first:
                raise self.document.bad(
                    ("to",), f"la fin ({self.form.until:%d/%m/%Y}) est avant le début ({self.first:%d/%m/%Y})"
                )
            if (self.form.until - self.first).days >= MAX_WEEKS * 7:
                raise self.document.bad(
                    ("to",), f"la période dépasse {MAX_WEEKS} semaines", remedy="Vérifiez l’année."
                )
            return self.form.until
        if not (weeks or activities or self.form.lines or self.form.records):
            raise self.document.bad((), "ce planning est vide : ni « weeks », ni « activities », ni « to »",
                                    remedy="Écrivez par exemple « weeks: [\"MA MAN .. MA MA .. ..\"] ».")  # fmt: skip
        monday = self.first - timedelta(days=self.first.weekday())
        latest = max([self.first.toordinal(), *(activity.day for activity in activities)])
        weeks = max(weeks, (latest - monday.toordinal()) // 7 + 1)
        if weeks > MAX_WEEKS:
            raise self.document.bad(
                ("activities",), f"la période dépasse {MAX_WEEKS} semaines", remedy="Vérifiez l’année."
            )
        return monday + timedelta(weeks=weeks, days=-1)

    def _timeline(self, last: date, written: Sequence[tuple[Activity, KeyPath]]) -> Timeline:
        person = self.form.person.person(self.form.person.territory, self.zone)
        activities = [activity for activity, _ in written]
        records = read_records(self.document, ("records",), self.form.records)

        def build(count: int) -> Timeline:
            return timeline(person, self.first, last, activities[:count], self.form.nature, records)

        try:
            return build(len(activities))
        except BadTimeline as whole:
            error = whole
            # The line to show is that of the first activity that cannot stand beside the ones before it.
            good, bad = 0, len(activities)
            while bad - good > 1:
                middle = (good + bad) // 2
                try:
                    build(middle)
                    good = middle
                except BadTimeline as sooner:
                    bad, error = middle, sooner
            raise error.at(self.document.place(written[bad - 1][1])) from None

    def _lines(self, last: date) -> Iterator[Line]:
        for i, one in enumerate(self.form.lines):
            yield Line(
                one.name, one.interns, self.first, one.senior_roster, one.nights, one.free_days, one.weeks,
                read_records(self.document, ("lines", i, "records"), one.records),
            )  # fmt: skip


def half_day_of(kind: Kind, clock: Clock) -> HalfDay:
    """The part of the day that an activity starting at ``clock`` belongs to."""
    if kind in _NIGHT_DUTIES:
        return HalfDay.NIGHT
    if kind is Kind.GARDE_JOUR or clock < _NOON:
        return HalfDay.MORNING
    if kind is Kind.STAGE or clock < _EVENING:
        return HalfDay.AFTERNOON
    return HalfDay.NIGHT
