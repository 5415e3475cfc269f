"""Types a command as a user would, and gives back what was answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from sextant_cli.__main__ import run

PLAIN = "\u202f\u00a0"


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def codes(self) -> set[str]:
        return {breach["code"] for breach in self.json["breaches"]}


def typed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Answer:
    capsys.readouterr()
    code = run([*arguments])
    said = capsys.readouterr()
    return Answer(code, *(text.replace("\u202f", " ").replace("\u00a0", " ") for text in said))
