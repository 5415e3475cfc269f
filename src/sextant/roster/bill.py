"""What a roster costs the ward, read from the roster alone: the second reading of its aims.

:mod:`sextant.roster.encode` tells each aim to the solver; here the same aims are counted on any roster, made by
hand, by a repair or by another program. Agreement tests ask both. Never imports the solver.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from math import ceil, floor

from sextant.almanac.activity import ABSENCES, Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.span import instant
from sextant.almanac.timeline import Nature, timeline
from sextant.law import say
from sextant.law.counting import CODE, load_counting
from sextant.law.library import Library, load
from sextant.law.reading import Reading
from sextant.law.rule import Force, Level
from sextant.law.shapes.count_at_most import CountAtMost, period_starts
from sextant.law.shapes.exempted import Exempted
from sextant.law.shapes.recovered_within import RecoveredWithin
from sextant.roster.fairness import HELD, NIGHTS, Post, fair_shares, is_weekend, past_of
from sextant.roster.problem import DutyWish, Intern
from sextant.roster.result import CostLine
from sextant.roster.roster import Roster


def bill(roster: Roster, library: Library | None = None) -> tuple[CostLine, ...]:
    """Every cost that the ward's weights put on this roster, dearest first. The law is not read here."""
    counted = _Bill(roster, library or load())
    return tuple(sorted(counted.lines(), key=lambda line: (-line.cost, line.day, line.what)))


def total(lines: Sequence[CostLine]) -> int:
    """What they cost together."""
    return sum(line.cost for line in lines)


