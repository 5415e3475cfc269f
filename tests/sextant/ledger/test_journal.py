"""The chain: any tampering is found and named; what it says now does not depend on the order of arrival."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.almanac.activity import CallOut
from sextant.errors import BadEntry
from sextant.law.audit import judge
from sextant.ledger.entry import Correction, Entry, cancellation
from sextant.ledger.journal import Sealed, beginning, replay, seal, seal_of, timeline_of, verify
from tests.sextant.ledger.noted import CHAIN, MONDAY, NIGHT, NOW, PERSON, at, noted, sealed

WEEK = [
    noted("stage", MONDAY, "08:30", "18:30", half_days=2, lunch=60, pause=False, out_of_care=90),
    noted("stage", MONDAY + timedelta(days=1)),
    noted("garde-nuit", MONDAY + timedelta(days=1), *NIGHT, line="Gardes", consent=True),
    noted("astreinte", MONDAY + timedelta(days=3), *NIGHT, call_outs=(
        CallOut(at(MONDAY + timedelta(days=3), "20:00"), at(MONDAY + timedelta(days=3), "22:00"), 60),
    )),
    noted("universitaire", MONDAY + timedelta(days=4), "14:00", "18:00", note="« cours » d’urgences, 1ʳᵉ séance"),
    noted("stage", MONDAY + timedelta(days=5), "23:00", "02:00", zone="Indian/Reunion", tags=("secrétariat",)),
]  # fmt: skip
LATER = noted("stage", MONDAY, "08:30", "19:45", half_days=2, lunch=60)
CORRECTION = Correction("corr-0001", LATER.id, LATER, "heure de fin oubliée", NOW)
LINES = sealed(*WEEK, CORRECTION)


def test_an_untouched_chain_is_whole() -> None:
    found = verify(CHAIN, LINES)
    assert found.whole
    assert found.head == LINES[-1]
    assert found.lines == 7


def test_an_empty_chain_is_whole() -> None:
    assert verify(CHAIN, []).whole
    assert verify(CHAIN, []).head == beginning(CHAIN)


def test_the_seal_can_be_computed_by_other_means() -> None:
    previous = hashlib.sha256(f"sextant ledger 1\n{CHAIN}".encode()).hexdigest()
    for line in LINES:
        again = json.dumps(json.loads(line.text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        previous = hashlib.sha256((previous + "\n" + again).encode("utf-8")).hexdigest()
        assert line.seal == previous


def test_what_is_sealed_is_read_back() -> None:
    replayed = replay(LINES)
    assert [one.first for one in replayed.noted] == WEEK
    assert replayed.noted[0].corrections == (CORRECTION,)
    assert replayed.noted[0].current == LATER
    assert LATER in replayed.entries
    assert WEEK[0] not in replayed.entries


def test_a_withdrawn_entry_stays_in_the_history() -> None:
    gone = cancellation(WEEK[1], "notée deux fois", correction_id="corr-0002", recorded_at=NOW)
    replayed = replay(sealed(*WEEK, gone))
    assert WEEK[1] not in replayed.entries
    assert replayed.noted[1].first == WEEK[1]


# -- tampering ------------------------------------------------------------------------------------------


def forged(line: Sealed, **changes: object) -> Sealed:
    """The line with another text, its seal untouched."""
    data = json.loads(line.text)
    data["entry"].update(changes)
    return line._replace(text=json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def test_a_changed_entry_is_named() -> None:
    lines = [*LINES]
    lines[2] = forged(lines[2], to="2026-11-18T08:00+01:00")
    (flaw,) = verify(CHAIN, lines).flaws
    assert flaw.says == "l’entrée n° 3 a été modifiée"


def test_removed_entries_are_named() -> None:
    (flaw,) = verify(CHAIN, LINES[:2] + LINES[4:]).flaws
    assert flaw.says == "les entrées n° 3 à 4 ont été retirées"


def test_an_inserted_entry_is_named() -> None:
    extra = seal(LINES[2], noted("stage", MONDAY + timedelta(days=9)), NOW)
    (flaw,) = verify(CHAIN, [*LINES[:3], extra, *LINES[3:]]).flaws
    assert flaw.says.startswith("la ligne 4, après l’entrée n° 3, n’est pas à sa place")


def test_two_swapped_entries_are_named() -> None:
    lines = [*LINES]
    lines[1], lines[2] = lines[2], lines[1]
    found = verify(CHAIN, lines)
    assert not found.whole
    assert any("entrée n° 2" in flaw.says or "ligne 2" in flaw.says for flaw in found.flaws)


def test_a_chain_cannot_be_given_to_somebody_else() -> None:
    assert not verify("another-chain", LINES).whole


def test_a_cut_end_is_found_with_a_deposit() -> None:
    deposits = {5: LINES[4].seal, 7: LINES[6].seal}
    assert verify(CHAIN, LINES, deposits).whole
    assert verify(CHAIN, LINES[:5]).whole  # nothing inside says that more was there
    (flaw,) = verify(CHAIN, LINES[:5], deposits).flaws
    assert "la fin a été retirée" in flaw.says


def test_a_rewritten_chain_is_found_with_a_deposit() -> None:
    deposits = {2: LINES[1].seal, 5: LINES[4].seal}
    changed = [*WEEK, CORRECTION]
    changed[3] = noted("stage", MONDAY + timedelta(days=8))
    lines = sealed(*changed)
    assert verify(CHAIN, lines).whole
    (flaw,) = verify(CHAIN, lines, deposits).flaws
    assert "réécrit entre les entrées n° 3 et n° 5" in flaw.says


@st.composite
def tamperings(draw: st.DrawFn) -> list[Sealed]:
    """The lines after one change that is a change."""
    lines = [*LINES]
    n = draw(st.integers(0, len(lines) - 1))
    how = draw(st.sampled_from(["text", "seal", "remove", "insert", "swap", "repeat", "number"]))
    if how == "text":
        place = draw(st.integers(0, len(lines[n].text) - 1))
        sign = draw(st.characters(exclude_characters=lines[n].text[place], exclude_categories=["Cs"]))
        lines[n] = lines[n]._replace(text=lines[n].text[:place] + sign + lines[n].text[place + 1 :])
    elif how == "seal":
        place = draw(st.integers(0, 63))
        sign = draw(st.sampled_from([c for c in "0123456789abcdef" if c != lines[n].seal[place]]))
        lines[n] = lines[n]._replace(seal=lines[n].seal[:place] + sign + lines[n].seal[place + 1 :])
    elif how == "remove":
        del lines[min(n, len(lines) - 2)]
    elif how == "insert":
        before = lines[n - 1] if n else beginning(CHAIN)
        lines.insert(n, seal(before, noted("repos", MONDAY + timedelta(days=20)), NOW))
    elif how == "swap":
        other = draw(st.integers(0, len(lines) - 1).filter(lambda m: m != n))
        lines[n], lines[other] = lines[other], lines[n]
    elif how == "repeat":
        lines.insert(draw(st.integers(0, len(lines))), lines[n])
    else:
        lines[n] = lines[n]._replace(number=lines[n].number + draw(st.sampled_from([-1, 1, 7])))
    return lines


@given(tamperings())
def test_any_tampering_is_found(lines: list[Sealed]) -> None:
    found = verify(CHAIN, lines)
    assert not found.whole
    assert all(flaw.says for flaw in found.flaws)


# -- the same accounts ------------------------------------------------------------------------------------


@given(st.permutations(WEEK))
def test_the_order_of_arrival_changes_no_account(entries: list[Entry]) -> None:
    def account(items: list[Entry]) -> object:
        standing = replay(sealed(*items)).entries
        return judge([timeline_of(PERSON, standing, MONDAY, MONDAY + timedelta(days=6))]).accounts

    assert account(entries) == account(WEEK)


def test_a_correction_before_its_entry_is_told() -> None:
    with pytest.raises(BadEntry, match="n’est pas dans le carnet"):
        replay(sealed(CORRECTION, *WEEK))


def test_an_id_used_twice_is_told() -> None:
    with pytest.raises(BadEntry, match="sert déjà à l’entrée n° 1"):
        replay(sealed(WEEK[0], WEEK[0]))


def test_a_line_of_another_form_is_told() -> None:
    text = '{"at":"2026-11-25T03:10:07Z","entry":[],"n":1}'
    with pytest.raises(BadEntry, match="n’a pas la forme attendue"):
        replay([Sealed(1, text, seal_of("", text))])
