"""The tracker, typed: one row each, private notes apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sextant_cli.typed import typed

Capture = pytest.CaptureFixture[str]


def test_one_row_a_hospital_with_its_outcome(capsys: Capture) -> None:
    answer = typed(capsys, "cases", "list", "--today", "2026-11-25", "--json").json
    rows = {one["id"]: one for one in answer["cases"]}
    assert rows["chu-poitiers"]["acts"][-1]["outcome"] == "favorable"
    assert rows["chu-poitiers"]["overdue"]
    assert {"mises-en-demeure-2022", "hus-strasbourg", "conseil-etat-446944"} <= set(rows)


def test_a_mediation_says_its_state_and_what_is_not_known(capsys: Capture) -> None:
    answer = typed(capsys, "cases", "list", "--act", "mediation", "--json").json
    assert [one["id"] for one in answer["cases"]] == ["chu-2022"]
    said = typed(capsys, "cases", "show", "chu-2022").out
    assert "Médiation, janvier 2026 : en cours" in said
    assert "Non trouvé : le contenu des médiations." in said


def test_a_private_note_is_shown_only_when_asked(capsys: Capture, tmp_path: Path) -> None:
    notes = tmp_path / "notes.yaml"
    notes.write_text('private: {chu-poitiers: ["appeler l’avocate"]}\n', encoding="utf-8")
    assert "avocate" not in typed(capsys, "cases", "show", "chu-poitiers").out
    assert "avocate" not in typed(capsys, "cases", "show", "chu-poitiers", "--json").out
    assert "Note privée" in typed(capsys, "cases", "show", "chu-poitiers", "--private", str(notes)).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("cases", "show", "chu-poitier"), "Vouliez-vous dire « chu-poitiers »"),
        (("cases", "list", "--act", "proces"), "n’est pas une étape"),
        (("cases", "list", "--outcome", "gagné"), "n’est pas un résultat"),
        (("cases", "check", "absent.yaml"), "n’existe pas"),
    ],
)
def test_bad_input_is_one_french_sentence(capsys: Capture, arguments: tuple[str, ...], said: str) -> None:
    answer = typed(capsys, *arguments)
    assert answer.code == 2
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 1
