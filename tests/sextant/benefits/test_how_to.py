"""The manual cannot lie: its file holds, a newcomer sees the aid in the answer, and every key is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sextant.benefits.amount import Amount, DatedValue
from sextant.benefits.benefit import Benefit, BenefitExample, Clawback, Commitment, Source, ToConfirm, Valid
from sextant.benefits.condition import Condition
from sextant.benefits.file_check import check
from sextant.benefits.proposal import EXAMPLE
from tests.lanes import ROOT
from tests.sextant_cli.typed import typed

PAGE = (ROOT / "docs" / "how-to" / "add-a-benefit.md").read_text(encoding="utf-8")
SITUATION = """
projet: {role: principal, date: 2026-10-01, jours_semaine: 4}
territoire: {departement: "72", zone_mg: ZIP}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    place = tmp_path / "mine"
    place.mkdir()
    (place / "kerlann.yaml").write_text(example, encoding="utf-8")
    return place


@pytest.fixture(autouse=True)
def no_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What this machine has loaded of the communes must not change the answers."""
    monkeypatch.setenv("SEXTANT_TERRITORY", str(tmp_path / "nowhere"))


def test_the_example_of_the_manual_holds(folder: Path) -> None:
    assert [str(remark) for remark in check(folder)] == []


def test_a_newcomer_sees_the_new_aid_in_the_answer(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    situation = tmp_path / "situation.yaml"
    situation.write_text(SITUATION, encoding="utf-8")
    answer = typed(capsys, "benefits", "assess", str(situation), "--with", str(folder), "--on", "2026-11-22")
    assert "Aide à l’installation, communauté de Kerlann" in answer.out
    assert "6 000 € sûrs" in answer.out


def test_the_file_written_by_new_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "aide.yaml"
    assert typed(capsys, "benefits", "new", str(file)).code == 0
    assert file.read_text(encoding="utf-8") == EXAMPLE
    assert [str(remark) for remark in check(tmp_path)] == []
    assert typed(capsys, "benefits", "new", str(file)).code == 2, "nothing is overwritten"


def test_the_manual_names_every_key() -> None:
    forms = (Benefit, Amount, Condition, DatedValue, ToConfirm, Commitment, Source, Valid, BenefitExample)
    keys = {field.alias or name for form in forms for name, field in form.model_fields.items()} - {"file"}
    keys -= {"fact"}  # the word of the section itself
    keys |= {"kind"} & set(Clawback.model_fields)
    assert keys <= set(re.findall(r"`(\w+)", PAGE)) | set(re.findall(r"(\w+):", PAGE)), keys
