"""The dossier, typed: made from a planning or a ledger, verified from its files, refused when it lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.sextant_cli.test_audit import ENGLISH
from tests.sextant_cli.test_dossier_steps import FACTS
from tests.sextant_cli.typed import Answer, typed

Capture = pytest.CaptureFixture[str]
WEEKS = '["MA MAN MA .. MA MA ..", "MA MA .. MA MA .. .."]'
PLANNING = f"person: {{name: Camille}}\nnature: realise\nfrom: 2026-11-02\nweeks: {WEEKS}\n"
TODAY = ("--today", "2026-11-25")


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    (tmp_path / "planning.yaml").write_text(PLANNING, encoding="utf-8")
    (tmp_path / "faits.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "mail.txt").write_text("Merci de rester ce soir.", encoding="utf-8")
    return tmp_path


def make(capsys: Capture, folder: Path, *more: str, file: str = "planning.yaml") -> Answer:
    out = str(folder / "dossier.pdf")
    return typed(capsys, "dossier", "make", str(folder / file), "--out", out, *more, *TODAY, "--json")


def test_a_planning_makes_a_dossier_that_its_files_verify(capsys: Capture, matter: Path) -> None:
    more = ("--facts", str(matter / "faits.yaml"), "--exhibit", f"Message={matter / 'mail.txt'}")
    made = make(capsys, matter, *more).json
    assert made["breaches"] == 3
    assert made["rules"] == ["V9", "R1", "R4"]
    assert len(PdfReader(matter / "dossier.pdf").pages) > 5
    again = typed(
        capsys, "dossier", "verify", str(matter / "planning.yaml"), *more, "--code", made["code"], *TODAY
    )
    assert again.code == 0
    assert "Le même" in again.out


def test_an_hour_changed_is_seen(capsys: Capture, matter: Path) -> None:
    made = make(capsys, matter).json
    (matter / "planning.yaml").write_text(
        PLANNING.replace("MA MA .. MA MA", "MA MA .. MA M"), encoding="utf-8"
    )
    again = typed(capsys, "dossier", "verify", str(matter / "planning.yaml"), "--code", made["code"], *TODAY)
    assert again.code == 1
    assert "Différent" in again.out


def test_a_period_is_chosen(capsys: Capture, matter: Path) -> None:
    made = make(capsys, matter, "--from", "2026-11-09", "--to", "2026-11-15").json
    assert (made["from"], made["to"], made["breaches"]) == ("2026-11-09", "2026-11-15", 0)


def test_a_ledger_makes_a_sealed_dossier(capsys: Capture, matter: Path) -> None:
    ledger = str(matter / "carnet.jsonl")
    typed(capsys, "ledger", "new", ledger, "--name", "Camille")
    now = ("--now", "2026-11-25T10:00")
    week = ("--week", "MA MAN MA .. MA MA ..", "--from", "2026-11-02")
    assert typed(capsys, "ledger", "add", ledger, *week, *now).code == 0
    made = make(capsys, matter, file="carnet.jsonl")
    assert made.code == 0, made.err
    text = " ".join(PdfReader(matter / "dossier.pdf").pages[0].extract_text().split())
    assert "Carnet scellé entrée par entrée" in text
    # Two more days of work change nothing to the dossier of that week.
    typed(capsys, "ledger", "add", ledger, "--week", "MA .. .. .. .. .. ..", "--from", "2026-11-09", *now)
    cut = ("--from", "2026-11-02", "--to", "2026-11-08")
    again = typed(capsys, "dossier", "verify", ledger, *cut, "--code", made.json["code"], *TODAY)
    assert again.code == 0


def test_a_ledger_that_was_tampered_with_makes_no_dossier(capsys: Capture, matter: Path) -> None:
    ledger = matter / "carnet.jsonl"
    typed(capsys, "ledger", "new", str(ledger), "--name", "Camille")
    week = ("--week", "MA MA .. MA MA .. ..", "--from", "2026-11-02", "--now", "2026-11-25T10:00")
    typed(capsys, "ledger", "add", str(ledger), *week)
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("T18:30", "T19:30", 1), encoding="utf-8")
    made = make(capsys, matter, file="carnet.jsonl")
    assert made.code == 2
    assert "n’est pas intact" in made.err
    assert not (matter / "dossier.pdf").exists()


def test_pay_and_leave_read_a_ledger(capsys: Capture, matter: Path) -> None:
    ledger = str(matter / "carnet.jsonl")
    typed(capsys, "ledger", "new", ledger, "--name", "Camille")
    week = ("--week", "MA N .. c c .. ..", "--from", "2025-03-03", "--now", "2026-11-25T10:00")
    assert typed(capsys, "ledger", "add", ledger, *week).code == 0
    assert typed(capsys, "pay", "duties", ledger, "--json").json["total"]["euros"] == 234.80
    assert typed(capsys, "leave", "balance", ledger, "--json").json["taken"] == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("dossier", "make", "absent.yaml", "--out", "x.pdf"), "ce fichier n’existe pas"),
        (("dossier", "make", "absent.jsonl", "--out", "x.pdf"), "ce fichier n’existe pas"),
        (("dossier", "make", "absent.yaml", "--out", "x.doc"), ".pdf"),
        (("dossier", "make", "absent.yaml"), "--out"),
        (("dossier", "verify", "absent.yaml"), "--code"),
    ],
)
def test_bad_input_is_one_french_sentence(capsys: Capture, arguments: tuple[str, ...], said: str) -> None:
    answer = typed(capsys, *arguments)
    assert answer.code == 2
    assert said in answer.err
    assert not ENGLISH.search(answer.err)
    assert not Path("x.pdf").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--exhibit", "Message=absent.pdf"), "n’existe pas"),
        (("--facts", "absent.yaml"), "n’existe pas"),
        (("--plan", "absent.yaml"), "n’existe pas"),
        (("--from", "2027-05-01"), "rien n’est noté"),
    ],
)
def test_nothing_is_written_when_something_is_wrong(
    capsys: Capture, matter: Path, more: tuple[str, ...], said: str
) -> None:
    answer = make(capsys, matter, *more)
    assert answer.code == 2
    assert said in answer.err.lower()
    assert not (matter / "dossier.pdf").exists()
