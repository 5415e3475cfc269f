"""The people of the survey of facts, answered by the command line as they would type it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sextant.document import parse_document
from tests.sextant_cli.typed import typed

FILE = Path(__file__).with_name("personas.yaml")
# The reader of documents wants keys on top; the file is a list for people.
TEXT = "people:\n" + "".join(f"  {line}\n" for line in FILE.read_text(encoding="utf-8").splitlines())
PEOPLE: list[dict[str, Any]] = parse_document(TEXT, FILE.name).data["people"]


@pytest.fixture(autouse=True)
def no_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What this machine has loaded of the communes must not change the answers."""
    monkeypatch.setenv("SEXTANT_TERRITORY", str(tmp_path / "nowhere"))


@pytest.mark.parametrize("person", PEOPLE, ids=[f"{one['id']} · {one['who']}" for one in PEOPLE])
def test_personne(person: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "situation.yaml"
    file.write_text(yaml.safe_dump(person["situation"], allow_unicode=True), encoding="utf-8")
    answer = typed(capsys, "benefits", "assess", str(file), "--json", "--on", "2026-11-22")
    assert answer.code == 0, answer.err
    found = answer.json
    by_id = {one["id"]: one for one in found["results"]}

    assert {name: by_id[name]["state"] for name in person["states"]} == person["states"]
    for name, values in person.get("values", {}).items():
        assert by_id[name]["amounts"][0]["values"] == values
    for name, total in person.get("totals_of", {}).items():
        assert sum(part["total"] for part in by_id[name]["amounts"]) == total
    for name, winners in person.get("beaten", {}).items():
        assert by_id[name]["beaten_by"] == winners
    for name, words in person.get("warns", {}).items():
        assert words in " ".join(by_id[name]["warnings"])
    for name, months in person.get("owed", {}).items():
        during = by_id[name]["clawback"]["phases"][0]["owed"]
        assert {month: during[int(month)] for month in months} == months
    for name, words in person.get("would", {}).items():
        assert any(words in one["if"] for one in found["suggestions"] if one["id"] == name)
    for key, figure in (("total", "firm"), ("monthly", "monthly"), ("possible", "possible")):
        if key in person:
            assert found["totals"][figure] == person[key]
    if "corrects" in person:
        assert any(person["corrects"] in said.replace("\u202f", " ") for said in found["corrections"])
