"""``sextant ledger facts``: a fact is dated, sealed, judged; the one before it stays readable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.sextant_cli.typed import Answer, typed

NOW = ("--now", "2026-11-25T20:15+01:00")


class Carnet:
    """The ledger of somebody, in a folder of its own."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self.capsys, self.path = capsys, folder / "carnet.jsonl"

    def __call__(self, verb: str, *arguments: str) -> Answer:
        return typed(self.capsys, "ledger", verb, str(self.path), *arguments)

    def facts(self, *arguments: str) -> Answer:
        return self("facts", *arguments, *NOW)

    def kept(self) -> Any:
        return self("facts", "--json").json

    def breaches(self) -> set[str]:
        return self("account", "--json").codes


@pytest.fixture
def ines(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Carnet:
    carnet = Carnet(capsys, tmp_path)
    assert carnet("new", "--name", "Inès", "--placement", "saspas").code == 0
    added = carnet("add", "--week", ".. N .. .. .. .. ..", "--from", "2026-11-16", *NOW)
    assert added.code == 0, added.err
    return carnet


def test_what_is_declared_changes_the_verdict_and_stays_in_the_chain(ines: Carnet) -> None:
    assert "E1" not in ines.breaches()
    assert ines.facts("--third-month", "2026-11-02").code == 0
    assert "E1" in ines.breaches()
    ines.facts("--consent", "2026-11-02")
    assert "E1" not in ines.breaches()
    ines.facts("--revoked", "2026-11-10")
    assert "E1" in ines.breaches()
    ines.facts("--no-pregnancy")
    assert "E1" not in ines.breaches()
    assert ines.kept() == {"facts": {"placement": "saspas"}, "lines": 5}
    assert ines("verify").code == 0
    assert "troisième mois le 2 novembre 2026" in ines("facts").out  # the history


def test_a_certificate_adds_to_the_others_and_forbids_what_it_names(ines: Carnet) -> None:
    ines.facts("--certificate", "2026-11-01:2026-11-30:garde-nuit")
    assert "E5" in ines.breaches()
    said = ines.facts("--certificate", "2026-12-01:2026-12-31:astreinte", "--share", "0.5").out
    assert "certificat du 1er au 30 novembre 2026, qui exclut : garde de nuit" in said
    assert "temps partiel à 50 %" in said
    ines.facts("--no-certificates")
    assert "restrictions" not in ines.kept()["facts"]
    assert ines.kept()["facts"]["share"] == 0.5


def test_declaring_the_same_twice_adds_nothing(ines: Carnet) -> None:
    ines.facts("--third-month", "2026-11-02", "--share", "0.5")
    before = ines.path.read_bytes()
    ines.facts("--third-month", "2026-11-02", "--share", "0.5")
    assert ines.path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--consent", "2026-11-02"), "troisième mois manque"),
        (("--third-month", "2026-11-02", "--revoked", "2026-11-10"), "a d’abord été donné"),
        (("--third-month", "2026-11-02", "--pregnancy-until", "2026-11-01"), "avant son troisième mois"),
        (("--third-month", "2026-11-02", "--consent", "2026-11-10", "--revoked", "2026-11-09"), "accord »"),
        (("--certificate", "2026-11-02:garde-nuit"), "n’est pas un certificat"),
        (("--certificate", "2026-11-02:2026-11-01:garde-nuit"), "certificat"),
        (("--certificate", "2026-11-02:2026-11-03:garde"), "Vouliez-vous dire"),
        (("--placement", "clinique"), "lieu du stage"),
        (("--third-month", "2026-11-02", "--no-pregnancy"), "à la fois"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence(
    ines: Carnet, arguments: tuple[str, ...], said: str
) -> None:
    before = ines.path.read_bytes()
    answer = ines.facts(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert ines.path.read_bytes() == before
