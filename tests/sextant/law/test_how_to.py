"""The manual for jurists cannot lie: its example holds, and it names every key and every shape."""

from __future__ import annotations

import re
from pathlib import Path

from sextant.law.file_check import check
from sextant.law.library import TextForm
from sextant.law.rule import Example, Rule
from sextant.law.shapes import SHAPES
from tests.lanes import ROOT

PAGE = (ROOT / "docs" / "how-to" / "add-a-rule.md").read_text(encoding="utf-8")


def test_the_example_of_the_manual_holds(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "kerlann.yaml").write_text(example, encoding="utf-8")
    assert [str(remark) for remark in check(tmp_path)] == []


def test_the_manual_names_every_shape_and_its_numbers() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", PAGE, re.MULTILINE))
    assert rows.keys() - {"shape"} == SHAPES.keys()  # the title of the column
    # What a jurist rarely needs, and finds in the docstring of the shape.
    unsaid = {"neutral", "only_if_record"}
    for name, shape in SHAPES.items():
        numbers = set(shape.model_fields) - {"shape"} - unsaid
        assert numbers <= set(re.findall(r"`(\w+)`", rows[name])), name


def test_the_manual_names_every_key() -> None:
    keys = {*TextForm.model_fields, *Rule.model_fields, "with", "also"} - {"cites", "file", "line"}
    keys |= {"week", "weeks", "repeat", "because", "breaches", "says", "account"} & set(Example.model_fields)
    assert keys <= set(re.findall(r"`(\w+)", PAGE))
