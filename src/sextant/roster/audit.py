"""Judge a roster: the law by :mod:`sextant.law.audit`, then what the ward asked for. Never imports the solver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sextant import wording
from sextant.almanac.activity import ABSENCES, Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.span import instant
from sextant.almanac.timeline import Timeline
from sextant.law import say
from sextant.law.audit import Judgement, judge
from sextant.law.library import Library, load
from sextant.law.line import Line
from sextant.law.shapes.count_at_most import period_starts
from sextant.law.shapes.exempted import Exempted
from sextant.roster.kept import missed
from sextant.roster.problem import Duty, DutyLine, Intern, Problem
from sextant.roster.roster import Roster

DUTIES = frozenset(
    {Kind.GARDE_NUIT, Kind.GARDE_JOUR, Kind.DEMI_GARDE, Kind.CONTINUITE, Kind.ASTREINTE, Kind.PDSA}
)
NECESSITY = "necessite_imperieuse"
_Post = tuple[str, Kind, int, HalfDay]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the ward asked for that the roster does not do. ``code`` P1 to P8, see :data:`FAULTS`."""

    code: str
    day: int
    who: str
    sentence: str


FAULTS = {
    "P1": "chaque garde ou astreinte d’une ligne obligatoire est tenue",
    "P2": "une garde est tenue par une seule personne",
    "P3": "une garde est tenue par un interne que la ligne admet, un jour où elle existe",
    "P4": "le minimum de présence du service est atteint",
    "P5": "un congé, une absence, un cours prévus sont respectés",
    "P6": "une affectation décidée d’avance est respectée",
    "P7": "chacun tient un poste par jour, de ceux qu’il peut tenir, à ses heures",
    "P8": "les règles du service qui ne cèdent pas sont respectées",
}


@dataclass(frozen=True, slots=True)
class RosterAudit:
    """``judgement`` by law; ``faults`` against the ward's own lines (P1-P3, P5-P8); ``shortages`` (P4)."""

    judgement: Judgement
    faults: tuple[Fault, ...]
    shortages: tuple[Fault, ...]

    @property
    def clean(self) -> bool:
        """True when no law is broken and nothing the ward requires is missing."""
        return self.judgement.legal and not self.faults


def audit(roster: Roster, library: Library | None = None) -> RosterAudit:
    """Judge every intern's planned time, every line, then the ward's own demands."""
    library = library or load()
    problem = roster.problem
    judgement = judge(
        [_with_records(roster, intern) for intern in problem.interns],
        library=library,
        settings=problem.settings,
        lines=line_facts(problem, library),
    )
    return RosterAudit(judgement, *ward_faults(roster))


def judge_interns(roster: Roster, interns: Sequence[Intern], library: Library) -> Judgement:
    """The law on these people alone. What it says of lines is left out: no cell of a roster changes it."""
    if not interns:
        return Judgement((), (), (), ())
    timelines = [_with_records(roster, intern) for intern in interns]
    return judge(timelines, library=library, settings=roster.problem.settings)


def ward_faults(roster: Roster) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """What the ward asked for that the roster does not do, and the half-days under its minimum (P4)."""
    faults = [*_duties(roster), *_commitments(roster), *_shifts(roster), *_policies(roster)]
    return (
        tuple(sorted(faults, key=lambda fault: (fault.day, fault.code, fault.who))),
        tuple(_presence(roster)),
    )


def line_facts(problem: Problem, library: Library | None = None) -> list[Line]:
    """What the law reads of each line: interns left on its worst day, duties of its fullest garde month."""
    exemptions = [
        rule.shape
        for rule in (library or load()).rules
        if isinstance(rule.shape, Exempted)
        and rule.shape.because_of in ("pregnancy", "restriction")
        and rule.level == "manquement"
        and rule.valid.covers(problem.first)
    ]
    return [_facts(problem, line, exemptions) for line in problem.lines]


