"""Why there is no roster: reasons that cannot hold together, and ways out that were tried."""

from __future__ import annotations

from datetime import date

import pytest
from ortools.sat.python import cp_model

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.person import Pregnancy, Restriction
from sextant.errors import Undecided
from sextant.roster.audit import audit
from sextant.roster.encode import lines_only
from sextant.roster.explain import Explanation, explain
from sextant.roster.problem import Fixed, Leave, Problem
from tests.sextant.roster.plain import FEBRUARY, changed, plain_ward

MONDAY = FEBRUARY.toordinal()


def explained(problem: Problem) -> Explanation:
    explanation = explain(problem)
    assert explanation is not None
    for way in explanation.ways_out:
        verdict = audit(way.roster)
        assert verdict.judgement.legal
        assert verdict.clean or way.uncovered
    return explanation


def kinds(explanation: Explanation) -> set[str]:
    return {way.kind for way in explanation.ways_out}


def test_a_ward_that_has_a_roster_needs_no_explanation() -> None:
    assert explain(plain_ward(7)) is None


def test_four_interns_on_a_line_are_refused_with_the_article_and_ways_out() -> None:
    explanation = explained(plain_ward(4))
    assert explanation.codes == ("G6",)
    assert "tenue par 4 internes, au lieu de 5" in explanation.reasons[0]
    assert "Arrêté du 10 septembre 2002" in explanation.reasons[0]
    assert kinds(explanation) == {"seniors", "interns"}
    assert "Ajouter 3 internes à la ligne." in [way.what for way in explanation.ways_out]


def test_six_interns_cannot_stay_inside_the_normal_service() -> None:
    explanation = explained(plain_ward(6))
    assert explanation.codes == ("G1",)
    assert explanation.minimal
    assert kinds(explanation) == {"necessity", "interns", "open"}
    (left,) = [way for way in explanation.ways_out if way.kind == "open"]
    assert len(left.uncovered) == 4  # 28 nights, six interns who hold four each
    assert "c’est prouvé" in left.what


def test_leaves_of_the_same_week_are_named_and_one_is_moved() -> None:
    problem = plain_ward(8)
    leave = Leave(Kind.LEAVE, date(2027, 2, 8), date(2027, 2, 14))
    for name in ("Camille", "Yanis", "Inès", "Théo", "Jade", "Malo", "Nour"):
        problem = changed(problem, name, leaves=(leave,))
    explanation = explained(problem)
    assert explanation.minimal
    assert "R1" in explanation.codes
    assert "Camille est en congé du 08/02/2027 au 14/02/2027." in explanation.reasons
    moved = [way.what for way in explanation.ways_out if way.kind == "leave"]
    assert any(what.startswith("Déplacer le congé de") for what in moved)


def test_where_giving_one_leave_up_does_not_help_no_move_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = plain_ward(9, 4)
    for name in [intern.name for intern in problem.interns]:
        problem = changed(problem, name, leaves=(Leave(Kind.LEAVE, date(2027, 2, 8), date(2027, 2, 14)),))
    tried: list[str] = []
    monkeypatch.setattr("sextant.roster.explain._moved", lambda *asked: tried.append(str(asked[2])))
    assert "leave" not in kinds(explained(problem))
    assert not tried


def test_a_leave_that_no_one_may_move_is_not_a_way_out() -> None:
    problem = plain_ward(8)
    sickness = Leave(Kind.SICKNESS, date(2027, 2, 8), date(2027, 2, 14), movable=False)
    for name in ("Camille", "Yanis", "Inès", "Théo", "Jade", "Malo", "Nour"):
        problem = changed(problem, name, leaves=(sickness,))
    assert "leave" not in kinds(explained(problem))


def test_a_garde_decided_for_someone_exempted_is_told_with_the_exemption() -> None:
    problem = changed(
        plain_ward(9),
        "Inès",
        person={"pregnancy": Pregnancy(date(2027, 1, 4))},
        fixed=(Fixed(Kind.GARDE_NUIT, MONDAY + 2, HalfDay.NIGHT, "gardes"),),
    )
    explanation = explained(problem)
    assert explanation.codes == ("E1",)
    assert "Inès : garde de nuit du mercredi 3 février 2027, décidé d’avance." in explanation.reasons
    assert len(explanation.reasons) == 2


def test_two_nights_in_a_row_decided_beforehand_break_the_rest() -> None:
    nights = tuple(Fixed(Kind.GARDE_NUIT, MONDAY + n, HalfDay.NIGHT, "gardes") for n in (1, 2))
    explanation = explained(changed(plain_ward(9), "Yanis", fixed=nights))
    assert explanation.codes == ("R1",)
    assert len([reason for reason in explanation.reasons if reason.startswith("Yanis :")]) == 2


def test_a_leave_that_is_too_long_is_refused_as_a_fact() -> None:
    leave = Leave(Kind.LEAVE, date(2027, 2, 1), date(2027, 3, 6))
    explanation = explained(changed(plain_ward(9, 6), "Malo", leaves=(leave,)))
    assert explanation.codes == ("L2",)
    assert "30 jours de congé d’affilée" in explanation.reasons[0]
    (way,) = [way for way in explanation.ways_out if way.kind == "leave"]
    assert "Malo du 1er février au 6 mars 2027" in way.what


def test_a_certificate_that_empties_a_line_is_told() -> None:
    limit = Restriction(date(2027, 2, 1), date(2027, 2, 28), frozenset({Kind.GARDE_NUIT}))
    problem = plain_ward(7)
    for name in ("Camille", "Yanis"):
        problem = changed(problem, name, person={"restrictions": (limit,)})
    explanation = explained(problem)
    assert set(explanation.codes) <= {"G1", "E5"}
    assert "E5" in explanation.codes


def test_no_time_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_only, "run", lambda *_: cp_model.UNKNOWN)
    with pytest.raises(Undecided, match="temps donné"):
        explain(plain_ward(7))
