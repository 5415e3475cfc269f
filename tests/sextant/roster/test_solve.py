"""Rosters that are solved: legal, as good as can be, the same for a seed; and the four answers."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from benchmarks.wards import Recipe, draw
from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.person import Pregnancy
from sextant.almanac.span import instant
from sextant.errors import Disagreement
from sextant.law.library import load
from sextant.law.settings import Settings
from sextant.roster.audit import audit
from sextant.roster.bill import bill
from sextant.roster.problem import DutyWish, Fixed, History, Leave, PersonalWish, Presence, Weights
from sextant.roster.result import CostLine, Progress, Status
from sextant.roster.roster import Roster
from sextant.roster.solve import judged, solve
from tests.lanes import ROOT
from tests.sextant.roster.plain import FEBRUARY, changed, plain_ward

MONDAY = FEBRUARY.toordinal()


def held_by(roster: Roster, name: str, *kinds: Kind) -> set[int]:
    return {a.day for a in roster.activities[name] if a.kind in kinds}


def test_a_plain_ward_gets_a_legal_roster_that_is_proved_best() -> None:
    result = solve(plain_ward(7))
    assert result.status is Status.PROVEN_BEST
    assert result.roster is not None
    assert audit(result.roster).clean
    assert result.cost == result.bound
    assert result.gap == 0


def test_a_known_optimum_is_found() -> None:
    # One intern where two are the least on three mornings: three times the cost of one missing.
    mornings = tuple(Presence(MONDAY + day, HalfDay.MORNING, 2, 2, 2) for day in range(3))
    problem = replace(plain_ward(1, 1), lines=(), presence=mornings)
    result = solve(problem)
    weights = problem.weights
    assert result.status is Status.PROVEN_BEST
    assert result.cost == 3 * (weights.below_minimum + weights.below_wanted)
    assert "présence 1 sur 2 au moins" in result.costs[0].what


def test_the_costs_named_add_up_to_the_cost() -> None:
    result = solve(draw(Recipe(8, 4, thinness=1.2)))
    assert result.cost == sum(line.cost for line in result.costs) > 0


def test_four_interns_on_a_line_are_refused() -> None:
    result = solve(plain_ward(4))
    assert result.status is Status.IMPOSSIBLE
    assert result.roster is None


def test_too_few_for_the_normal_service_is_impossible_until_a_necessity_is_recorded() -> None:
    assert solve(plain_ward(6)).status is Status.IMPOSSIBLE
    result = solve(plain_ward(6, line={"necessity": "Poste non pourvu."}))
    assert result.status is Status.PROVEN_BEST
    assert {line.kind for line in result.costs} >= {"beyond_normal_service"}


def test_a_search_that_is_stopped_keeps_the_best_so_far() -> None:
    stop = threading.Event()

    def at_the_first(moment: Progress) -> None:
        if moment.best is not None:
            stop.set()

    result = solve(draw(Recipe(10, 13)), stop=stop, progress=at_the_first)
    assert result.status in (Status.GOOD, Status.PROVEN_BEST)
    assert result.roster is not None
    assert audit(result.roster).clean
    assert result.cost is not None
    assert 0 <= result.bound <= result.cost


def test_a_search_stopped_before_it_begins_is_out_of_time() -> None:
    stop = threading.Event()
    stop.set()
    result = solve(draw(Recipe(14, 13)), stop=stop)
    assert result.status is Status.OUT_OF_TIME
    assert result.roster is None
    assert result.gap is None


PRESSED = """
import os, signal, time
from benchmarks.wards import Recipe, draw
from sextant.roster.solve import solve
# What a terminal gives; a runner started in the background leaves its children deaf to Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
pressed = []
def press(moment):
    if moment.best is not None and not pressed:
        pressed.append(moment)
        os.kill(os.getpid(), signal.SIGINT)
result = solve(draw(Recipe(10, 13)), progress=press)
assert result.roster is not None
print("kept")
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(5)
except KeyboardInterrupt:
    print("given back")
