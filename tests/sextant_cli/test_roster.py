"""A ward typed: solved, audited, explained, counted; nothing written when it is refused."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from benchmarks.wards import Recipe, draw
from sextant.almanac.activity import GARDES
from sextant.roster.audit import audit
from sextant.roster.result import Status
from sextant.roster.roster import Roster
from sextant.roster.roster_file import read_roster
from sextant.roster.solve import solve
from sextant.roster.ward_file import example_ward
from sextant.roster.ward_text import ward_text
from sextant_cli.__main__ import run
from tests.sextant_cli.typed import typed

Capture = pytest.CaptureFixture[str]


def plain_ward(folder: Path, interns: int, first: str = "2027-02-01", last: str = "2027-02-28") -> Path:
    """Every night, Saturday afternoon and Sunday of four weeks, and nothing else to ask."""
    names = "".join(f"  - name: Interne {n}\n" for n in range(1, interns + 1))
    file = folder / f"plain-{interns}.yaml"
    file.write_text(
        f"ward: Essai\nfrom: {first}\nto: {last}\ninterns:\n{names}lines:\n  - {{id: gardes, name: Gardes, kind: garde}}\n",
        encoding="utf-8",
    )
    return file


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo ward, solved once for this file."""
    folder = tmp_path_factory.mktemp("demo")
    ward = folder / "service.yaml"
    ward.write_text(example_ward("medecine-polyvalente"), encoding="utf-8")
    assert run(["roster", "solve", str(ward), "--out", str(folder / "tableau"), "--seconds", "90"]) == 0
    return folder / "tableau"


def test_solving_writes_the_roster_and_its_papers(solved: Path) -> None:
    assert {item.name for item in solved.iterdir()} == {
        "tableau.yaml",
        "tableau.pdf",
        "tableau.xlsx",
        "calendriers",
    }
    assert len(list((solved / "calendriers").glob("*.ics"))) == 8
    assert not list(solved.parent.glob(".sextant-*"))


def test_the_demo_roster_audits_clean(capsys: Capture, solved: Path) -> None:
    answer = typed(capsys, "roster", "audit", str(solved / "tableau.yaml"), "--json")
    assert answer.code == 0
    assert answer.json["clean"] is True
    assert answer.json["breaches"] == []


def test_no_week_of_the_demo_is_heavier_than_sixty_hours(capsys: Capture, solved: Path) -> None:
    """The law bounds a mean; the ward's aims keep single weeks bearable when that costs nothing else."""
    accounts = typed(capsys, "roster", "audit", str(solved / "tableau.yaml"), "--json").json["accounts"]
    assert max(week["hours"] for account in accounts for week in account["weeks"]) <= 60


def test_taking_a_garde_away_is_told(capsys: Capture, solved: Path, tmp_path: Path) -> None:
    text = (solved / "tableau.yaml").read_text(encoding="utf-8")
    head, weeks = text.split("\nroster:", 1)
    fewer = re.sub(r"([MApu])N", r"\1", weeks, count=1)
    assert fewer != weeks
    changed = tmp_path / "moins.yaml"
    changed.write_text(f"{head}\nroster:{fewer}", encoding="utf-8")
    answer = typed(capsys, "roster", "audit", str(changed), "--json")
    assert answer.code == 1
    assert {fault["code"] for fault in answer.json["faults"]} & {"P1", "P6"}


def test_every_garde_taken_away_or_moved_into_a_rest_is_named(solved: Path) -> None:
    """Not one garde of the demo can go, or be held by someone at rest, without a rule being named."""
    roster = read_roster(solved / "tableau.yaml")
    tried = 0
    for name, activities in roster.activities.items():
        for garde in [a for a in activities if a.kind in GARDES][:3]:
            without = tuple(a for a in activities if a is not garde)
            taken = audit(Roster(roster.problem, {**roster.activities, name: without}))
            assert "P1" in {fault.code for fault in taken.faults}
            for other, theirs in roster.activities.items():
                before = [a for a in theirs if a.kind in GARDES and 0 <= garde.start - a.end < 11 * 60]
                touches = any(a.start < garde.end and garde.start < a.end for a in theirs)
                joins = any(garde.start - a.end < 15 for a in before)
                if other != name and before and not touches and not joins:
                    moved = {**roster.activities, name: without, other: (*theirs, garde)}
                    found = audit(Roster(roster.problem, moved)).judgement
                    assert "R1" in {breach.code for breach in found.unlawful}
                    tried += 1
    assert tried


def test_four_interns_are_refused_with_the_rule_the_article_and_ways_out(
    capsys: Capture, tmp_path: Path
) -> None:
    answer = typed(
        capsys, "roster", "solve", str(plain_ward(tmp_path, 4)), "--out", str(tmp_path / "out"), "--json"
    )
    assert answer.code == 1
    explanation = answer.json["explanation"]
    assert explanation["codes"] == ["G6"]
    assert "10 septembre 2002" in explanation["reasons"][0]
    assert {way["kind"] for way in explanation["ways_out"]} >= {"interns", "seniors"}
    # No roster is written but the nearest, which says of itself that lines are open.
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["tableau-incomplet.yaml"]


