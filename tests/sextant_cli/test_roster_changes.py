"""Repair, why, compare, swap, as they are typed."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from benchmarks.wards import Recipe, draw
from sextant.almanac.activity import Kind
from sextant.roster.audit import audit
from sextant.roster.roster import Roster
from sextant.roster.roster_file import read_roster, write_roster
from sextant.roster.solve import solve
from sextant.roster.ward_text import ward_text
from tests.sextant_cli.typed import typed

Capture = pytest.CaptureFixture[str]


@cache
def solved() -> Roster:
    roster = solve(draw(Recipe(9, 4, leave_rate=0)), seconds=30, workers=2).roster
    assert roster is not None
    return roster


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_roster(solved(), tmp_path / "tableau.yaml")
    return tmp_path / "tableau.yaml"


def night(number: int) -> tuple[str, str]:
    """Who holds the night of that day of the period, and the day as it is typed."""
    day = solved().problem.first.toordinal() + number
    name = next(
        n
        for n, held in solved().activities.items()
        if any((a.kind, a.day) == (Kind.GARDE_NUIT, day) for a in held)
    )
    return name, date.fromordinal(day).isoformat()


def test_a_sickness_is_repaired_and_written(capsys: Capture, file: Path) -> None:
    name, day = night(9)
    out = file.with_name("repare.yaml")
    answer = typed(
        capsys, "roster", "repair", str(file), "--absent", f"{name} {day} {day}", "--out", str(out)
    )
    assert answer.code == 0, answer.out + answer.err
    assert "aucune réparation ne change moins, c’est prouvé" in " ".join(answer.out.split())
    assert f"que tenait {name}" in answer.out
    assert audit(read_roster(out)).clean
    said = typed(capsys, "roster", "repair", str(file), "--absent", f"{name} {day} {day}", "--json").json
    assert said["proved"] is True
    assert said["unfilled"] == []


def test_a_garde_refused_goes_to_another(capsys: Capture, file: Path) -> None:
    name, day = night(9)
    answer = typed(capsys, "roster", "repair", str(file), "--refused", f"{name} {day} gardes", "--json")
    assert answer.code == 0
    assert {d["name"] for d in answer.json["differences"] if d["now"] == "garde-nuit" and d["name"] != name}


def test_why_her_and_why_not_the_others(capsys: Capture, file: Path) -> None:
    name, day = night(9)
    answer = typed(capsys, "roster", "why", str(file), name, day)
    assert answer.code == 0
    assert answer.out.startswith(f"{name} tient la garde de nuit du")
    assert answer.out.count("•") == 8
    other = next(i.name for i in solved().problem.interns if i.name != name)
    (one,) = typed(capsys, "roster", "why", str(file), name, day, "--instead", other, "--json").json["others"]
    assert one["name"] == other
    assert one["possible"] is not bool(one["forbidden"])


def test_a_swap_is_judged_and_only_a_legal_one_is_written(capsys: Capture, file: Path) -> None:
    (giver, day), out = night(9), file.with_name("echange.yaml")
    codes = set()
    for number in range(12, 26):
        taker, other = night(number)
        if taker != giver:
            out.unlink(missing_ok=True)
            answer = typed(
                capsys,
                "roster",
                "swap",
                str(file),
                "--give",
                f"{giver} {day}",
                "--take",
                f"{taker} {other}",
                "--out",
                str(out),
            )
            assert out.exists() is (answer.code == 0)
            assert ("Échange légal" in answer.out) is (answer.code == 0)
            codes.add(answer.code)
    assert 0 in codes


def test_two_files_are_compared(capsys: Capture, file: Path) -> None:
    name, day = night(9)
    out = file.with_name("repare.yaml")
    typed(capsys, "roster", "repair", str(file), "--absent", f"{name} {day} {day}", "--out", str(out))
    answer = typed(capsys, "roster", "compare", str(file), str(out))
    assert answer.code == 0
    assert "la garde de nuit au lieu de" in answer.out
    assert "Qui y gagne, qui y perd" in answer.out
    assert "disent la même chose" in typed(capsys, "roster", "compare", str(file), str(file)).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("repair", "--absent", "Interne 1"), "ne dit pas qui manque et quand"),
        (("repair", "--absent", "Personne 2026-11-03 2026-11-04"), "n’est pas un interne"),
        (
            ("repair", "--absent", "Interne 1 2026-11-03 2026-11-04", "--kind", "vacances"),
            "n’est pas une absence",
        ),
        (("repair", "--refused", "Interne 1 2026-11-03 foot"), "n’existe pas"),
        (("why", "Personne", "2026-11-03"), "n’est pas un interne"),
        (("swap", "--give", "Interne 1", "--take", "Interne 2"), "ne dit pas le jour"),
    ],
)
def test_what_is_typed_wrong_is_told(
    capsys: Capture, file: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = typed(capsys, "roster", arguments[0], str(file), *arguments[1:])
    assert answer.code == 2
    assert said in answer.err


def test_what_one_change_would_give_is_told(capsys: Capture, tmp_path: Path) -> None:
    ward = tmp_path / "service.yaml"
    ward.write_text(ward_text(draw(Recipe(8, 2, leave_rate=0))), encoding="utf-8")
    answer = typed(capsys, "roster", "what-if", str(ward), "--seconds", "5")
    assert answer.code == 0, answer.out + answer.err
    assert "Un interne de plus" in answer.out
    assert "Sans chercher l’équité" in answer.out
    assert "nuits au plus pour un interne" in " ".join(answer.out.split())
    wished = typed(capsys, "roster", "what-if", str(ward), "--seconds", "2", "--wish", "Interne 2 : samedi")
    assert "Interne 2 évite 2 jours" in wished.out


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("Interne 2", "ne dit pas qui évite quels jours"),
        ("Personne : samedi", "n’est pas un interne"),
        ("Interne 2 : samdi", "samdi"),
        ("Interne 2 : 2031-01-01", "hors de la période"),
    ],
)
def test_a_wish_to_try_that_says_nothing_is_refused(
    capsys: Capture, tmp_path: Path, wish: str, said: str
) -> None:
    ward = tmp_path / "service.yaml"
    ward.write_text(ward_text(draw(Recipe(8, 2, leave_rate=0))), encoding="utf-8")
    answer = typed(capsys, "roster", "what-if", str(ward), "--wish", wish)
    assert answer.code == 2
    assert said in answer.err


def test_the_shares_are_drawn_in_the_terminal(capsys: Capture, file: Path) -> None:
    answer = typed(capsys, "roster", "fairness", str(file))
    assert answer.code == 0, answer.err
    for said in ("Nuits", "Vendredis", "Souhaits refusés", "█", "│", "Les gardes se partagent"):
        assert said in " ".join(answer.out.split())
    told = typed(capsys, "roster", "fairness", str(file), "--json").json
    held = sum(a.kind is Kind.GARDE_NUIT for own in solved().activities.values() for a in own)
    assert sum(bar["held"] for bar in told["panels"]["nights"]) == held
