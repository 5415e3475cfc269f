"""The physician instances of the MiniZinc challenge 2021 (a pandemic), solved by our public ``solve``.

Their model, in our words. Each day, each station asks for people by skill, for a shift of 7 hours or one
of 24. On ordinary stations the 24-hour people stand among those asked for by day, and groups of skills say
how many of a department stay. Required: exactly the people asked for, with a skill they have there; the
day after 24 hours is free; at most so many hours a week, six days running, one department a person; those
on the list do work. To keep low: people at work, ill-suited posts, people at risk on exposed departments
and, above all, changes of station.

What ours carries, and how: see :func:`ward`. :func:`faults` and :func:`cost` know nothing of it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.mzn import Array, read_file
from benchmarks.oncall import NO_LAW, SHARED
from benchmarks.table import figure, table
from benchmarks.trial import alone
from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.person import Person
from sextant.roster.policies.called import Called
from sextant.roster.policies.cover import Cover
from sextant.roster.policies.minutes_between import MinutesBetween
from sextant.roster.policies.moves import Moves
from sextant.roster.policies.number_between import NumberBetween
from sextant.roster.policies.policy import Policy
from sextant.roster.policies.request import Request
from sextant.roster.policies.succession import Succession
from sextant.roster.policies.work_run import WorkRun
from sextant.roster.problem import Intern, Problem, Shift, Weights
from sextant.roster.result import Result
from sextant.roster.roster import Roster
from sextant.roster.solve import solve

FOLDER = SHARED / "data" / "rostering" / "mzn-physician-2021"
MONDAY = date(2027, 1, 11)  # every instance starts on a Monday
SECONDS = 30
OFF, BY_DAY, ROUND_THE_CLOCK = 0, 1, 2  # their shifts
FORBIDDEN = 4  # a preference that says no
_MORNING = 8 * 60
ELSEWHERE_BEFORE = "ailleurs"

Plan = Mapping[tuple[int, int], tuple[int, int, int]]
"""(person, day) to (shift, station, skill), numbered as they do; who is off is absent."""


@dataclass(frozen=True)
class Hospital:
    """One instance, under our names. Arrays keep their indices: people, days from 1; the rest from 0."""

    name: str
    people: int
    days: int
    lengths: Array  # hours of a shift
    forbidden_after: Array  # shifts that may not follow a shift
    department: Array  # of a station
    common: Array  # stations where the two shifts are asked for apart, and where coming is no change
    demand: Array  # [station, shift, day, skill]
    stay_department: Array
    stay_skills: Array
    stay_demand: Array  # [group, day]: people of the group who do 24 hours
    preference: Array  # [person, station, skill], FORBIDDEN or a cost
    must_work: Array
    at_risk: Array
    week_hours: Array
    away: Array
    days_before: Array  # worked in a row until the first day
    station_before: Array
    shift_before: Array
    weights: tuple[int, int, int, int]  # person at work, preference, risk, change of station

    @property
    def stations(self) -> range:
        """Their numbers; 0 is being off."""
        return self.department.ranges[0][1:]


def read_instance(file: Path) -> Hospital:
    """One .dzn file of the challenge."""
    data = read_file(file)
    return Hospital(
        name=file.stem,
        people=data["numPers"],
        days=data["numDays"],
        lengths=data["shiftLength"],
        forbidden_after=data["forbiddenSequences"],
        department=data["stationDepartment"],
        common=data["stationCommon"],
        demand=data["demand"],
        stay_department=data["subDepartment"],
        stay_skills=data["subSkills"],
        stay_demand=data["subDemand"],
        preference=data["stationPrefs"],
        must_work=data["persRequireWork"],
        at_risk=data["persRisk"],
        week_hours=data["maxHoursWeek"],
        away=data["forbiddenDays"],
        days_before=data["histConsecutiveWorkDays"],
        station_before=data["histLastStationWorked"],
        shift_before=data["histShiftLastDay"],
        weights=(data["persWeight"], data["preferenceWeight"], data["riskWeight"], data["stationWeight"]),
    )


# ── Their rules and their cost, from the definition alone ────────────────────────────────────────────


def faults(hospital: Hospital, plan: Plan) -> list[str]:
    """Every requirement that a plan breaks, in French."""
    return [*_posts(hospital, plan), *_stays(hospital, plan), *_people(hospital, plan)]


def _posts(hospital: Hospital, plan: Plan) -> list[str]:
    """Exactly the people asked for, by station, shift, day and skill."""
    held: Counter[tuple[int, int, int, int]] = Counter()
    for (_, day), (shift, station, skill) in plan.items():
        asked_as = shift if hospital.common[station] else BY_DAY
        held[station, asked_as, day, skill] += 1
    return [
        f"jour {day}, station {station}, compétence {skill} : {held[station, shift, day, skill]} sur {asked}"
        for station, shift, day, skill in hospital.demand.indices()
        if station and shift and skill and (hospital.common[station] or shift == BY_DAY)
        and held[station, shift, day, skill] != (asked := hospital.demand[station, shift, day, skill])
    ]  # fmt: skip


def _stays(hospital: Hospital, plan: Plan) -> list[str]:
    """Exactly so many 24-hour people among the ordinary stations of each group."""
    found = []
    for group, day in hospital.stay_demand.indices():
        staying = sum(
            shift == ROUND_THE_CLOCK
            and not hospital.common[station]
            and hospital.department[station] == hospital.stay_department[group]
            and skill in hospital.stay_skills[group]
            for (_, on), (shift, station, skill) in plan.items()
            if on == day
        )
        if staying != hospital.stay_demand[group, day]:
            found.append(
                f"jour {day}, groupe {group} : {staying} restent, sur {hospital.stay_demand[group, day]}"
            )
    return found


def _people(hospital: Hospital, plan: Plan) -> list[str]:
    """Skills, rests, hours, runs of days, departments, those who must work."""
    found = []
    for person in range(1, hospital.people + 1):
        mine = {day: plan[person, day] for day in range(1, hospital.days + 1) if (person, day) in plan}
        shifts = {0: hospital.shift_before[person], **{day: held[0] for day, held in mine.items()}}
        said = f"personne {person}, jour"
        for day, (shift, station, skill) in mine.items():
            if hospital.preference[person, station, skill] >= FORBIDDEN:
                found.append(f"{said} {day} : ne tient pas la compétence {skill} à la station {station}")
            if day in hospital.away[person]:
                found.append(f"{said} {day} : absente")
            if shift in hospital.forbidden_after[shifts.get(day - 1, OFF)]:
                found.append(f"{said} {day} : travaille après {hospital.lengths[shifts[day - 1]]} heures")
        for monday in range(1, hospital.days // 7 * 7, 7):
            hours = sum(hospital.lengths[shifts.get(day, OFF)] for day in range(monday, monday + 7))
            if hours > hospital.week_hours[person]:
                found.append(f"{said} {monday} : {hours} heures dans la semaine")
        if hospital.days >= 7:
            run = hospital.days_before[person]
            for day in range(1, hospital.days + 1):
                run = run + 1 if day in mine else 0
                if run == 7:
                    found.append(f"{said} {day} : sept jours de suite")
        stations = [
            hospital.station_before[person],
            *(mine[d][1] if d in mine else 0 for d in range(1, hospital.days + 1)),
        ]
        if len({hospital.department[station] for station in stations}) > 2:
            found.append(f"personne {person} : deux départements")
        if hospital.must_work[person] and not mine:
            found.append(f"personne {person} : devait travailler")
    return found


@dataclass(frozen=True)
class Cost:
    """The four parts of their cost, weighed."""

    working: int
    preferences: int
    risk: int
    changes: int

    @property
    def total(self) -> int:
        """What they minimise."""
        return self.working + self.preferences + self.risk + self.changes


def cost(hospital: Hospital, plan: Plan) -> Cost:
    """Their cost of a plan."""
    working, preferences, risk, changes = hospital.weights
    at_work = {person for person, _ in plan}
    moved = exposed = 0
    for person in range(1, hospital.people + 1):
        before = hospital.station_before[person]
        last = 0 if hospital.common[before] else before
        for day in range(1, hospital.days + 1):
            station = plan[person, day][1] if (person, day) in plan else 0
            if not hospital.common[station]:
                moved += last not in (0, station)
                last = station
        if hospital.at_risk[person] and person in at_work:
            exposed += hospital.department[last]
    return Cost(
        working=working * len(at_work),
        preferences=preferences
        * sum(hospital.preference[p, place, skill] for (p, _), (_, place, skill) in plan.items()),
        risk=risk * exposed,
        changes=changes * moved,
    )


# ── In our model ─────────────────────────────────────────────────────────────────────────────────────


Post = tuple[int, int, int]
"""Station, skill, and the hours: by day, or round the clock."""


def posts(hospital: Hospital) -> list[Post]:
    """What may be held: what is asked for, and on ordinary stations the 24 hours of those who stay."""
    asked = {
        (station, skill, shift)
        for station, shift, day, skill in hospital.demand.indices()
        if station and shift and skill and (hospital.common[station] or shift == BY_DAY)
        and hospital.demand[station, shift, day, skill]
    }  # fmt: skip
    staying = {
        (station, skill, ROUND_THE_CLOCK) for station, skill, _ in asked if not hospital.common[station]
    }
    return sorted(asked | staying)


def ward(hospital: Hospital) -> Problem:
    """The instance as a ward of shifts: one for each station, skill and length, held by those who have the skill
    there; every requirement is a policy that never gives way, every cost a policy and its price.
    """
    return Problem(
        ward=hospital.name,
        first=MONDAY,
        last=MONDAY + timedelta(days=hospital.days - 1),
        interns=tuple(
            Intern(Person(_name(person), territory="sans-ferie")) for person in _people_of(hospital)
        ),
        territory="sans-ferie",
        weights=Weights(heavy_week=0),
        shifts=tuple(_shift(hospital, post) for post in posts(hospital)),
        policies=tuple(policies(hospital)),
        normal_service=False,
    )


def policies(hospital: Hospital) -> Iterator[Policy]:
    """Their requirements, then their costs."""
    every = posts(hospital)
    yield from _covers(hospital, every)
    staying = tuple(_id(post) for post in every if hospital.forbidden_after[post[2]])
    yield Succession(first=staying, then=tuple(_id(post) for post in every))
    if hospital.days >= 7:
        yield WorkRun(at_most=6)
    stations = sorted({station for station, _, _ in every if not hospital.common[station]})
    groups = tuple(tuple(_id(post) for post in every if post[0] == station) for station in stations)
    for person in _people_of(hospital):
        who = (_name(person),)
        yield from _one_person(hospital, person, who, every)
        before = hospital.station_before[person]
        if groups:
            last = groups[stations.index(before)][0] if before in stations else ELSEWHERE_BEFORE
            came_from = "" if hospital.common[before] else last
            yield Moves(who=who, groups=groups, before=came_from, weight=hospital.weights[3])


def _covers(hospital: Hospital, every: Sequence[Post]) -> Iterator[Policy]:
    """Exactly the people asked for; on ordinary stations day and 24 hours together, and those who stay by group."""
    days = range(1, hospital.days + 1)
    for station, skill, shift in every:
        if hospital.common[station] or shift == BY_DAY:
            together = (
                (station, skill, shift),
                *(() if hospital.common[station] else ((station, skill, ROUND_THE_CLOCK),)),
            )
            asked = [hospital.demand[station, shift, day, skill] for day in days]
            yield from _exactly([_id(post) for post in together], asked)
    for group in sorted({group for group, _ in hospital.stay_demand.indices()}):
        staying = [
            _id((station, skill, shift))
            for station, skill, shift in every
            if shift == ROUND_THE_CLOCK
            and not hospital.common[station]
            and hospital.department[station] == hospital.stay_department[group]
            and skill in hospital.stay_skills[group]
        ]
        if staying:
            yield from _exactly(staying, [hospital.stay_demand[group, day] for day in days])


def _exactly(held: Sequence[str], asked: Sequence[int]) -> Iterator[Policy]:
    for needed in sorted(set(asked)):
        days = frozenset(_real(day) for day, number in enumerate(asked, start=1) if number == needed)
        yield Cover(posts=tuple(held), days=days, needed=needed, under=None, over=None)


def _one_person(
    hospital: Hospital, person: int, who: tuple[str, ...], every: Sequence[Post]
) -> Iterator[Policy]:
    """Absences, rests owed, hours, runs; being called, being at risk, posts less suited."""
    working, preference, risk, _ = hospital.weights
    off = {_real(day) for day in hospital.away[person] if 1 <= day <= hospital.days}
    if hospital.forbidden_after[hospital.shift_before[person]]:
        off.add(_real(1))
    if off:
        yield Request(who=who, days=frozenset(off))
    if hospital.must_work[person]:
        yield NumberBetween(who=who, at_least=1)
    for monday in range(1, hospital.days // 7 * 7, 7):
        week = frozenset(_real(day) for day in range(monday, monday + 7))
        yield MinutesBetween(who=who, at_most=60 * hospital.week_hours[person], days=week)
    if hospital.days >= 7 and (run := hospital.days_before[person]):
        first = frozenset(_real(day) for day in range(1, 8 - run))
        yield NumberBetween(who=who, at_most=6 - run, days=first)
    yield Called(who=who, weight=working)
    if hospital.at_risk[person]:
        for department in sorted({hospital.department[station] for station, _, _ in every} - {OFF}):
            there = tuple(_id(post) for post in every if hospital.department[post[0]] == department)
            yield Called(who=who, posts=there, weight=risk * department)
    days = frozenset(_real(day) for day in range(1, hospital.days + 1))
    for post in every:
        price = preference * hospital.preference[person, post[0], post[1]]
        if person in _able(hospital, post[0], post[1]) and price:
            yield Request(who=who, posts=(_id(post),), days=days, weight=price)


def _able(hospital: Hospital, station: int, skill: int) -> list[int]:
    """Who has the skill there, and has not worked in another department."""
    return [
        person
        for person in _people_of(hospital)
        if hospital.preference[person, station, skill] < FORBIDDEN
        and hospital.department[hospital.station_before[person]] in (0, hospital.department[station])
    ]


def _shift(hospital: Hospital, post: Post) -> Shift:
    station, skill, shift = post
    minutes = 60 * hospital.lengths[shift]
    kind, half_day = (
        (Kind.GARDE_JOUR, HalfDay.MORNING) if shift == BY_DAY else (Kind.GARDE_NUIT, HalfDay.NIGHT)
    )
    able = tuple(_name(person) for person in _able(hospital, station, skill))
    return Shift(_id(post), _id(post), kind, _MORNING, _MORNING + minutes, minutes, able, half_day)


def plan_of(hospital: Hospital, roster: Roster) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Who does what in a roster that we made."""
    by_id = {_id(post): post for post in posts(hospital)}
    found = {}
    for person in _people_of(hospital):
        for activity in roster.activities[_name(person)]:
            if post := by_id.get(activity.line):
                station, skill, shift = post
                found[person, activity.day - MONDAY.toordinal() + 1] = (shift, station, skill)
    return found


