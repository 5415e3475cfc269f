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
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.mzn import Array, read_file
from benchmarks.oncall import SHARED
from benchmarks.table import figure, table
from benchmarks.trial import ROOT, alone
from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.person import Person, Restriction
from sextant.law.library import Library, load
from sextant.law.settings import Settings
from sextant.roster.problem import Duty, DutyLine, DutyWish, Intern, Problem, Weights
from sextant.roster.result import Result
from sextant.roster.roster import Roster
from sextant.roster.solve import solve

RULES = ROOT / "benchmarks" / "rules"
FOLDER = SHARED / "data" / "rostering" / "mzn-physician-2021"
MONDAY = date(2027, 1, 11)  # every instance starts on a Monday
SECONDS = 30
OFF, BY_DAY, ROUND_THE_CLOCK = 0, 1, 2  # their shifts
FORBIDDEN = 4  # a preference that says no
_DAY, _MORNING = 1440, 8 * 60
_KINDS = frozenset((Kind.DEMI_GARDE, Kind.GARDE_NUIT))

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


@dataclass(frozen=True)
class Post:
    """One person asked for on one station with one skill: a duty line of ours. ``shifts`` by day."""

    station: int
    skill: int
    number: int
    shifts: Mapping[int, int]

    @property
    def line(self) -> str:
        """Identifier of its line."""
        return f"station-{self.station}-competence-{self.skill}-{self.number}"


def posts(hospital: Hospital) -> list[Post]:
    """Every person asked for. Which of a group stays for 24 hours is settled here: the post most can hold."""
    found: dict[tuple[int, int, int], dict[int, int]] = {}
    for station, shift, day, skill in hospital.demand.indices():
        if station and shift and skill and (hospital.common[station] or shift == BY_DAY):
            for place in range(hospital.demand[station, shift, day, skill]):
                number = place + 1
                while day in found.get((station, skill, number), {}):
                    number += 1
                found.setdefault((station, skill, number), {})[day] = shift
    for group, day in hospital.stay_demand.indices():
        able = [
            (-len(_able(hospital, station, skill)), (station, skill, number))
            for (station, skill, number), shifts in found.items()
            if shifts.get(day) == BY_DAY
            and not hospital.common[station]
            and hospital.department[station] == hospital.stay_department[group]
            and skill in hospital.stay_skills[group]
        ]
        for _, chosen in sorted(able)[: hospital.stay_demand[group, day]]:
            found[chosen][day] = ROUND_THE_CLOCK
    return [Post(*key, shifts) for key, shifts in sorted(found.items())]


def _able(hospital: Hospital, station: int, skill: int) -> list[int]:
    """Who has the skill there, and has not worked in another department."""
    return [
        person
        for person in range(1, hospital.people + 1)
        if hospital.preference[person, station, skill] < FORBIDDEN
        and hospital.department[hospital.station_before[person]] in (0, hospital.department[station])
    ]


Closed = frozenset[tuple[int, int]]
"""(person, day) that may not meet."""


def ward(hospital: Hospital, closed: Closed = frozenset(), homes: Mapping[int, int] | None = None) -> Problem:
    """The instance as a ward: one line per person asked for, held by those who have the skill there.

    A run of 24 hours at most frees the day after a 24-hour duty. Fifty hours a week are counted in duties:
    24 hours are one, 7 hours its 7/24 (a demi-garde, for want of a better word); a shorter limit, a smaller
    share of time, is a mean over the roster. XX
    """
    asked = posts(hospital)
    homes = homes or {person: hospital.station_before[person] for person in range(1, hospital.people + 1)}
    return Problem(
        ward=hospital.name,
        first=MONDAY,
        last=MONDAY + timedelta(days=hospital.days - 1),
        interns=tuple(_intern(hospital, person, asked, closed, homes[person]) for person in homes),
        lines=tuple(_line(hospital, post) for post in asked),
        territory="sans-ferie",
        settings=Settings(boundary_mode="jour-de-debut"),
        weights=Weights(wish=1, half_day_debt=0, fair_night=0, fair_weekend=0, fair_holiday=0),
    )


