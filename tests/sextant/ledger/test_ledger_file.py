"""The file: whole or untouched, whatever happens while it is written."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from sextant.errors import AlreadyNoted, BadDocument, BadFile
from sextant.ledger import ledger_file
from sextant.ledger.entry import Correction
from sextant.ledger.ledger_file import LedgerFile, add, check_ledger, new_ledger, read_ledger
from tests.lanes import ROOT
from tests.sextant.ledger.noted import CHAIN, MONDAY, NOW, noted

DAYS = [noted(day=MONDAY + timedelta(days=n)) for n in range(5)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "carnet.jsonl"
    new_ledger(found, CHAIN, {"name": "Camille"})
    return found


def held(path: Path) -> LedgerFile:
    found = read_ledger(path)
    assert check_ledger(path)[0].whole
    return found


def test_what_is_added_is_there(path: Path) -> None:
    add(path, DAYS[:2], NOW)
    add(path, DAYS[2:], NOW)
    ledger = held(path)
    assert list(ledger.replay().entries) == DAYS
    assert ledger.person.name == "Camille"


def test_all_or_none(path: Path) -> None:
    add(path, DAYS[:1], NOW)
    before = path.read_bytes()
    with pytest.raises(AlreadyNoted):
        add(path, [DAYS[1], DAYS[0]], NOW)
    assert path.read_bytes() == before


def test_a_full_disk_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(path, DAYS[:2], NOW)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(ledger_file.os, "fsync", full)
    with pytest.raises(BadFile, match="rien n’a été noté"):
        add(path, DAYS[2:], NOW)
    assert path.read_bytes() == before
    monkeypatch.undo()
    add(path, DAYS[2:], NOW)
    assert len(held(path).lines) == 5


@pytest.mark.parametrize("left", [1, 40, 200])
def test_what_a_power_cut_left_is_no_entry(path: Path, left: int) -> None:
    add(path, DAYS[:2], NOW)
    whole = path.read_bytes()
    add(path, DAYS[2:3], NOW)
    path.write_bytes(path.read_bytes()[: len(whole) + left])
    ledger = held(path)
    assert (len(ledger.lines), ledger.torn) == (2, left)
    add(path, DAYS[2:3], NOW)
    assert [*held(path).replay().entries] == DAYS[:3]


_WRITER = """
import sys
from datetime import timedelta
from sextant.ledger.ledger_file import add
from tests.sextant.ledger.noted import MONDAY, NOW, noted
for n in range(int(sys.argv[2]), int(sys.argv[2]) + 15):
    add(sys.argv[1], [noted(day=MONDAY - timedelta(days=n))], NOW)
"""


def test_two_writers_at_once_take_turns(path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(path), str(start)], cwd=ROOT)
        for start in (0, 15)
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(held(path).lines) == 30


def test_a_killed_writer_leaves_a_whole_ledger(path: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(path), "0"], cwd=ROOT)
    while writer.poll() is None and len(path.read_bytes().splitlines()) < 4:
        pass
    writer.kill()
    writer.wait()
    before = len(held(path).lines)
    add(path, [noted(day=MONDAY + timedelta(days=1))], NOW)
    assert len(held(path).lines) == before + 1


def test_a_line_rewritten_by_another_program_keeps_its_seal(path: Path) -> None:
    add(path, DAYS, NOW)
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    loose = [json.dumps(json.loads(line), indent=None) for line in lines]  # blanks, escaped accents
    path.write_text("\n".join([head, *loose]) + "\n", encoding="utf-8")
    assert list(held(path).replay().entries) == DAYS


def test_a_correction_is_kept_with_its_entry(path: Path) -> None:
    add(path, DAYS[:1], NOW)
    late = noted(end="13:40")
    add(path, [Correction("corr-0001", DAYS[0].id, late, "visite", NOW)], NOW)
    assert held(path).replay().entries == (late,)
    with pytest.raises(AlreadyNoted):
        add(path, [Correction("corr-0001", DAYS[0].id, late, "visite", NOW)], NOW)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "vide"),
        ("from: 2026-11-02\n", "n’est pas un carnet"),
        ("[]\n", "n’est pas un carnet"),
        ('{"sextant":"carnet","version":2,"chain":"abcdefgh"}\n', "au plus 1"),
        ('{"sextant":"carnet","version":1}\n', "« chain » manque"),
        ('{"sextant":"carnet","version":1,"chain":"abcdefgh","person":{"nom":"x"}}\n', "nom"),
        ('{"sextant":"carnet","version":1,"chain":"abcdefgh","person":{"territory":"x"}}\n', "territoire"),
    ],
)
def test_a_file_that_is_no_ledger_is_told(tmp_path: Path, content: str, says: str) -> None:
    found = tmp_path / "x.jsonl"
    found.write_text(content, encoding="utf-8")
    with pytest.raises((BadFile, BadDocument)) as told:
        read_ledger(found)
    assert says in str(told.value)


def test_a_line_that_is_no_entry_is_told_with_its_place(path: Path) -> None:
    add(path, DAYS[:1], NOW)
    with path.open("a", encoding="utf-8") as opened:
        opened.write("bonjour\n")
    with pytest.raises(BadDocument, match="ligne 3"):
        read_ledger(path)