def _id(post: Post) -> str:
    station, skill, shift = post
    return f"station-{station}-competence-{skill}-{'jour' if shift == BY_DAY else '24h'}"


def _people_of(hospital: Hospital) -> range:
    return range(1, hospital.people + 1)


def _real(day: int) -> int:
    return MONDAY.toordinal() + day - 1


def _name(person: int) -> str:
    return f"Médecin {person:02d}"


# ── Solved ───────────────────────────────────────────────────────────────────────────────────────────


def solve_instance(hospital: Hospital, seconds: float, workers: int = 8) -> tuple[Result, Plan | None]:
    """One call of the public ``solve``, without law: those people are not interns."""
    result = solve(ward(hospital), NO_LAW, seconds=seconds, workers=workers)
    return result, None if result.roster is None else plan_of(hospital, result.roster)


# ── The report ───────────────────────────────────────────────────────────────────────────────────────


def section(quick: bool) -> str:
    """The table of the physician instances."""
    title = "## Instances réelles de médecins (MiniZinc challenge 2021)"
    if not FOLDER.is_dir():
        return f"{title}\n\nLe dossier facultatif des instances est absent (../shared, ou SEXTANT_SHARED) : rien n’est mesuré."
    seconds = 10 if quick else SECONDS
    files = sorted(FOLDER.glob("*.dzn"))
    rows = [_row(file, seconds) for file in (files[:1] + files[-1:] if quick else files)]
    heads = [
        "instance",
        "réponse, nos coûts",
        "temps (s)",
        "premier tableau (s)",
        "notre borne",
        "coût chez eux",
        "personnes",
        "préférences",
        "risque",
        "changements de station",
        "manquements à leurs règles",
        "modèle direct : coût",
        "modèle direct : borne",
        "mémoire (Mio)",
    ]
    return "\n\n".join((title, _HOW.format(seconds=seconds), table(heads, rows)))


