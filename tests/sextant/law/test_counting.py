"""The conversion table: every kind counted, with its source, and in step with the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.almanac.activity import Kind
from sextant.document import read_document
from sextant.errors import BadLaw
from sextant.law import counting
from sextant.law.counting import CODE, load_counting
from sextant.law.example import figure, judge_example
from sextant.law.library import load
from sextant.law.rule import Example
from sextant.law.shapes.rest_after import RestAfter

FILE = Path(counting.__file__).with_name("counting.yaml")
TABLE = read_document(FILE).data
KINDS = TABLE["kinds"]


def test_every_kind_is_counted_and_nothing_else() -> None:
    assert list(KINDS) == [kind.value for kind in Kind]


@pytest.mark.parametrize("name", KINDS)
def test_a_count_has_its_source_and_its_confidence(name: str) -> None:
    row = KINDS[name]
    assert row["source"]
    assert row["note"]
    assert row["seen"] in ("texte", "secondaire", "non vu")
    assert row["confidence"] in ("haute", "moyenne", "faible")
    assert row["hours"] in ("reelles", "aucune")


def test_the_table_of_the_facts() -> None:
    table = load_counting()
    half_days = {kind.value: table.stage_half_days[code] for kind, code in CODE.items()}
    assert {name: n for name, n in half_days.items() if n} == {
        "stage": 1, "garde-nuit": 2, "garde-jour": 2, "demi-garde": 1, "continuite": 1, "pdsa": 1,
    }  # fmt: skip
    uncounted = {kind.value for kind, code in CODE.items() if not table.counts_hours[code]}
    assert uncounted == {
        "astreinte",
        "autonome",
        "repos",
        "recuperation",
        "conge",
        "maladie",
        "formation-syndicale",
    }
    assert (table.pool_minutes, table.exceptional_minutes, table.cap) == (300, 180, 2)


def test_the_rests_told_are_those_of_the_rules() -> None:
    rules = [
        rule.shape for rule in load().rules if isinstance(rule.shape, RestAfter) and rule.valid.until is None
    ]
    ruled = {kind.value: shape.hours for shape in rules for kind in shape.after}
    assert {name: row["rest_after"] for name, row in KINDS.items() if "rest_after" in row} == ruled


@pytest.mark.parametrize("whole", TABLE["wholes"], ids=[whole["name"] for whole in TABLE["wholes"]])
def test_a_whole_garde_is_the_sum_of_its_parts(whole: dict[str, str]) -> None:
    account = judge_example(
        Example(week=whole["week"], breaches=0, because="une garde entière"), load()
    ).accounts[0]
    assert account.stage_half_days == whole["half_days"]
    assert figure(account, "hours") == whole["hours"]


def test_a_table_that_forgets_a_kind_is_refused(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace("  pdsa:\n", "  autre:\n")
    (tmp_path / "counting.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadLaw, match="ne dit rien de « pdsa »"):
        load_counting(tmp_path / "counting.yaml")