def _facts(problem: Problem, line: DutyLine, exemptions: list[Exempted]) -> Line:
    worst, worst_day = 10**6, problem.first.toordinal()
    left_out: tuple[str, ...] = ()
    for day in sorted({day for duty in line.duties for day in duty.days}):
        kinds = {duty.kind for duty in line.duties if day in duty.days}
        out = tuple(
            f"{name}, {why}"
            for name in line.eligible
            if (why := _why_not(problem, name, kinds, day, exemptions))
        )
        count = line.extra_interns + len(line.eligible) - len(out)
        if count < worst:
            worst, worst_day, left_out = count, day, out
    months = period_starts("garde-month", problem.first.toordinal(), problem.last.toordinal())
    nights, free_days, weeks = 0, 0, 4
    for begin, end in zip(months[:-1].tolist(), months[1:].tolist(), strict=True):
        held = {
            k: sum(begin <= d < end for duty in line.duties if duty.kind is k for d in duty.days)
            for k in DUTIES
        }
        if held[Kind.GARDE_NUIT] + held[Kind.GARDE_JOUR] > nights + free_days:
            nights, free_days, weeks = held[Kind.GARDE_NUIT], held[Kind.GARDE_JOUR], (end - begin) // 7
    records = dict(line.records)
    if line.necessity:
        records.setdefault(NECESSITY, line.necessity)
    return Line(
        name=line.name,
        interns=worst if worst < 10**6 else len(line.eligible) + line.extra_interns,
        first=date.fromordinal(worst_day),
        senior_roster=line.senior_roster,
        nights=nights,
        free_days=free_days,
        weeks=weeks,
        records=records,
        left_out=left_out,
    )


def _why_not(problem: Problem, name: str, kinds: set[Kind], day: int, exemptions: list[Exempted]) -> str:
    """Why an intern of the line does not count on a day, in French; empty when they do."""
    person = problem.intern(name).person
    if person.surnombre:
        return "en surnombre"
    for kind in kinds:
        duty = Activity(kind, day, half_day=HalfDay.NIGHT, start=0, end=1)
        if not any(shape.why(person, problem.records, duty, kind) for shape in exemptions):
            return ""
    return "sous dispense"


def _with_records(roster: Roster, intern: Intern) -> Timeline:
    """The intern's timeline, with the necessity recorded on a line they hold (rule G2)."""
    timeline = roster.timeline(intern)
    held = {activity.line for activity in timeline.activities if activity.line}
    reasons = [line.necessity for line in roster.problem.lines if line.id in held and line.necessity]
    if not reasons:
        return timeline
    return replace(timeline, records={**timeline.records, NECESSITY: reasons[0]})


def _duties(roster: Roster) -> Iterator[Fault]:
    """P1 to P3: each duty of a line is held once, by someone the line admits."""
    problem = roster.problem
    holders: dict[_Post, list[str]] = {}
    for name, activities in roster.activities.items():
        for activity in activities:
            if activity.kind in DUTIES and activity.line:
                holders.setdefault(
                    (activity.line, activity.kind, activity.day, activity.half_day), []
                ).append(name)
    known: set[_Post] = set()
    shifts = {shift.id for shift in problem.shifts}
    for line in problem.lines:
        for duty in line.duties:
            for day in sorted(duty.days):
                key = (line.id, duty.kind, day, duty.half_day)
                known.add(key)
                held = holders.get(key, [])
                if not held and line.required:
                    yield Fault("P1", day, "", f"{_title(line, duty, day)} n’est tenue par personne.")
                if len(held) > 1:
                    yield Fault(
                        "P2", day, held[1], f"{_title(line, duty, day)} est tenue par {wording.join(held)}."
                    )
                for name in held:
                    if name not in line.eligible:
                        yield Fault(
                            "P3", day, name, f"{_title(line, duty, day)} : {name} n’est pas sur cette ligne."
                        )
    for (line_id, kind, day, half_day), names in holders.items():
        if (line_id, kind, day, half_day) not in known and line_id not in shifts:
            yield Fault(
                "P3",
                day,
                names[0],
                f"{names[0]} : {say.name(kind)} le {say.day(day)} sur « {line_id} », qui n’existe pas.",
            )