def test_six_interns_are_impossible_by_counting_and_seven_are_enough(capsys: Capture, tmp_path: Path) -> None:
    answer = typed(capsys, "roster", "headcount", str(plain_ward(tmp_path, 6)), "--json")
    assert answer.code == 1
    assert answer.json["needed"] == 7
    assert "32 gardes" in answer.json["proof_fewer_is_impossible"]
    assert typed(capsys, "roster", "headcount", str(plain_ward(tmp_path, 7)), "--json").code == 0


def test_an_impossible_ward_is_explained(capsys: Capture, tmp_path: Path) -> None:
    ward = tmp_path / "impossible.yaml"
    ward.write_text(example_ward("impossible"), encoding="utf-8")
    answer = typed(capsys, "roster", "explain", str(ward))
    assert answer.code == 1
    assert "Aucun tableau légal n’existe" in answer.out
    assert "Des issues, essayées et jugées légales" in answer.out


def test_a_new_ward_is_written_once(capsys: Capture, tmp_path: Path) -> None:
    ward = tmp_path / "service.yaml"
    assert typed(capsys, "roster", "new", str(ward)).code == 0
    kept = ward.read_text(encoding="utf-8")
    again = typed(capsys, "roster", "new", str(ward))
    assert again.code == 2
    assert ward.read_text(encoding="utf-8") == kept
    assert (
        typed(capsys, "roster", "solve", str(ward), "--out", str(tmp_path / "t"), "--seconds", "10").code == 0
    )


def test_a_workbook_solves_too(capsys: Capture, tmp_path: Path) -> None:
    sheet = tmp_path / "service.xlsx"
    assert typed(capsys, "roster", "template", str(sheet)).code == 0
    assert (
        typed(capsys, "roster", "solve", str(sheet), "--out", str(tmp_path / "t"), "--seconds", "10").code
        == 0
    )


def test_a_ward_with_a_mistake_writes_nothing(capsys: Capture, tmp_path: Path) -> None:
    ward = tmp_path / "service.yaml"
    ward.write_text(example_ward("nouveau").replace("interns:", "internes:"), encoding="utf-8")
    answer = typed(capsys, "roster", "solve", str(ward), "--out", str(tmp_path / "out"))
    assert answer.code == 2
    assert "ligne" in answer.err
    assert not (tmp_path / "out").exists()


def test_ctrl_c_ends_the_search_with_a_sentence(tmp_path: Path) -> None:
    """Whatever the moment: the best roster is kept, or it is said that there was none yet; never a traceback."""
    ward = tmp_path / "service.yaml"
    ward.write_text(ward_text(draw(Recipe(20, 26, leave_rate=0))), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "sextant_cli",
        "roster",
        "solve",
        str(ward),
        "--out",
        str(tmp_path / "t"),
    ]
    process = subprocess.Popen(
        [*command, "--seconds", "600"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(8)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in out + err
    assert process.returncode in (0, 1, 130)
    assert (process.returncode == 0) is (tmp_path / "t" / "tableau.yaml").exists()


def test_a_search_that_is_stopped_keeps_its_best_roster() -> None:
    stop = threading.Event()
    result = solve(
        draw(Recipe(14, 26)), seconds=120, stop=stop, progress=lambda moment: moment.best and stop.set()
    )
    assert result.status in (Status.GOOD, Status.PROVEN_BEST)
    assert result.audit is not None
    assert result.audit.clean
    assert result.bound <= (result.cost or 0)


def test_when_impossible_the_nearest_roster_is_written_apart(capsys: Capture, tmp_path: Path) -> None:
    ward = tmp_path / "service.yaml"
    ward.write_text(example_ward("impossible"), encoding="utf-8")
    answer = typed(
        capsys, "roster", "solve", str(ward), "--out", str(tmp_path / "tableau"), "--seconds", "20", "--json"
    )
    assert answer.code == 1
    assert answer.json["open"]
    assert answer.json["fewest"] is True
    assert {item.name for item in (tmp_path / "tableau").iterdir()} == {"tableau-incomplet.yaml"}
    judged = typed(
        capsys, "roster", "audit", str(tmp_path / "tableau" / "tableau-incomplet.yaml"), "--json"
    ).json
    assert {fault["code"] for fault in judged["faults"]} == {"P1"}


def test_a_search_is_gone_on_from_a_roster(capsys: Capture, solved: Path, tmp_path: Path) -> None:
    answer = typed(
        capsys, "roster", "solve", str(solved.parent / "service.yaml"), "--from", str(solved / "tableau.yaml"),
        "--out", str(tmp_path / "suite"), "--seconds", "5", "--json",
    )  # fmt: skip
    assert answer.code == 0
    assert (tmp_path / "suite" / "tableau.yaml").exists()