_HOW = """\
26 à 51 médecins, 3 à 14 jours, postes de 7 et de 24 heures par station et compétence ; ni internes ni droit \
français : aucune règle de droit ne s’y applique. Chaque instance devient un service de postes, ses exigences et ses \
coûts étant des règles du service (`benchmarks/physician.py`), résolu par un appel du `solve` public en {seconds} s au \
plus ; un vérificateur à part, qui ne connaît que leur définition, recompte manquements et coût. « Modèle direct » : \
leur définition dite mot à mot à CP-SAT, même limite (`benchmarks/physician_reference.py`).

« Un seul département par personne » est dit par la liste de ceux qui peuvent tenir le poste, d’après le dernier \
département connu, que ces instances donnent pour tous. Leur définition laisse en changer qui travaille tous les jours \
sans exception ; nous non, d’où un léger écart sur les plus courtes."""


def _row(file: Path, seconds: float) -> list[str]:
    found = alone("benchmarks.physician:measure", file=str(file), seconds=seconds)
    direct = alone("benchmarks.physician:measure_reference", file=str(file), seconds=seconds)
    if "error" in found:
        return [file.stem, found["error"], *["–"] * 12]
    parts = ("total", "working", "preferences", "risk", "changes", "faults")
    return [
        file.stem,
        found["answer"],
        figure(found["seconds"]),
        figure(found["first"]),
        figure(found["bound"], 0),
        *(figure(found.get(part), 0) for part in parts),
        figure(direct.get("total"), 0),
        figure(direct.get("bound"), 0),
        figure(found["peak"], 0),
    ]


def measure(file: str, seconds: float) -> dict[str, Any]:
    """Solve one instance, in this process."""
    hospital = read_instance(Path(file))
    start = time.monotonic()
    result, plan = solve_instance(hospital, seconds)
    found = {
        "answer": result.status,
        "seconds": time.monotonic() - start,
        "first": result.first_seconds,
        "bound": result.bound,
    }
    return found if plan is None else found | _counted(hospital, plan)


def measure_reference(file: str, seconds: float) -> dict[str, Any]:
    """Solve one instance by its own terms, in this process; counted by the same checker."""
    from benchmarks.physician_reference import best

    hospital = read_instance(Path(file))
    plan, bound = best(hospital, seconds)
    return {"bound": bound} if plan is None else {"bound": bound} | _counted(hospital, plan)


def _counted(hospital: Hospital, plan: Plan) -> dict[str, Any]:
    counted = cost(hospital, plan)
    return asdict(counted) | {"total": counted.total, "faults": len(faults(hospital, plan))}