def _shifts(roster: Roster) -> Iterator[Fault]:
    """P7: one shift a day, held by someone who may, at its own hours."""
    shifts = {shift.id: shift for shift in roster.problem.shifts}
    for name, activities in roster.activities.items():
        days: set[int] = set()
        for activity in activities:
            shift = shifts.get(activity.line)
            if shift is None:
                continue
            where = f"{name} : {shift.name} le {say.day(activity.day)}"
            if activity.day in days:
                yield Fault("P7", activity.day, name, f"{where}, en plus d’un autre poste.")
            if name not in shift.eligible:
                yield Fault("P7", activity.day, name, f"{where}, que {name} ne peut pas tenir.")
            zone = roster.problem.zone
            hours = instant(activity.day, shift.start, zone), instant(activity.day, shift.end, zone)
            if activity.kind is not shift.kind or (activity.start, activity.end) != hours:
                yield Fault("P7", activity.day, name, f"{where}, à d’autres heures que les siennes.")
            days.add(activity.day)


def _policies(roster: Roster) -> Iterator[Fault]:
    """P8: what never gives way."""
    for one in missed(roster):
        if one.cost is None:
            yield Fault("P8", one.day or roster.problem.first.toordinal(), one.who, f"{one.sentence}.")


def _title(line: DutyLine, duty: Duty, day: int) -> str:
    kind = say.name(duty.kind)
    return f"Ligne « {line.name} », {kind} du {say.day(day)}"


def _commitments(roster: Roster) -> Iterator[Fault]:
    """P5 and P6: leave, courses and fixed assignments are in the roster."""
    for intern in roster.problem.interns:
        activities = roster.activities.get(intern.name, ())
        absent = {(a.kind, a.day) for a in activities if a.kind in ABSENCES}
        slots = {(a.kind, a.day, a.half_day) for a in activities}
        days = range(roster.problem.first.toordinal(), roster.problem.last.toordinal() + 1)
        for leave in intern.leaves:
            for day in range(leave.first.toordinal(), leave.last.toordinal() + 1):
                if day in days and (leave.kind, day) not in absent:
                    yield Fault(
                        "P5",
                        day,
                        intern.name,
                        f"{intern.name} : {say.name(leave.kind)} du {say.day(day)} oublié.",
                    )
        for day, half_day in sorted(intern.university):
            if (Kind.UNIVERSITY, day, half_day) not in slots and not any(k_day == day for _, k_day in absent):
                yield Fault("P5", day, intern.name, f"{intern.name} : cours du {say.day(day)} oublié.")
        for fixed in intern.fixed:
            if (fixed.kind, fixed.day, fixed.half_day) not in slots:
                yield Fault(
                    "P6",
                    fixed.day,
                    intern.name,
                    f"{intern.name} : {say.name(fixed.kind)} décidée d’avance le {say.day(fixed.day)} oubliée.",
                )


def _presence(roster: Roster) -> Iterator[Fault]:
    """P4: half-days under the minimum of the ward; people in surnombre are not relied on."""
    surnombre = {intern.name for intern in roster.problem.interns if intern.person.surnombre}
    present: dict[tuple[int, int], int] = {}
    for name, activities in roster.activities.items():
        if name not in surnombre:
            for activity in activities:
                if activity.kind is Kind.STAGE:
                    key = (activity.day, int(activity.half_day))
                    present[key] = present.get(key, 0) + 1
    for need in roster.problem.presence:
        count = present.get((need.day, int(need.half_day)), 0)
        if count < need.minimum:
            yield Fault(
                "P4",
                need.day,
                "",
                f"{say.day(need.day).capitalize()}, {say.half_day(need.half_day)} : "
                f"présence {count} sur {need.minimum} au moins.",
            )
