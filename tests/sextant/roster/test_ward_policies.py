# ruff: noqa: E501 a table of cases is read across
"""Shifts and policies in a ward's file: read, written back, refused with their line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks import curtois_qu
from sextant.document import parse_document
from sextant.errors import BadInput
from sextant.roster.audit import audit
from sextant.roster.policies.cover import Cover
from sextant.roster.policies.policy import POLICY_NAMES
from sextant.roster.policies.request import Request
from sextant.roster.policy_form import PoliciesForm
from sextant.roster.problem import Problem
from sextant.roster.result import Status
from sextant.roster.roster_file import roster_of, roster_text
from sextant.roster.search.shift_table import ShiftTable
from sextant.roster.search.ward_table import shift_table
from sextant.roster.solve import solve
from sextant.roster.ward_file import example_ward, problem_of
from sextant.roster.ward_text import ward_text
from tests.benchmarks.test_curtois_qu import TINY

WARD = """\
ward: Urgences
from: 2026-11-02
to: 2026-11-15
normal_service: false
interns:
  - {name: Camille, skills: [bloc]}
  - {name: Yanis, fixed: [{day: 2026-11-03, what: J@jour}]}
shifts:
  - {id: jour, name: Jour, hours: "08:00-16:00", minutes: 450}
  - {id: bloc, hours: "20:00-08:00", skill: bloc}
policies:
  successions:
    - {first: bloc, then: [jour, bloc], who: [Camille]}
  numbers: [{posts: [bloc], at_most: 4, skill: bloc, days: [samedi]}]
  minutes: [{at_least: 480, at_most: 4800}]
  weekends: [{at_most: 1}]
  weekends_running: [{at_most: 1, weight: 3}]
  whole_weekends: [{weight: 2}]
  work_runs: [{at_least: 2, at_most: 5}]
  rest_runs: [{at_least: 2, weight: 4}]
  spreads: [{posts: [jour], within: 1, weight: 6, days: [samedi]}]
  called: [{posts: [bloc], weight: 5}]
  moves: [{groups: [[jour], [bloc]], before: ailleurs, weight: 2}]
  cover:
    - {posts: [jour], days: [lundi au vendredi], needed: 1, under: 100, over: 1}
    - {posts: [bloc], days: [samedi], needed: 1, over: null}
  requests:
    - {who: Yanis, days: ["2026-11-06"], weight: 7}