def rules(hospital: Hospital) -> Library:
    """The rules that go with :func:`ward`; hours and days a week are asked of whole weeks only."""
    return load(RULES).only({"X1", "X2", *(("X4", "X5", "X6") if hospital.days >= 7 else ())})


def plan_of(hospital: Hospital, roster: Roster) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Who does what in a roster that we made."""
    by_line = {post.line: post for post in posts(hospital)}
    found = {}
    for person in range(1, hospital.people + 1):
        for activity in roster.activities[_name(person)]:
            if post := by_line.get(activity.line):
                day = activity.day - MONDAY.toordinal() + 1
                found[person, day] = (post.shifts[day], post.station, post.skill)
    return found


def _line(hospital: Hospital, post: Post) -> DutyLine:
    def duty(shift: int, kind: Kind, half_day: HalfDay) -> Duty:
        days = frozenset(MONDAY.toordinal() + day - 1 for day, asked in post.shifts.items() if asked == shift)
        return Duty(kind, days, _MORNING, _MORNING + 60 * hospital.lengths[shift], half_day)

    duties = (
        duty(BY_DAY, Kind.DEMI_GARDE, HalfDay.MORNING),
        duty(ROUND_THE_CLOCK, Kind.GARDE_NUIT, HalfDay.NIGHT),
    )
    return DutyLine(
        id=post.line,
        name=post.line,
        duties=tuple(duty for duty in duties if duty.days),
        eligible=tuple(_name(person) for person in _able(hospital, post.station, post.skill)),
    )


def _intern(hospital: Hospital, person: int, asked: list[Post], closed: Closed, home: int) -> Intern:
    last = MONDAY + timedelta(days=hospital.days - 1)
    days = frozenset(range(MONDAY.toordinal(), last.toordinal() + 1))
    off = {*hospital.away[person], *(day for who, day in closed if who == person)}
    away = {MONDAY + timedelta(days=day - 1) for day in off}
    if hospital.forbidden_after[hospital.shift_before[person]]:
        away.add(MONDAY)
    dear = max(hospital.weights) * hospital.days
    wishes = [DutyWish(True, days, dear)] if hospital.must_work[person] else []
    for post in asked:
        price = _price(hospital, person, post, home)
        if person in _able(hospital, post.station, post.skill) and price:
            wishes.append(DutyWish(False, days, price, post.line))
    return Intern(
        person=Person(
            _name(person),
            share=hospital.week_hours[person] / max(hospital.week_hours),
            restrictions=tuple(Restriction(day, day, _KINDS) for day in sorted(away)),
            trimester=(MONDAY, last),
            territory="sans-ferie",
        ),
        duty_wishes=tuple(wishes),
    )


def _price(hospital: Hospital, person: int, post: Post, home: int) -> int:
    """What one day of this post costs with this person, as near to theirs as a price by day can be."""
    working, preference, risk, change = hospital.weights
    before = hospital.station_before[person]
    price: int = preference * hospital.preference[person, post.station, post.skill]
    if not hospital.must_work[person]:
        price += working // hospital.days
    if hospital.at_risk[person]:
        price += risk * hospital.department[post.station] // hospital.days
    if not hospital.common[post.station] and not hospital.common[home] and post.station != home:
        price += change
    elif not hospital.common[post.station] and not hospital.common[before] and post.station != before:
        price += change // hospital.days  # moved once, to one's new home
    return price


def _name(person: int) -> str:
    return f"Médecin {person:02d}"


# ── Solved ───────────────────────────────────────────────────────────────────────────────────────────


def solve_instance(hospital: Hospital, seconds: float) -> tuple[Result, Plan | None, int]:
    """Our last answer, the best plan by their cost, and how many times ``solve`` was called.

    What our rules do not see of a long week, or of a run of days across two, is closed to the person and
    solved again. The station that each one held most becomes their own for the next time, as long as it
    costs less.
    """
    start, closed, homes = time.monotonic(), frozenset[tuple[int, int]](), None
    best: Plan | None = None
    for calls in count(1):
        left = start + seconds - time.monotonic()
        result = solve(ward(hospital, closed, homes), rules(hospital), seconds=max(left, 1))
        if result.roster is None:
            return result, best, calls
        plan = plan_of(hospital, result.roster)
        tiring = _too_much(hospital, plan)
        better = best is None or (len(faults(hospital, plan)), cost(hospital, plan).total) < (
            len(faults(hospital, best)),
            cost(hospital, best).total,
        )
        best = plan if better else best
        if left < 1 or not (tiring or better):
            return result, best, calls
        closed |= tiring
        homes = _homes(hospital, plan)
    raise AssertionError


def _homes(hospital: Hospital, plan: Plan) -> dict[int, int]:
    """The ordinary station that each one holds most; the one before for who holds none."""
    held: dict[int, Counter[int]] = {}
    for (person, _), (_, station, _) in plan.items():
        if not hospital.common[station]:
            held.setdefault(person, Counter())[station] += 1
    return {
        person: held[person].most_common(1)[0][0] if person in held else hospital.station_before[person]
        for person in range(1, hospital.people + 1)
    }


def _too_much(hospital: Hospital, plan: Plan) -> Closed:
    """One day to close in each week that is too long, and the last of seven days running."""
    found: set[tuple[int, int]] = set()
    for person in range(1, hospital.people + 1):
        worked = {
            day: hospital.lengths[plan[person, day][0]]
            for day in range(1, hospital.days + 1)
            if (person, day) in plan
        }
        for monday in range(1, hospital.days // 7 * 7, 7):
            week = [day for day in worked if monday <= day < monday + 7]
            if sum(worked[day] for day in week) > hospital.week_hours[person]:
                found.add((person, week[-1]))
        if hospital.days >= 7:
            run = hospital.days_before[person]
            for day in range(1, hospital.days + 1):
                run = run + 1 if day in worked else 0
                if run == 7:
                    found.add((person, day))
    return frozenset(found)


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
        "appels",
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
    return "\n\n".join((title, _LACKS.format(seconds=seconds), table(heads, rows)))


_LACKS = """\
26 à 51 médecins, 3 à 14 jours, postes de 7 et de 24 heures par station et compétence ; ni internes ni droit \
français : des règles écrites en données (`benchmarks/rules`) remplacent le droit. Chaque instance devient un \
service (`benchmarks/physician.py`), résolu par le `solve` public en {seconds} s au plus ; un vérificateur à part, \
qui ne connaît que leur définition, recompte manquements et coût. « Modèle direct » : leur définition dite mot à \
mot à CP-SAT, même limite (`benchmarks/physician_reference.py`).

