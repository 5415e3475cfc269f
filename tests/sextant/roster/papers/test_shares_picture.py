"""The drawing of fairness: every intern in every panel, the fair share and the past where there are any."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from benchmarks.wards import Recipe, draw
from sextant.almanac.activity import Kind
from sextant.roster.fairness import fairness
from sextant.roster.papers.shares_picture import panels, summary
from sextant.roster.problem import History, Sharing
from sextant.roster.roster import Roster
from sextant.roster.solve import solve
from tests.sextant.roster.plain import plain_ward

SVG = "{http://www.w3.org/2000/svg}"


def solved() -> Roster:
    ward = plain_ward(8, 2)
    first = replace(
        ward.interns[0], history=History(nights=7), person=replace(ward.interns[0].person, name="Anaïs <b>")
    )
    lines = tuple(
        replace(line, eligible=tuple("Anaïs <b>" if n == ward.interns[0].name else n for n in line.eligible))
        for line in ward.lines
    )
    found = solve(replace(ward, interns=(first, *ward.interns[1:]), lines=lines), seconds=20, workers=1)
    assert found.roster is not None
    return found.roster


def test_each_panel_draws_each_intern_and_says_so() -> None:
    roster = solved()
    told = panels(roster)
    assert [panel.key for panel in told] == [
        "nights", "fridays", "weekends", "holidays", "half_days", "refused",
    ]  # fmt: skip
    assert "refused" not in {panel.key for panel in panels(roster, wishes=False)}
    nights = told[0]
    assert sum(bar.held for bar in nights.bars) == sum(
        a.kind is Kind.GARDE_NUIT for own in roster.activities.values() for a in own
    )
    for panel in told:
        drawing = ElementTree.fromstring(panel.svg)  # our own text, whole  # noqa: S314
        assert len(drawing.findall(f"{SVG}g")) == len(roster.problem.interns)
        assert "style" not in panel.svg
    first = ElementTree.fromstring(nights.svg).find(f"{SVG}g")  # noqa: S314
    assert first is not None
    assert {shape.get("class") for shape in first} == {"who", "done", "before", "limit", "figure"}
    assert "7 avant" in nights.bars[0].says
    assert "<b>" not in nights.svg


def test_the_few_numbers_say_who_is_furthest_and_how_gardes_are_shared() -> None:
    roster = solved()
    found = fairness(roster)
    worst = max(found.shares, key=lambda share: share.away)
    assert worst.name in summary(found, roster.problem)
    assert "au prorata du temps" in summary(found, roster.problem)
    equal = replace(roster.problem, sharing=Sharing.EQUAL)
    assert "également entre tous" in summary(found, equal)


def test_astreintes_are_drawn_where_there_are_some_and_an_empty_panel_says_so() -> None:
    roster = solve(draw(Recipe(8, 3, thinness=1.2)), seconds=20, workers=1).roster
    assert roster is not None
    told = {panel.key: panel for panel in panels(roster)}
    astreintes = told["astreintes"]
    held = sum(a.kind is Kind.ASTREINTE for own in roster.activities.values() for a in own)
    assert sum(bar.held for bar in astreintes.bars) == held
    assert sum(bar.fair or 0 for bar in astreintes.bars) == pytest.approx(held)
    assert not astreintes.empty
    nobody = Roster(roster.problem, dict.fromkeys(roster.activities, ()))
    assert {panel.key for panel in panels(nobody) if panel.empty} >= {"fridays", "half_days"}
