"""The manual of amounts cannot lie: its example holds, and it names every key."""

from __future__ import annotations

import re
from pathlib import Path

from sextant.rights.tariff import AmountExample, AmountForm, AmountsForm, ValueForm, check_amounts
from tests.lanes import ROOT

PAGE = (ROOT / "docs" / "how-to" / "add-an-amount.md").read_text(encoding="utf-8")


def test_the_example_of_the_manual_holds(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "kerlann.yaml").write_text(example, encoding="utf-8")
    assert check_amounts(tmp_path) == []


def test_the_manual_names_every_key() -> None:
    said = set(re.findall(r"`\{?(\w+)", PAGE))
    for form in (AmountsForm, AmountForm, ValueForm):
        assert {field.alias or name for name, field in form.model_fields.items()} <= said
    assert set(AmountExample.model_fields) - {"to_confirm"} <= {*said, "on"}