class _Bill:
    """A roster, and what is looked up in it again and again."""

    def __init__(self, roster: Roster, library: Library) -> None:
        self.roster, self.problem, self.library = roster, roster.problem, library
        self.weights = roster.problem.weights
        self.lines_known = {line.id for line in roster.problem.lines}  # shifts are shared out by policies
        self.held = {i.name: roster.activities.get(i.name, ()) for i in roster.problem.interns}

    def lines(self) -> Iterator[CostLine]:
        """Each aim in turn."""
        yield from self.uncovered()
        yield from self.presence()
        yield from self.fairness()
        yield from self.beyond_normal_service()
        yield from self.half_days()
        yield from self.heavy_weeks()
        yield from self.wishes()

    def line(self, kind: str, what: str, amount: int, weight: int, day: int = 0) -> Iterator[CostLine]:
        """The line, when something is paid."""
        if amount > 0 and weight:
            yield CostLine(kind, what, amount, amount * weight, day)

    @cached_property
    def posts(self) -> list[Post]:
        """Every duty of every line that somebody could hold, whoever holds it."""
        every = (
            Post(line.id, duty.kind, day, duty.half_day)
            for line in self.problem.lines
            for duty in line.duties
            for day in duty.days
        )
        return sorted(every, key=lambda p: (p.day, p.half_day, p.line, p.kind))

    @cached_property
    def off(self) -> dict[str, set[int]]:
        """Days without service of each one: absences, and the Saturday after a Friday away."""
        found = {}
        for intern in self.problem.interns:
            first, last = self.problem.first.toordinal(), self.problem.last.toordinal()
            away = {
                d
                for leave in intern.leaves
                for d in range(leave.first.toordinal(), leave.last.toordinal() + 1)
                if first <= d <= last
            }
            found[intern.name] = away | {d + 1 for d in away if (d - 1) % 7 == 4}
        return found

    @cached_property
    def ends_next_day(self) -> set[Post]:
        """The posts that end on the day after."""
        return {
            Post(line.id, duty.kind, day, duty.half_day)
            for line in self.problem.lines
            for duty in line.duties
            for day in duty.days
            if instant(day, duty.end + (1440 if duty.end <= duty.start else 0), self.problem.zone)
            > instant(day + 1, 0, self.problem.zone)
        }

    def may_hold(self, intern: Intern, post: Post) -> bool:
        """On the line, there on its days, and not exempted."""
        line = next(line for line in self.problem.lines if line.id == post.line)
        days = {post.day, post.day + (post in self.ends_next_day)}
        if intern.name not in line.eligible or days & self.off[intern.name]:
            return False
        duty = Activity(post.kind, post.day, HalfDay.NIGHT, 0, 1, line=post.line)
        return not any(
            shape.why(intern.person, self.problem.records, duty, post.kind)
            for shape in self.exemptions
            if shape.concerns(intern.person)
        )

    @cached_property
    def exemptions(self) -> list[Exempted]:
        """Who may not be asked what, by law."""
        return [
            rule.shape
            for rule in self.library.rules
            if isinstance(rule.shape, Exempted)
            and rule.force is Force.LAW
            and rule.level_in(self.problem.settings) is Level.BREACH
        ]

    # -- lines and presence -----------------------------------------------------------------------------

    def uncovered(self) -> Iterator[CostLine]:
        """Duties that nobody holds."""
        held = {(a.line, a.kind, a.day, a.half_day) for own in self.held.values() for a in own if a.line}
        for line in self.problem.lines:
            for duty in line.duties:
                for day in sorted(duty.days):
                    if (line.id, duty.kind, day, duty.half_day) not in held:
                        what = f"ligne « {line.name} », {say.name(duty.kind)} du {say.day(day)} : personne"
                        yield from self.line("uncovered", what, 1, self.weights.uncovered, day)

    def presence(self) -> Iterator[CostLine]:
        """Too few or too many on a half-day. People in surnombre are not relied on."""
        there: dict[tuple[int, int], list[Intern]] = {}
        for intern in self.problem.interns:
            for a in self.held[intern.name]:
                if a.kind is Kind.STAGE:
                    there.setdefault((a.day, int(a.half_day)), []).append(intern)
        for need in self.problem.presence:
            found = there.get((need.day, int(need.half_day)), [])
            counted = sum(not intern.person.surnombre for intern in found)
            when = f"{say.day(need.day)}, {say.half_day(need.half_day)}"
            for kind, level, words in (
                ("below_minimum", need.minimum, "au moins"),
                ("below_wanted", need.wanted, "souhaités"),
            ):
                what = f"{when} : présence {counted} sur {level} {words}"
                yield from self.line(kind, what, level - counted, getattr(self.weights, kind), need.day)
            what = f"{when} : plus de {need.maximum} présents"
            over = len(found) - need.maximum
            yield from self.line("above_maximum", what, over, self.weights.above_maximum, need.day)

    # -- shares -----------------------------------------------------------------------------------------

    def fairness(self) -> Iterator[CostLine]:
        """Duties beyond the band between the two whole numbers around the fair share."""
        territory = self.problem.territory
        for line in self.problem.lines:
            if not any(duty.kind in HELD for duty in line.duties):
                name, weight = f"astreintes de « {line.name} »", self.weights.fair_night
                yield from self.shared(
                    lambda p, line=line: p.kind is Kind.ASTREINTE and p.line == line.id,  # type: ignore[misc]
                    weight,
                    name,
                    "",
                )
        yield from self.shared(lambda p: p.kind in NIGHTS, self.weights.fair_night, "nuits", "nights")
        yield from self.shared(
            lambda p: p.kind in HELD and is_weekend(p.day),
            self.weights.fair_weekend,
            "gardes de week-end",
            "weekends",
        )
        yield from self.shared(
            lambda p: p.kind in HELD and is_holiday(p.day, territory),
            self.weights.fair_holiday,
            "gardes de jour férié",
            "holidays",
        )

    def shared(
        self, counts: Callable[[Post | Activity], bool], weight: int, name: str, past: str
    ) -> Iterator[CostLine]:
        """One line for each intern away from their share: the second duty costs twice, the fourth three times."""
        posts = [post for post in self.posts if counts(post)]
        fair = fair_shares(self.problem, self.library, posts, past)
        for intern, share in zip(self.problem.interns, fair, strict=True):
            could = sum(self.may_hold(intern, post) for post in posts)
            if not could:
                continue
            share = min(share, could)
            low, high = floor(share + 1e-6), ceil(share - 1e-6)
            held = sum(a.line in self.lines_known and counts(a) for a in self.held[intern.name])
            away = max(low - held, held - high, 0)
            paid = away + max(away - 1, 0) + max(away - 3, 0)
            what = f"{intern.name} : {name}, hors de la part équitable de {say.number(round(share, 1))}"
            if away and weight:
                yield CostLine(f"fair_{past or 'astreintes'}", what, away, paid * weight)

    def beyond_normal_service(self) -> Iterator[CostLine]:
        """On a line with a recorded necessity, gardes beyond the number of the rule."""
        problem = self.problem
        for rule in self.library.rules:
            shape = rule.shape
            if (
                not isinstance(shape, CountAtMost)
                or not shape.unless_record
                or rule.force is not Force.LAW
                or rule.level_in(problem.settings) is not Level.BREACH
                or not rule.valid.covers(problem.last)
            ):
                continue
            whole = bool(problem.records.get(shape.unless_record))
            if not whole and not any(line.necessity for line in problem.lines):
                continue
            starts = period_starts(shape.per, problem.first.toordinal(), problem.last.toordinal()).tolist()
            for intern in problem.interns:
                for begin, end in itertools.pairwise(starts):
                    weeks = (end - begin) // 7
                    limit = (
                        float(getattr(problem.settings, shape.at_most_setting))
                        if shape.at_most_setting
                        else shape.at_most_per_week * weeks
                        if shape.at_most_per_week is not None
                        else shape.at_most or 0.0
                    )
                    held = sum(
                        begin <= a.day < end
                        and a.kind in shape.kinds
                        and (
                            shape.days == "any"
                            or (a.day - 1) % 7 == 6
                            or is_holiday(a.day, intern.person.territory)
                        )
                        for a in self.held[intern.name]
                    )
                    what = f"{intern.name} : au-delà du service de garde normal, mois de garde du {say.day(begin)}"
                    over = held - floor(limit + 1e-6)
                    yield from self.line("beyond_normal_service", what, over, self.weights.fair_night)

    # -- hours and half-days ------------------------------------------------------------------------------

    def half_days(self) -> Iterator[CostLine]:
        """Stage half-days owed and not done, or to be recovered; the largest debt costs by itself."""
        if not self.problem.normal_service:
            return
        rules = [r.shape for r in self.library.rules if isinstance(r.shape, RecoveredWithin)]
        per_week = rules[-1].per_week if rules else 0.0
        credit = load_counting().stage_half_days
        past = past_of(self.problem.interns, "half_days")
        behind = [0.0]
        for intern, before in zip(self.problem.interns, past, strict=True):
            own = self.held[intern.name]
            facts = [a for a in own if a.kind in ABSENCES or a.kind is Kind.UNIVERSITY]
            reading = Reading(
                [timeline(intern.person, self.problem.first, self.problem.last, facts, Nature.PLANNED)],
                self.problem.settings,
            )
            _, firsts, lasts, closed, _ = reading.window_rows
            debts = 0
            for window, weeks in enumerate(reading.window_weeks().tolist()):
                owed = int(per_week * intern.person.share * weeks + 1e-6)
                done = sum(
                    int(credit[CODE[a.kind]])
                    for a in own
                    if a.kind not in ABSENCES and firsts[window] <= a.day <= lasts[window]
                )
                debts += max(owed - done, 0)
                what = f"{intern.name} : demi-journées de stage en moins"
                yield from self.line("half_day_debt", what, owed - done, self.weights.half_day_debt)
                if not closed[window]:
                    what = f"{intern.name} : demi-journées de stage à récupérer"
                    yield from self.line("half_day_debt", what, done - owed, self.weights.half_day_debt)
            behind.append(debts - round(before - min(past)))
        what = "demi-journées de stage : le plus grand retard d’un interne sur les autres"
        yield from self.line("fair_half_day", what, round(max(behind)), self.weights.fair_half_day)

    def heavy_weeks(self) -> Iterator[CostLine]:
        """Hours of a week beyond what begins to weigh."""
        counts = load_counting().counts_hours
        for intern in self.problem.interns:
            limit = round(60 * self.weights.heavy_week_hours * intern.person.share)
            weeks: dict[int, int] = {}
            for a in self.held[intern.name]:
                if a.kind not in ABSENCES:
                    monday = a.day - (a.day - 1) % 7
                    weeks[monday] = weeks.get(monday, 0) + a.minutes * int(counts[CODE[a.kind]])
            for monday, minutes in sorted(weeks.items()):
                what = f"{intern.name} : heures au-delà de {say.duration(limit)} dans la semaine du {say.day(monday)}"
                hours = ceil((minutes - limit) / 60)
                yield from self.line("heavy_week", what, hours, self.weights.heavy_week, monday)

    # -- wishes -----------------------------------------------------------------------------------------

    def wishes(self) -> Iterator[CostLine]:
        """Duties to avoid or preferred, and personal half-days."""
        for intern in self.problem.interns:
            duties = [a for a in self.held[intern.name] if a.kind in HELD | {Kind.ASTREINTE}]
            for wish in intern.duty_wishes:
                weight = self.weights.wish * wish.weight
                met = [a for a in duties if a.day in wish.days and wish.line in ("", a.line)]
                if not wish.prefer:
                    for a in met:
                        what = f"{intern.name} : souhaitait éviter la {say.name(a.kind)} du {say.day(a.day)}"
                        yield from self.line("wish", what, 1, weight, a.day)
                elif not met and self.could_be_met(intern, wish):
                    day = min(wish.days)
                    alike = " ou un jour semblable" if len(wish.days) > 1 else ""
                    what = f"{intern.name} : préférait une garde le {say.day(day)}{alike}"
                    yield from self.line("wish", what, 1, weight, day)
            yield from self.personal(intern)

    def could_be_met(self, intern: Intern, wish: DutyWish) -> bool:
        """True when the intern could hold one of the duties preferred."""
        on_a_shift = not wish.line and any(
            intern.name in shift.eligible and wish.days - self.off[intern.name]
            for shift in self.problem.shifts
        )
        return on_a_shift or any(
            post.day in wish.days and wish.line in ("", post.line) and self.may_hold(intern, post)
            for post in self.posts
        )

    def personal(self, intern: Intern) -> Iterator[CostLine]:
        """Personal half-days wished for and not given; nothing is refused to who rests after a night."""
        own = self.held[intern.name]
        personal = {(a.day, a.half_day) for a in own if a.kind is Kind.PERSONAL}
        resting = {a.day + 1 for a in own if a.kind in NIGHTS}
        for wish in intern.personal_wishes:
            for day in self.problem.days:
                if (day - 1) % 7 != wish.weekday or is_holiday(day, self.problem.territory):
                    continue
                saturday = wish.weekday == 5 and wish.half_day is HalfDay.AFTERNOON
                slot = (day, wish.half_day)
                if saturday or wish.weekday == 6 or day in self.off[intern.name] or slot in intern.university:
                    continue
                if slot not in personal and day not in resting:
                    what = f"{intern.name} : demi-journée autonome refusée le {say.day(day)}"
                    yield from self.line("wish", what, 1, self.weights.wish * wish.weight, day)
