"""Reads the shifts and the policies of a ward's file: names that must exist, days of the period, skills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.hours_form import read_clocks
from sextant.form import KeyPath, did_you_mean
from sextant.roster.policies.called import Called
from sextant.roster.policies.cover import Cover
from sextant.roster.policies.minutes_between import MinutesBetween
from sextant.roster.policies.moves import Moves
from sextant.roster.policies.number_between import NumberBetween
from sextant.roster.policies.policy import Policy
from sextant.roster.policies.request import Request
from sextant.roster.policies.rest_run import RestRun
from sextant.roster.policies.spread import Spread
from sextant.roster.policies.succession import Succession
from sextant.roster.policies.weekends_at_most import WeekendsAtMost
from sextant.roster.policies.weekends_running import WeekendsRunning
from sextant.roster.policies.whole_weekends import WholeWeekends
from sextant.roster.policies.work_run import WorkRun
from sextant.roster.policy_form import PolicyForm, ShiftForm
from sextant.roster.problem import Shift
from sextant.roster.ward_frame import Frame

_DAY, _NOON, _EVENING = 24 * 60, 12 * 60, 17 * 60


def read_shifts(frame: Frame) -> tuple[Shift, ...]:
    """The shifts, in the order of the file. Raises an error with its place for what cannot be true."""
    lines = [line.id for line in frame.form.lines]
    shifts = tuple(_shift(frame, i, form, lines) for i, form in enumerate(frame.form.shifts))
    if not shifts and not frame.form.normal_service and not lines:
        raise frame.document.bad(
            ("normal_service",), "il n’y a rien à planifier : ni service normal, ni poste, ni ligne",
            remedy="Ajoutez d’abord un poste ou une ligne.",
        )  # fmt: skip
    return shifts


def read_policies(frame: Frame) -> tuple[Policy, ...]:
    """The policies, shape by shape. Raises an error with its place for what cannot be true."""
    return tuple(_Reader(frame).policies())


def _shift(frame: Frame, i: int, form: ShiftForm, lines: Sequence[str]) -> Shift:
    path: KeyPath = ("shifts", i)
    if form.id in lines:
        raise frame.document.bad(
            (*path, "id"),
            f"une ligne s’appelle déjà « {form.id} »",
            remedy="Donnez un autre identifiant au poste.",
        )
    start, end = read_clocks(form.hours)
    if start < _EVENING and end <= _DAY and end - start < _DAY:
        kind, half_day = Kind.GARDE_JOUR, HalfDay.MORNING
    elif start >= _NOON:
        kind, half_day = Kind.GARDE_NUIT, HalfDay.NIGHT
    else:
        raise frame.document.bad(
            (*path, "hours"), f"un poste de {form.hours} n’est ni de jour ni de nuit",
            remedy="Un poste de jour finit avant minuit ; un poste de nuit commence après midi. Coupez-le en deux.",
        )  # fmt: skip
    for j, name in enumerate(form.only):
        if name not in frame.names:
            raise frame.unknown_intern(name, (*path, "only", j))
    skilled = with_skill(frame, form.skill, (*path, "skill"))
    eligible = tuple(name for name in skilled if not form.only or name in form.only)
    if not eligible:
        raise frame.document.bad(
            path, f"personne ne peut tenir le poste « {form.id} »", remedy="Élargissez « only » ou « skill »."
        )
    minutes = end - start if form.minutes is None else form.minutes
    return Shift(form.id, form.name or form.id, kind, start, end, minutes, eligible, half_day)


def with_skill(frame: Frame, skill: str, path: KeyPath) -> tuple[str, ...]:
    """Those who have a skill, in the order of the file; everybody when none is asked. Raises when nobody has it."""
    known = sorted({one for intern in frame.form.interns for one in intern.skills})
    if skill and skill not in known:
        raise frame.document.bad(
            path, f"personne n’a la compétence « {skill} »", remedy=did_you_mean(skill, known)
        )
    return tuple(one.name for one in frame.form.interns if not skill or skill in one.skills)


class _Reader:
    """What the keys of a policy mean."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.known = [*(shift.id for shift in frame.form.shifts), *(line.id for line in frame.form.lines)]
        self.forms = frame.form.policies

    def policies(self) -> Iterator[Policy]:
        """All of them, in the order of the form."""
        forms = self.forms
        for i, succession in enumerate(forms.successions):
            path: KeyPath = ("policies", "successions", i)
            days = self.some_days(succession.days, (*path, "days"))
            if succession.days and not days:
                continue  # it speaks of no day of this period
            yield Succession(
                who=self.who(succession, path),
                weight=succession.weight,
                first=self.posts(succession.first, (*path, "first")),
                then=self.posts(succession.then, (*path, "then")),
                after=succession.after,
                days=days,
            )
        for i, number in enumerate(forms.numbers):
            path = ("policies", "numbers", i)
            days = self.some_days(number.days, (*path, "days"))
            if number.days and not days:
                continue
            yield NumberBetween(
                who=self.who(number, path),
                weight=number.weight,
                posts=self.posts(number.posts, (*path, "posts")),
                at_least=number.at_least,
                at_most=number.at_most,
                days=days,
            )
        for i, minutes in enumerate(forms.minutes):
            path = ("policies", "minutes", i)
            days = self.some_days(minutes.days, (*path, "days"))
            if minutes.days and not days:
                continue
            yield MinutesBetween(
                who=self.who(minutes, path),
                weight=minutes.weight,
                at_least=minutes.at_least,
                at_most=minutes.at_most,
                days=days,
            )
        yield from self._weekends()
        yield from self._runs()
        yield from self._days()

    def _weekends(self) -> Iterator[Policy]:
        for i, form in enumerate(self.forms.weekends):
            path: KeyPath = ("policies", "weekends", i)
            posts = self.posts(form.posts, (*path, "posts"))
            yield WeekendsAtMost(
                who=self.who(form, path), weight=form.weight, at_most=form.at_most, posts=posts
            )
        for i, form in enumerate(self.forms.weekends_running):
            path = ("policies", "weekends_running", i)
            posts = self.posts(form.posts, (*path, "posts"))
            yield WeekendsRunning(
                who=self.who(form, path), weight=form.weight, at_most=form.at_most, posts=posts
            )
        for i, whole in enumerate(self.forms.whole_weekends):
            yield WholeWeekends(who=self.who(whole, ("policies", "whole_weekends", i)), weight=whole.weight)

    def _runs(self) -> Iterator[Policy]:
        for i, run in enumerate(self.forms.work_runs):
            path: KeyPath = ("policies", "work_runs", i)
            posts = self.posts(run.posts, (*path, "posts"))
            yield WorkRun(
                who=self.who(run, path),
                weight=run.weight,
                posts=posts,
                at_least=run.at_least,
                at_most=run.at_most,
            )
        for i, rest in enumerate(self.forms.rest_runs):
            path = ("policies", "rest_runs", i)
            posts = self.posts(rest.posts, (*path, "posts"))
            yield RestRun(who=self.who(rest, path), weight=rest.weight, posts=posts, at_least=rest.at_least)

    def _days(self) -> Iterator[Policy]:
        for i, spread in enumerate(self.forms.spreads):
            path: KeyPath = ("policies", "spreads", i)
            days = self.some_days(spread.days, (*path, "days"))
            if spread.days and not days:
                continue
            yield Spread(
                who=self.who(spread, path),
                weight=spread.weight,
                posts=self.posts(spread.posts, (*path, "posts")),
                within=spread.within,
                days=days,
            )
        for i, called in enumerate(self.forms.called):
            path = ("policies", "called", i)
            posts = self.posts(called.posts, (*path, "posts"))
            yield Called(who=self.who(called, path), weight=called.weight, posts=posts)
        for i, moves in enumerate(self.forms.moves):
            path = ("policies", "moves", i)
            groups = tuple(
                self.posts(group, (*path, "groups", j), shifts_only=True)
                for j, group in enumerate(moves.groups)
            )
            yield Moves(who=self.who(moves, path), weight=moves.weight, groups=groups, before=moves.before)
        for i, cover in enumerate(self.forms.cover):
            path = ("policies", "cover", i)
            if not (days := self.frame.days(cover.days, (*path, "days"))):
                continue
            yield Cover(
                who=self.who(cover, path),
                posts=self.posts(cover.posts, (*path, "posts")),
                days=days,
                needed=cover.needed,
                under=cover.under,
                over=cover.over,
            )
        for i, request in enumerate(self.forms.requests):
            path = ("policies", "requests", i)
            if not (days := self.frame.days(request.days, (*path, "days"))):
                continue
            yield Request(
                who=self.who(request, path),
                weight=request.weight,
                posts=self.posts(request.posts, (*path, "posts")),
                days=days,
                wanted=request.wanted,
            )

    def who(self, form: PolicyForm, path: KeyPath) -> tuple[str, ...]:
        """The people named, or those who have the skill; nobody named and no skill: everybody."""
        for j, name in enumerate(form.who):
            if name not in self.frame.names:
                raise self.frame.unknown_intern(name, (*path, "who", j))
        if not form.skill:
            return tuple(form.who)
        skilled = with_skill(self.frame, form.skill, (*path, "skill"))
        found = tuple(name for name in skilled if not form.who or name in form.who)
        if not found:
            raise self.frame.document.bad(
                path,
                f"aucune de ces personnes n’a la compétence « {form.skill} »",
                remedy="Nommez d’autres personnes, ou une autre compétence.",
            )
        return found

    def some_days(self, phrases: Sequence[str] | None, path: KeyPath) -> frozenset[int]:
        """The days that phrases name; none when none is written."""
        return self.frame.days(phrases, path) if phrases else frozenset()

    def posts(self, names: Sequence[str], path: KeyPath, *, shifts_only: bool = False) -> tuple[str, ...]:
        """The posts, which must be shifts or lines of the ward."""
        shifts = [shift.id for shift in self.frame.form.shifts]
        for j, name in enumerate(names):
            if shifts_only and name in self.known and name not in shifts:
                raise self.frame.document.bad(
                    (*path, j),
                    f"« {name} » est une ligne, et une place est faite de postes",
                    remedy=did_you_mean(name, shifts),
                )
            if name not in self.known:
                raise self.frame.document.bad(
                    (*path, j),
                    f"« {name} » n’est ni un poste ni une ligne de ce service",
                    remedy=did_you_mean(name, self.known),
                )
        return tuple(names)
