"""The manual of procedures cannot lie: its example holds, and it names every key."""

from __future__ import annotations

import re
from pathlib import Path

from sextant.law.planning_file import planning_from
from sextant.procedure.from_planning import fields_of
from sextant.procedure.letter import SENDER, LetterForm
from sextant.procedure.steps import ProcedureForm, StepForm, load_procedures
from tests.lanes import ROOT

PAGE = (ROOT / "docs" / "how-to" / "add-a-procedure.md").read_text(encoding="utf-8")
SAID = set(re.findall(r"`\{?(\w+)", PAGE))


def test_the_example_of_the_manual_holds(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "attestation.yaml").write_text(example, encoding="utf-8")
    assert set(load_procedures(tmp_path)) == {"attestation-de-stage"}


def test_the_manual_names_every_key() -> None:
    for form in (ProcedureForm, StepForm, LetterForm):
        assert {field.alias or name for name, field in form.model_fields.items()} <= SAID


def test_the_manual_names_every_field_that_fills_itself() -> None:
    busy = planning_from({"from": "2026-11-02", "weeks": ["MAN MA MA MA MA M .."] * 3})
    assert set(fields_of(busy)) | set(SENDER) <= SAID