Ce que leur modèle a et que le nôtre n’a pas :

- un coût par personne au travail, et par changement de station d’un jour à l’autre : le nôtre ne sait qu’éviter \
un poste à un prix par jour ; la station d’avant sert de repère, puis celle que chacun a le plus tenue ;
- le choix, dans un groupe, du poste qui reste 24 heures : le convertisseur le fait avant ;
- un maximum d’heures propre à chacun, semaine par semaine : chez nous un nombre de gardes par semaine pour tous \
(50 heures), et une moyenne sur la période pour qui en doit moins ; quand une semaine passe, un de ses jours est \
fermé à la personne et le service résolu de nouveau ;
- un seul département par personne : dit par la liste de ceux qui peuvent tenir le poste, d’après le dernier \
département connu ;
- six jours de suite au plus, d’une semaine à l’autre : chez nous six jours par semaine du calendrier, puis un jour \
fermé comme ci-dessus."""


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
        str(found["calls"]),
        *(figure(found.get(part), 0) for part in parts),
        figure(direct.get("total"), 0),
        figure(direct.get("bound"), 0),
        figure(found["peak"], 0),
    ]


def measure(file: str, seconds: float) -> dict[str, Any]:
    """Solve one instance, in this process."""
    hospital = read_instance(Path(file))
    start = time.monotonic()
    result, plan, calls = solve_instance(hospital, seconds)
    found = {
        "answer": result.status,
        "seconds": time.monotonic() - start,
        "first": result.first_seconds,
        "calls": calls,
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
