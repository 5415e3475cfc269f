"""The published algorithm, computed again from its page with nothing of ours: hashlib and json."""

from __future__ import annotations

import hashlib
import json
import re

from sextant.ledger.journal import Sealed, replay, verify
from tests.lanes import ROOT

PAGE = (ROOT / "docs" / "explanation" / "how-the-ledger-is-sealed.md").read_text(encoding="utf-8")
CHAIN, ZERO = re.findall(r"Chain `([^`]+)`; `seal\(0\)` is `([0-9a-f]{64})`", PAGE)[0]
LINES = re.findall(r"```jsonl\n(.*?)```", PAGE, re.DOTALL)[0].splitlines()


def test_the_vector_holds() -> None:
    seal = hashlib.sha256(("sextant ledger 1\n" + CHAIN).encode("utf-8")).hexdigest()
    assert seal == ZERO
    assert len(LINES) == 3
    for number, line in enumerate(LINES, 1):
        data = json.loads(line)
        text = json.dumps(data["line"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert data["line"]["n"] == number
        seal = hashlib.sha256((seal + "\n" + text).encode("utf-8")).hexdigest()
        assert data["seal"] == seal


def test_our_own_code_says_the_same() -> None:
    lines = []
    for number, line in enumerate(LINES, 1):
        data = json.loads(line)
        text = json.dumps(data["line"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        lines.append(Sealed(number, text, data["seal"]))
    assert verify(CHAIN, lines).whole
    assert [entry.id for entry in replay(lines).entries] == ["a3f1c0de-0001", "a3f1c0de-0002"]