"""


def read(text: str) -> Problem:
    return problem_of(parse_document(text, "service.yaml"))


def test_every_shape_is_read_and_written_back() -> None:
    problem = read(WARD)
    assert [policy.key for policy in problem.policies] == [
        *(k for k in POLICY_NAMES if k != "cover" and k != "requests"),
        "cover",
        "cover",
        "requests",
    ]
    assert problem.shifts[0].minutes == 450
    assert problem.shifts[1].minutes == 720
    assert problem.shifts[1].eligible == ("Camille",)
    assert problem.policies[0].who == ("Camille",)
    assert problem.policies[1].who == ("Camille",), "those who have the skill"
    assert read(ward_text(problem)) == problem


def test_the_form_has_a_key_for_each_shape() -> None:
    assert list(PoliciesForm.model_fields) == list(POLICY_NAMES)


BAD = [
    ("unknown shift", "posts: [bloc], at_most", "posts: [blok], at_most", "ligne 14, « policies › numbers › n° 1 › posts › n° 1 » : « blok » n’est ni un poste ni une ligne de ce service. Vouliez-vous dire « bloc » ?"),
    ("unknown intern", "who: Yanis", "who: Yani", "ligne 28, « policies › requests › n° 1 › who › n° 1 » : « Yani » n’est pas un interne de ce service. Vouliez-vous dire « Yanis » ?"),
    ("unknown skill", "skill: bloc}\npolicies", "skill: blog}\npolicies", "ligne 10, « shifts › n° 2 › skill » : personne n’a la compétence « blog ». Vouliez-vous dire « bloc » ?"),
    ("out of the period", "2026-11-06", "2026-12-06", "ligne 28, « policies › requests › n° 1 › days › n° 1 » : le 06/12/2026 est hors de la période"),
    ("bounds the wrong way", "at_most: 4800", "at_most: 300", "ligne 15, « policies › minutes › n° 1 » : at_most (300) est plus petit que at_least (480)."),
    ("two shifts of one name", "id: bloc,", "id: jour,", "ligne 10, « shifts › n° 2 » : deux postes ont le même identifiant (« jour »)"),
    ("neither day nor night", '"20:00-08:00"', '"09:00-08:00"', "ligne 10, « shifts › n° 2 › hours » : un poste de 09:00-08:00 n’est ni de jour ni de nuit."),
    ("fixed with the wrong letter", "J@jour", "N@jour", "ligne 7, « interns › n° 2 › fixed › n° 1 › what » : le poste « jour » s’écrit avec la lettre J."),
    ("fixed without the skill", "J@jour", "N@bloc", "ligne 7, « interns › n° 2 › fixed › n° 1 › what » : Yanis ne peut pas tenir le poste « bloc »."),
    ("unknown key", "work_runs:", "work_run:", "« policies › work_run » : la clé « work_run » est inconnue. Vouliez-vous dire « work_runs » ?"),
    ("weight of nothing", "weight: 7", "weight: 0", "« policies › requests › n° 1 › weight » : un nombre d’au moins 1 est attendu."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "wrong", "said"), [case[1:] for case in BAD], ids=[case[0] for case in BAD]
)
def test_what_cannot_be_is_refused_with_its_line(written: str, wrong: str, said: str) -> None:
    assert written in WARD
    with pytest.raises(BadInput) as refusal:
        read(WARD.replace(written, wrong))
    assert said in str(refusal.value)


def test_many_people_for_a_year_are_a_table_of_shifts_only() -> None:
    people = "".join(f"  - {{name: P{i}}}\n" for i in range(150))
    big = WARD.replace(
        "  - {name: Camille, skills: [bloc]}\n", "  - {name: Camille, skills: [bloc]}\n" + people
    )
    assert len(read(big.replace("to: 2026-11-15", "to: 2027-10-31")).interns) == 152
    with pytest.raises(BadInput, match="60 au plus avec un service normal"):
        read(big.replace("normal_service: false\n", ""))


def test_the_example_is_solved_under_the_law_and_reads_back() -> None:
    problem = read(example_ward("urgences"))
    result = solve(problem, seconds=60, workers=2)
    assert result.status is Status.PROVEN_BEST
    assert result.roster is not None
    assert result.audit is not None
    assert result.audit.clean
    assert result.cost == sum(line.cost for line in result.costs)
    written = roster_text(result.roster, example_ward("urgences"))
    assert written.startswith("# Un service qui a des postes"), "the file is kept as it was written"
    assert roster_of(parse_document(written, "tableau.yaml")) == result.roster
    assert shift_table(problem, curtois_qu.NO_LAW) is None, (
        "half-days of stage are more than a table of shifts"
    )


def test_each_cost_is_a_line_that_says_what_is_missing() -> None:
    problem = read(WARD)
    nights = [shift for shift in problem.shifts if shift.id == "bloc"]
    friday = problem.first.toordinal() + 4
    short = replace(
        problem,
        interns=problem.interns[:1],
        shifts=(replace(nights[0], minutes=720),),
        policies=(
            Cover(posts=("bloc",), days=frozenset({friday}), needed=2, under=100),
            Request(who=("Camille",), days=frozenset({friday}), weight=7),
        ),
    )
    result = solve(short, curtois_qu.NO_LAW, seconds=10, workers=1)
    assert [(line.cost, line.what) for line in result.costs] == [
        (100, "bloc du vendredi 6 novembre 2026 : 1 personne manquante (1 sur 2)"),
        (7, "Camille : demandait à être sans bloc le vendredi 6 novembre 2026"),
    ]


def test_a_policy_never_wins_against_the_law() -> None:
    """A rest after a night is the law's: a cover that would break it is paid for, whatever its price."""
    problem = read(example_ward("urgences"))
    days = frozenset(problem.days)
    dear = replace(
        problem,
        interns=problem.interns[:1],
        presence=(),
        policies=(Cover(posts=("nuit",), days=days, needed=1, under=1_000_000),),
    )
    result = solve(dear, seconds=20, workers=2)
    assert result.roster is not None
    assert audit(result.roster).clean
    assert result.cost is not None
    assert result.cost >= 1_000_000


def test_a_public_instance_is_an_ordinary_ward_file() -> None:
    """Written as YAML and read back: the same table of shifts, so the same problem, whoever wrote the file."""
    plain = curtois_qu.ward(TINY, "tiny")
    again = read(ward_text(plain))
    assert set(again.policies) == set(plain.policies)
    one, other = (shift_table(problem, curtois_qu.NO_LAW) for problem in (plain, again))
    assert isinstance(one, ShiftTable)
    assert isinstance(other, ShiftTable)
    assert {name: str(value) for name, value in vars(one).items()} == {
        name: str(value) for name, value in vars(other).items()
    }
