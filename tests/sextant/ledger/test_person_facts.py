"""What a person declares of herself: sealed like the rest, and the last one stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sextant.errors import AlreadyNoted, BadDocument, BadEntry
from sextant.ledger.entry import PersonFacts
from sextant.ledger.journal import Sealed, beginning, replay, seal, verify
from sextant.ledger.ledger_file import add, new_ledger, read_ledger
from sextant.ledger.neighbours import Neighbours
from tests.sextant.ledger.noted import CHAIN, NOW, noted

PREGNANT = PersonFacts("faits-0001", {"pregnancy": {"third_month": "2026-11-02"}, "share": 0.625}, NOW)
AFTER = PersonFacts("faits-0002", {"share": 1.0}, NOW + timedelta(minutes=1))


def test_they_are_read_back_with_no_fraction_in_the_sealed_text() -> None:
    line = seal(beginning(CHAIN), PREGNANT, NOW)
    assert '"share":"0.625"' in line.text
    (facts,) = replay([line]).facts
    assert facts == PREGNANT


def test_changing_them_is_found() -> None:
    first = seal(beginning(CHAIN), PREGNANT, NOW)
    lines = [first, seal(first, AFTER, NOW)]
    assert verify(CHAIN, lines).whole
    changed = Sealed(1, first.text.replace("2026-11-02", "2026-12-02"), first.seal)
    (flaw,) = verify(CHAIN, [changed, lines[1]]).flaws
    assert (flaw.what, flaw.first) == ("modifiée", 1)


def test_the_last_ones_of_a_file_stand_over_its_first_line(tmp_path) -> None:
    path = tmp_path / "carnet.jsonl"
    new_ledger(path, CHAIN, {"name": "Camille", "share": 0.5})
    assert read_ledger(path).person.share == 0.5
    add(path, [PREGNANT, noted()], NOW)
    found = read_ledger(path).person
    assert (found.name, found.share, found.pregnancy is not None) == ("Camille", 0.625, True)
    add(path, [AFTER], NOW)
    assert (read_ledger(path).person.share, read_ledger(path).person.pregnancy) == (1.0, None)
    assert len(read_ledger(path).replay().entries) == 1


def test_what_cannot_be_is_refused_and_nothing_is_added(tmp_path) -> None:
    path = tmp_path / "carnet.jsonl"
    new_ledger(path, CHAIN, {"name": "Camille"})
    before = path.read_bytes()
    for wrong, error in (
        (PersonFacts("faits-0001", {"share": 2.0}, NOW), BadDocument),
        (PersonFacts("faits-0001", {"grossesse": "oui"}, NOW), BadDocument),
        (PersonFacts("court", {}, NOW), BadEntry),
        (PersonFacts("faits-0001", {}, NOW + timedelta(days=1)), BadEntry),
    ):
        with pytest.raises(error):
            add(path, [wrong], NOW)
        assert path.read_bytes() == before


def test_sent_twice_they_are_there_once() -> None:
    around = Neighbours()
    around.take(PREGNANT, NOW)
    with pytest.raises(AlreadyNoted):
        around.take(PREGNANT, NOW)