"""


def test_ctrl_c_keeps_the_best_so_far_and_is_given_back() -> None:
    """In a program of its own: the signal would stop the runner of the tests."""
    done = subprocess.run(
        [sys.executable, "-c", PRESSED], capture_output=True, text=True, cwd=ROOT, timeout=120
    )
    assert done.stdout.split("\n")[-3:-1] == ["kept", "given back"], done.stderr


def test_progress_tells_better_costs_and_bounds() -> None:
    told: list[Progress] = []
    result = solve(plain_ward(7, 2), progress=told.append)
    costs = [moment.best for moment in told if moment.best is not None]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == result.cost
    assert [moment.bound for moment in told] == sorted(moment.bound for moment in told)


def test_one_worker_and_a_seed_give_the_same_roster() -> None:
    problem = draw(Recipe(7, 2))
    one, other = (solve(problem, workers=1, seed=3) for _ in range(2))
    assert one.roster is not None
    assert other.roster is not None
    assert one.roster.activities == other.roster.activities


def test_nobody_works_on_leave_nor_on_the_saturday_that_closes_it() -> None:
    leave = Leave(Kind.LEAVE, date(2027, 2, 8), date(2027, 2, 12))  # Monday to Friday
    result = solve(changed(plain_ward(8), "Camille", leaves=(leave,)))
    assert result.roster is not None
    days = range(MONDAY + 7, MONDAY + 13)
    at_work = [a for a in result.roster.activities["Camille"] if a.day in days and a.kind is not Kind.LEAVE]
    assert at_work == []
    last_night = held_by(result.roster, "Camille", Kind.GARDE_NUIT)
    assert MONDAY + 6 not in last_night  # it would end on the first day of leave


def test_a_course_is_kept_and_a_garde_decided_beforehand_is_held() -> None:
    problem = changed(
        plain_ward(8),
        "Yanis",
        university=frozenset({(MONDAY + 3, HalfDay.AFTERNOON)}),
        fixed=(Fixed(Kind.GARDE_NUIT, MONDAY + 5, HalfDay.NIGHT, "gardes"),),
    )
    result = solve(problem)
    assert result.roster is not None
    assert MONDAY + 3 in held_by(result.roster, "Yanis", Kind.UNIVERSITY)
    assert MONDAY + 5 in held_by(result.roster, "Yanis", Kind.GARDE_NUIT)


def test_a_recovery_decided_beforehand_is_given() -> None:
    recovery = Fixed(Kind.RECOVERY, MONDAY + 1, HalfDay.MORNING)
    result = solve(changed(plain_ward(8), "Yanis", fixed=(recovery,)))
    assert result.roster is not None
    assert held_by(result.roster, "Yanis", Kind.RECOVERY) == {MONDAY + 1}


def test_a_garde_held_the_night_before_the_period_is_followed_by_its_rest() -> None:
    ended = History(last_duty_end=instant(MONDAY, 8 * 60 + 30))
    problem = changed(plain_ward(7, 1), "Camille", history=ended)
    result = solve(problem)
    assert result.roster is not None
    first_day = [a for a in result.roster.activities["Camille"] if a.day == MONDAY]
    assert all(a.start >= instant(MONDAY, 19 * 60 + 30) for a in first_day)


def test_from_the_third_month_she_holds_no_garde() -> None:
    problem = changed(plain_ward(9), "Inès", person={"pregnancy": Pregnancy(date(2027, 2, 15))})
    result = solve(problem)
    assert result.roster is not None
    gardes = held_by(result.roster, "Inès", Kind.GARDE_NUIT, Kind.GARDE_JOUR)
    assert gardes
    assert max(gardes) < MONDAY + 14


def test_an_intern_in_surnombre_is_not_relied_on() -> None:
    mornings = tuple(Presence(MONDAY + day, HalfDay.MORNING, 1, 1, 2) for day in range(3))
    alone = changed(
        replace(plain_ward(1, 1), lines=(), presence=mornings), "Camille", person={"surnombre": True}
    )
    assert [line.kind for line in solve(alone).costs].count("below_minimum") == 3


def test_wishes_are_granted_when_nothing_forbids() -> None:
    nights = frozenset(range(MONDAY, MONDAY + 28, 2))
    problem = changed(
        plain_ward(9),
        "Nour",
        duty_wishes=(DutyWish(False, nights, 3), DutyWish(True, frozenset({MONDAY + 1}), 2)),
        personal_wishes=(PersonalWish(4, HalfDay.AFTERNOON, 5),),
    )
    result = solve(problem)
    assert result.roster is not None
    assert not held_by(result.roster, "Nour", Kind.GARDE_NUIT, Kind.GARDE_JOUR, Kind.CONTINUITE) & nights
    assert MONDAY + 1 in held_by(result.roster, "Nour", Kind.GARDE_NUIT)
    assert [line for line in result.costs if line.kind == "wish"] == []


def test_the_week_when_clocks_change_has_a_roster() -> None:
    for monday in (date(2027, 3, 22), date(2026, 10, 19)):
        result = solve(plain_ward(8, 1, monday))
        assert result.status is Status.PROVEN_BEST


@pytest.mark.parametrize(
    "reading",
    [
        Settings(eu_rest_level="manquement"),
        Settings(garde_week_strict=True),
        Settings(leave_neutral=False),
        Settings(demi_garde_policy="interdite"),
        Settings(boundary_mode="jour-de-debut"),
        Settings(leave_unit="ouvres"),
        Settings(holiday_reduces_target=True),
        Settings(run_gap_minutes=0),
    ],
    ids=lambda reading: ", ".join(f"{k}={v}" for k, v in reading if v != getattr(Settings(), k)),
)
def test_every_reading_of_the_law_gives_rosters_that_the_auditor_accepts(reading: Settings) -> None:
    problem = replace(draw(Recipe(8, 4, first=date(2026, 12, 7))), settings=reading)
    assert solve(problem).status in (Status.PROVEN_BEST, Status.GOOD)


def test_the_sliding_mean_is_kept_when_it_judges() -> None:
    problem = replace(draw(Recipe(8, 14)), settings=Settings(window_mode="glissante"))
    stop = threading.Event()
    result = solve(problem, stop=stop, progress=lambda moment: stop.set() if moment.best else None)
    assert result.roster is not None


def test_a_roster_that_is_not_legal_is_never_shown() -> None:
    roster = solve(plain_ward(7, 1)).roster
    assert roster is not None
    everything = dict(roster.activities)
    name = next(
        n for n, activities in everything.items() if any(a.kind is Kind.GARDE_NUIT for a in activities)
    )
    everything[name] = tuple(a for a in everything[name] if a.kind is not Kind.GARDE_NUIT)
    with pytest.raises(Disagreement, match="défaut de Sextant"):
        judged(Roster(roster.problem, everything), load())


def _lie(
    monkeypatch: pytest.MonkeyPatch, lie: Callable[[tuple[CostLine, ...]], tuple[CostLine, ...]]
) -> None:
    monkeypatch.setattr("sextant.roster.solve.bill", lambda roster, library: lie(bill(roster, library)))


HEAVY = replace(plain_ward(7, 1), weights=Weights(heavy_week=1, heavy_week_hours=10))


@pytest.mark.parametrize(
    "more",
    [CostLine("heavy_week", "une heure de trop", 1, 1), CostLine("unheard_of", "une ligne de trop", 1, 1)],
    ids=lambda line: line.kind,
)
def test_a_bill_that_adds_to_what_the_search_counts_stops_everything(
    monkeypatch: pytest.MonkeyPatch, more: CostLine
) -> None:
    _lie(monkeypatch, lambda read: (*read, more))
    with pytest.raises(Disagreement, match="de trop"):
        solve(HEAVY, seconds=20)


def test_a_bill_that_goes_below_the_bound_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    _lie(monkeypatch, lambda read: tuple(line for line in read if line.kind != "heavy_week"))
    with pytest.raises(Disagreement, match="relu sur le tableau"):
        solve(HEAVY, seconds=20)


@pytest.mark.parametrize("seed", range(6))
def test_wards_drawn_at_random_are_solved_or_impossible(seed: int) -> None:
    recipe = Recipe(6 + seed, 3, thinness=1.1, leave_rate=0.15, seed=seed, first=date(2026, 12, 14))
    assert solve(draw(recipe)).status in (Status.PROVEN_BEST, Status.IMPOSSIBLE)


def test_a_heavy_week_costs_what_the_ward_says() -> None:
    """With ten hours as the limit every week with a garde is paid for, hour by hour; without the weight none is."""
    ward = plain_ward(7, 2)
    light = solve(replace(ward, weights=replace(ward.weights, heavy_week=0)), seconds=20)
    heavy = solve(replace(ward, weights=replace(ward.weights, heavy_week=1, heavy_week_hours=10)), seconds=20)
    assert not [line for line in light.costs if line.kind == "heavy_week"]
    paid = [line for line in heavy.costs if line.kind == "heavy_week"]
    assert paid
    assert all(line.cost == line.amount for line in paid)
