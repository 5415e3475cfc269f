"""The law typed: listed, shown, dated, checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sextant_cli.typed import typed

Capture = pytest.CaptureFixture[str]
CODES = {
    *(f"V{n}" for n in range(1, 11)),
    *(f"R{n}" for n in range(1, 8)),
    *(f"G{n}" for n in range(1, 14)),
    "G7b",
    *(f"E{n}" for n in range(1, 6)),
    *(f"L{n}" for n in range(1, 10)),
    *(f"T{n}" for n in range(1, 9)),
}


def test_every_rule_is_listed_with_all_that_makes_it_checkable(capsys: Capture) -> None:
    rules = typed(capsys, "law", "list", "--json").json["rules"]
    assert {rule["code"] for rule in rules} == CODES
    for rule in rules:
        assert rule["text"]
        assert rule["article"]
        assert rule["dates"]["checked"]
        assert rule["force"] in {"loi", "charte", "demande"}
        assert rule["confidence"] in {"haute", "moyenne", "faible", "non vérifiée"}
        assert len(rule["examples"]) >= 2


def test_a_rule_is_shown_with_its_doubt(capsys: Capture) -> None:
    answer = typed(capsys, "law", "show", "R1")
    assert answer.code == 0
    for word in ("Article", "Force", "Confiance", "En vigueur", "Doute", "Exemple"):
        assert word in answer.out


def test_the_law_of_another_day_is_another_law(capsys: Capture) -> None:
    then = {rule["code"] for rule in typed(capsys, "law", "on", "2014-03-01", "--json").json["rules"]}
    now = {rule["code"] for rule in typed(capsys, "law", "on", "2026-11-23", "--json").json["rules"]}
    assert "T8" in now - then
    assert then < now


def test_a_word_finds_its_rules(capsys: Capture) -> None:
    found = {
        rule["code"] for rule in typed(capsys, "law", "list", "--search", "grossesse", "--json").json["rules"]
    }
    assert "E1" in found
    assert "V1" not in found


def test_the_shipped_law_checks(capsys: Capture) -> None:
    answer = typed(capsys, "law", "check")
    assert answer.code == 0
    assert re.search(r"\d+ règles, \d+ exemples : tout est juste", answer.out)


def test_a_broken_rule_file_is_answered_like_a_colleague_would(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "essai.yaml").write_text(
        "text: Arrêté d’essai\nchecked: 2026-11-23\nseen: texte\nrules:\n  - id: essai\n", encoding="utf-8"
    )
    answer = typed(capsys, "law", "check", str(tmp_path))
    assert answer.code == 1
    assert "essai.yaml" in answer.out
    assert "ligne" in answer.out


def test_settings_are_listed(capsys: Capture) -> None:
    assert "line_min_hard" in typed(capsys, "law", "settings").out
