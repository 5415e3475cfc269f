"""The public set: frozen, drawn again the same, and judged without a solver."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.growth import drawn, measure
from benchmarks.services import frozen
from benchmarks.services.__main__ import main
from benchmarks.services.check import check
from sextant.errors import BadInput
from sextant.roster.bill import bill, total
from sextant.roster.change import Cell, Edit, edited
from sextant.roster.roster import Roster
from sextant.roster.roster_file import write_roster
from sextant.roster.solve import solve

EASY = "s001"


@pytest.fixture(scope="module")
def roster() -> Roster:
    found = solve(frozen.problem_of(EASY), seconds=6, workers=1).roster
    assert found is not None
    return found


def test_the_files_are_those_of_the_manifest_and_of_the_generator() -> None:
    assert list(frozen.changed()) == []
    every = [*frozen.hundred(), *frozen.large()]
    assert (len(frozen.hundred()), len(every)) == (100, 112)
    assert {recipe.interns for recipe in frozen.hundred()} == {6, 7, 8, 10, 12, 14}
    for recipe in every[::9]:
        assert frozen.path_of(recipe.name).read_text(encoding="utf-8") == frozen.written(recipe)


def test_a_changed_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(frozen.INSTANCES, tmp_path / "instances")
    monkeypatch.setattr(frozen, "INSTANCES", tmp_path / "instances")
    (tmp_path / "instances" / "s007.yaml").write_text("ward: autre\n", encoding="utf-8")
    assert list(frozen.changed()) == ["s007"]


def test_a_legal_roster_is_counted_and_a_duty_taken_away_is_seen(roster: Roster, tmp_path: Path) -> None:
    write_roster(roster, tmp_path / "mine.yaml")
    verdict = check(EASY, tmp_path / "mine.yaml")
    assert verdict.legal
    assert verdict.cost == total(bill(roster))
    name, night = next(
        (n, a) for n, own in roster.activities.items() for a in own if a.line and a.half_day == 2
    )
    write_roster(edited(roster, [Edit(Cell(name, night.day, night.half_day))]), tmp_path / "less.yaml")
    less = check(EASY, tmp_path / "less.yaml")
    assert not less.legal
    assert any("n’est tenue par personne" in sentence for sentence in less.broken)


def test_the_facts_are_those_of_the_instance(roster: Roster, tmp_path: Path) -> None:
    write_roster(roster, tmp_path / "mine.yaml")
    text = (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    (tmp_path / "weights.yaml").write_text(
        text.replace("lines:", "weights: {wish: 0}\nlines:", 1), encoding="utf-8"
    )
    assert check(EASY, tmp_path / "weights.yaml").cost == check(EASY, tmp_path / "mine.yaml").cost


def test_an_unknown_instance_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="n’existe pas"):
        check("s999", tmp_path / "none.yaml")


def test_the_command_says_what_it_found(
    roster: Roster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_roster(roster, tmp_path / "mine.yaml")
    monkeypatch.setattr("sys.argv", ["services", "check", EASY, str(tmp_path / "mine.yaml")])
    assert main() == 0
    assert "Légal." in capsys.readouterr().out


def test_a_better_cost_or_bound_is_kept_and_a_worse_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frozen, "BEST", tmp_path / "best.yaml")
    frozen.keep_best("s001", 400, 380, "2026-11-25")
    frozen.keep_best("s001", 410, 390, "2026-11-26")
    assert frozen.best_known("s001") == {"cost": 400, "bound": 390, "seen": "2026-11-26"}
    frozen.keep_best("s001", 500, 100, "2026-11-27")
    assert frozen.best_known("s001") == {"cost": 400, "bound": 390, "seen": "2026-11-26"}


def test_growth_is_measured_and_drawn() -> None:
    found = measure(8, 2, 20)
    assert found["first"] is not None
    picture = drawn([(8, found)], [(2, found)])
    assert picture.count("<polyline") == 4
