"""The worked examples of the survey of facts give the expected result, through the auditor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sextant.almanac.span import local
from sextant.document import parse_document
from sextant.law.breach import Breach
from sextant.law.example import figure, judge_example, planning_of
from sextant.law.library import load
from sextant.law.rests import rests
from sextant.law.rule import Example

FILE = Path(__file__).with_name("worked_examples.yaml")
OURS = ("id", "legal", "warnings", "notes", "weeks_of", "rest_until")
# The reader of documents wants keys on top; the file is a list for people.
TEXT = "examples:\n" + "".join(f"  {line}\n" for line in FILE.read_text(encoding="utf-8").splitlines())
CASES: list[dict[str, Any]] = parse_document(TEXT, FILE.name).data["examples"]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['id']} · {case['because']}" for case in CASES])
def test_exemple(case: dict[str, Any]) -> None:
    written = {key: value for key, value in case.items() if key not in OURS}
    example = Example.model_validate({"breaches": 0, **written})
    found = judge_example(example, load())

    assert found.legal is case.get("legal", True), [breach.sentence for breach in found.unlawful]
    assert_counts(found.breaches, case.get("says", {}))
    assert_counts(found.warnings, case.get("warnings", {}))
    assert_counts(found.notes, case.get("notes", {}))
    account = found.accounts[0]
    expected = case.get("account", {})
    assert {name: figure(account, name) for name in expected} == expected
    if "weeks_of" in case:
        assert [week.stage_half_days for week in account.weeks] == case["weeks_of"]
    if "rest_until" in case:
        last = rests(planning_of(example).timeline, load())[-1]
        assert f"{local(last.span.end, 'Europe/Paris'):%Y-%m-%d %H:%M}" == case["rest_until"]


def assert_counts(found: Sequence[Breach], expected: dict[str, int]) -> None:
    """Findings by code, for the codes that the example tells of."""
    counts = Counter(breach.code for breach in found)
    assert {code: counts[code] for code in expected} == expected, [breach.sentence for breach in found]
