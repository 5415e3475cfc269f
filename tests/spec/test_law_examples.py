"""Every example of every rule, run through the auditor: the examples are the specification of the law.

A failing test names its rule and says in French what was expected; the file to look at is in ``law/texts``.
"""

from __future__ import annotations

import pytest

from sextant.law.example import differences, is_broken
from sextant.law.library import load
from sextant.law.rule import Example, Rule
from sextant.law.shapes.leave_run import PayableLeave
from sextant.law.shapes.reading_rule import ReadingRule

LAW = load()
EXAMPLES = [(rule, example) for rule in LAW.rules for example in rule.examples]

# Sections 1.1 to 1.7 of the survey of facts.
CODES = [
    *(f"V{n}" for n in range(1, 11)),
    *(f"R{n}" for n in range(1, 8)),
    *(f"G{n}" for n in range(1, 8)), "G7b", *(f"G{n}" for n in range(8, 14)),
    *(f"E{n}" for n in range(1, 6)),
    *(f"L{n}" for n in range(1, 10)),
    *(f"T{n}" for n in range(1, 9)),
]  # fmt: skip


def named(rule: Rule, example: Example) -> str:
    """« R1 enfreinte · mercredi après-midi, 5 h 30 trop tôt »."""
    return f"{rule.code} {'enfreinte' if is_broken(example) else 'tenue'} · {rule.id} · {example.because}"


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[named(*one) for one in EXAMPLES])
def test_exemple(rule: Rule, example: Example) -> None:
    assert differences(rule, example, LAW) == []


def test_every_code_of_the_facts_is_there_and_no_other() -> None:
    assert list(LAW.codes) == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_shown_kept_and_broken(code: str) -> None:
    rules = LAW.by_code(code)
    examples = [example for rule in rules for example in rule.examples]
    if all(isinstance(rule.shape, ReadingRule | PayableLeave) for rule in rules):
        # These never break: they are shown by two examples that come out differently.
        assert len({repr((example.says, example.account)) for example in examples}) > 1
    else:
        assert {is_broken(example) for example in examples} == {True, False}


@pytest.mark.parametrize("rule", LAW.rules, ids=[rule.id for rule in LAW.rules])
def test_a_rule_says_where_it_is_written_and_how_far_it_was_checked(rule: Rule) -> None:
    assert rule.article
    assert rule.checked
    assert rule.cites[0].seen == "texte" or rule.doubt, (
        "what was not read at the source has its doubt written"
    )
    assert rule.valid.since or rule.doubt, "so has a rule whose first day is not known"
    assert rule.says[0].islower()
    assert not rule.says.endswith(".")
