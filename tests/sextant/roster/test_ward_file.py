"""A ward's file becomes a problem: words become days, and what is not written is the usual."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date

import jsonschema
import pytest

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.span import local
from sextant.document import parse_document
from sextant.form import keys_of
from sextant.roster.problem import Problem, Weights
from sextant.roster.ward_file import EXAMPLE_WARD, example_ward, json_schema, problem_of
from sextant.roster.ward_form import WeightsForm
from sextant.roster.ward_text import ward_text
from tests.sextant.roster.wards import GOOD, ward

DEMOS = ("nouveau", "medecine-polyvalente", "impossible")


def day(number: int) -> int:
    """A day of November 2026."""
    return date(2026, 11, number).toordinal()


def test_a_garde_line_holds_nights_saturday_afternoons_sundays_and_holidays() -> None:
    nights, saturdays, free_days = ward().lines[0].duties
    assert (nights.kind, len(nights.days), nights.half_day) == (Kind.GARDE_NUIT, 28, HalfDay.NIGHT)
    assert (saturdays.kind, saturdays.days, saturdays.half_day) == (
        Kind.CONTINUITE, {day(7), day(14), day(21), day(28)}, HalfDay.AFTERNOON,
    )  # fmt: skip
    assert (free_days.kind, free_days.days) == (Kind.GARDE_JOUR, {day(8), day(11), day(15), day(22), day(29)})


def test_a_shared_line_keeps_only_our_days() -> None:
    line = ward().lines[1]
    assert (line.shared_with, line.extra_interns) == ("Gériatrie", 4)
    assert line.duties[0].days == {day(d) for d in (*range(9, 16), *range(23, 30))}


def test_a_line_knows_who_may_hold_it() -> None:
    assert ward().lines[0].eligible == ("Camille", "Yanis", "Inès", "Jade")
    text = GOOD.replace("{except: [Théo]}", "{phases: [approfondissement], min_semester: 3}")
    assert ward(text).lines[0].eligible == ("Camille", "Yanis", "Inès", "Jade")


def test_weekly_university_yields_to_leave_and_holidays() -> None:
    assert sorted(d for d, _ in ward().intern("Camille").university) == [day(5), day(19), day(26)]


def test_wishes_become_days_and_weekdays() -> None:
    yanis = ward().intern("Yanis")
    assert [(w.weekday, w.half_day, w.weight) for w in yanis.personal_wishes] == [(4, HalfDay.MORNING, 3)]
    (avoid,) = yanis.duty_wishes
    assert (avoid.prefer, avoid.line, avoid.days) == (False, "gardes", {day(d) for d in (7, 11, 14, 21, 28)})


def test_a_fixed_duty_finds_its_line() -> None:
    (fixed,) = ward(GOOD.replace("N@gardes", "N")).intern("Camille").fixed
    assert (fixed.kind, fixed.day, fixed.half_day, fixed.line) == (
        Kind.GARDE_NUIT,
        day(4),
        HalfDay.NIGHT,
        "gardes",
    )


def test_history_ends_at_a_local_hour() -> None:
    end = ward().intern("Yanis").history.last_duty_end
    assert end is not None
    assert f"{local(end):%Y-%m-%d %H:%M}" == "2026-11-02 08:30"


def test_presence_spares_sundays_holidays_and_saturday_afternoons() -> None:
    needs = {(p.day, p.half_day): p for p in ward().presence}
    assert (day(11), HalfDay.MORNING) not in needs
    assert (day(8), HalfDay.MORNING) not in needs
    assert (day(7), HalfDay.AFTERNOON) not in needs
    assert needs[day(7), HalfDay.MORNING].wanted == 1
    assert needs[day(7), HalfDay.MORNING].maximum == 5
    assert needs[day(9), HalfDay.AFTERNOON].minimum == 1


def test_a_later_presence_rule_replaces_an_earlier_one() -> None:
    text = GOOD.replace("signatories", "  - {days: [2026-11-09], half_day: matin, minimum: 3}\nsignatories")
    needs = {(p.day, p.half_day): p.minimum for p in ward(text).presence}
    assert (needs[day(9), HalfDay.MORNING], needs[day(9), HalfDay.AFTERNOON]) == (3, 1)


def test_a_run_of_dates_does_not_mean_its_sundays() -> None:
    text = GOOD.replace("signatories", "  - {days: [2026-11-09 au 2026-11-15], minimum: 3}\nsignatories")
    asked = {(p.day, p.half_day) for p in ward(text).presence if p.minimum == 3}
    assert {d for d, _ in asked} == {day(9), day(10), day(12), day(13), day(14)}
    assert (day(14), HalfDay.AFTERNOON) not in asked


def test_a_saturday_afternoon_is_asked_when_it_is_named() -> None:
    for days, asked in (("samedi", True), ("2026-11-14", True), ("tous", False), ("lundi au samedi", False)):
        text = GOOD.replace(
            "signatories", f"  - {{days: [{days}], half_day: apres-midi, minimum: 3}}\nsignatories"
        )
        problem = ward(text)
        assert ((day(14), HalfDay.AFTERNOON) in {(p.day, p.half_day) for p in problem.presence}) is asked
        assert ward(ward_text(problem)) == problem


def test_presence_on_a_holiday_is_asked_when_it_is_named() -> None:
    text = GOOD.replace("signatories", "  - {days: [férié], half_day: matin, minimum: 1}\nsignatories")
    assert (day(11), HalfDay.MORNING) in {(p.day, p.half_day) for p in ward(text).presence}


def test_duties_may_be_written_out() -> None:
    duties = '    duties: [{kind: garde-nuit, days: [mardi], hours: "20:00-08:00"}]\n'
    text = GOOD.replace("    kind: garde\n", "    kind: garde\n" + duties)
    text = text.replace("    fixed: [{day: 2026-11-04, what: N@gardes}]\n", "")
    (duty,) = ward(text).lines[0].duties
    assert (duty.days, duty.start, duty.end) == ({day(3), day(10), day(17), day(24)}, 1200, 1920)


def test_the_trimester_of_the_ward_is_that_of_each_intern() -> None:
    problem = ward(GOOD.replace("lines:", "trimester: {from: 2026-11-02, to: 2027-02-01}\nlines:", 1))
    assert {i.person.trimester for i in problem.interns} == {(date(2026, 11, 2), date(2027, 2, 1))}


def test_overseas_has_its_clock_and_holidays() -> None:
    problem = ward(GOOD.replace("ward: Médecine", "ward: Médecine\nterritory: reunion"))
    assert problem.zone == "Indian/Reunion"
    assert problem.interns[0].person.territory == "reunion"


@pytest.mark.parametrize("name", DEMOS)
def test_a_problem_can_be_written_and_read_back(name: str) -> None:
    problem = ward(example_ward(name))
    again = ward(ward_text(problem))
    assert [f.name for f in fields(Problem) if getattr(problem, f.name) != getattr(again, f.name)] == []


def test_every_fact_of_a_problem_can_be_written() -> None:
    text = GOOD.replace("share: 0.5", 'share: 0.5, status: docteur-junior, placement: saspas, surnombre: true, '
                        'leave_taken: 3.5, site: "CHU", placement_start: 2026-11-02, '
                        'trimester: {from: 2026-11-02, to: 2027-02-01}, '
                        'restrictions: [{from: 2026-11-03, to: 2026-11-05, kinds: [garde-nuit], '
                        'reason: "oui: non"}]')  # fmt: skip
    text = text.replace(
        "third_month: 2026-11-16", "third_month: 2026-11-16, until: 2027-05-01, consent: {from: 2026-11-10}"
    )
    text += ('hours: {morning: "08:00-12:30"}\nweights: {wish: 9}\nsettings: {line_min_hard: 4, demi_garde_end: "01:00"}\n'
             "records: {arrete_le: 2026-10-01, quatre_parties: true, necessite_imperieuse: oui}\nhospital: 'yes'\n")  # fmt: skip
    problem = ward(text)
    assert problem.weights == replace(Weights(), wish=9)
    assert ward(ward_text(problem)) == problem


def test_a_course_missed_by_a_leave_is_not_written() -> None:
    """A way out may move a leave over a course: the ward it proposes must be one that can be read."""
    problem = ward()
    camille = problem.intern("Camille")
    moved = replace(camille.leaves[0], first=date(2026, 11, 16), last=date(2026, 11, 21))
    covered = replace(camille, leaves=(moved,))
    changed = replace(problem, interns=tuple(covered if i is camille else i for i in problem.interns))
    again = ward(ward_text(changed)).intern("Camille")
    assert again.leaves == (moved,)
    assert again.university == {one for one in covered.university if one[0] != date(2026, 11, 19).toordinal()}
    assert len(again.university) == len(covered.university) - 1


def test_weights_have_one_form() -> None:
    assert keys_of([WeightsForm]) == [field.name for field in fields(Weights)]
    assert WeightsForm().model_dump() == {f.name: f.default for f in fields(Weights)}


@pytest.mark.parametrize("text", [*map(example_ward, DEMOS), GOOD])
def test_the_schema_accepts_what_the_reader_accepts(text: str) -> None:
    written = json.loads(json.dumps(parse_document(text, "f").data, default=str))  # JSON has no dates
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert [e.message for e in jsonschema.Draft202012Validator(json_schema()).iter_errors(written)] == []


def test_the_example_is_in_french_and_commented() -> None:
    assert EXAMPLE_WARD.count("#") > 15
    assert problem_of(parse_document(EXAMPLE_WARD, "nouveau.yaml")).lines[0].id == "gardes"
