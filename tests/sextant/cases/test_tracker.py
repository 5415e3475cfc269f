"""The tracker: sourced outcomes, dates in order, and no private note in what is public."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from sextant.cases.tracker import (
    Act,
    ActForm,
    CaseForm,
    CasesForm,
    HearingForm,
    Outcome,
    PaperForm,
    load_tracker,
    read_cases,
    read_private,
)
from sextant.errors import BadDocument, BadInput, BadLaw
from tests.lanes import ROOT

PAGE = (ROOT / "docs" / "how-to" / "track-a-case.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_known_outcomes_are_there() -> None:
    tracker = load_tracker()
    poitiers = tracker.case("chu-poitiers").at(Act.JUDGMENT)
    assert poitiers is not None
    assert (poitiers.on, poitiers.due, poitiers.outcome) == (
        date(2025, 2, 20),
        date(2025, 5, 20),
        Outcome.WON,
    )
    council = tracker.case("conseil-etat-446944").at(Act.JUDGMENT)
    assert council is not None
    assert (council.on, council.outcome) == (date(2022, 6, 22), Outcome.PART)
    assert tracker.case("hus-strasbourg").last.on == date(2023, 2, 20)
    assert tracker.case("caa-lyon-praticiens").last.number == "n° 23LY03652"


@pytest.mark.parametrize("one", load_tracker().cases, ids=lambda one: one.id)
def test_every_act_says_its_source(one: CaseForm) -> None:
    for act in one.acts:
        assert act.source
        assert act.doubt or act.confidence.value == "haute"


def test_what_the_hospital_had_to_do_is_overdue_until_told() -> None:
    poitiers = load_tracker().case("chu-poitiers")
    assert poitiers.overdue(date(2025, 5, 20)) == ()
    assert len(poitiers.overdue(date(2025, 5, 21))) == 1


def test_cases_are_found_by_word_act_and_outcome() -> None:
    tracker = load_tracker()
    assert {one.id for one in tracker.only(words="strasbourg").cases} == {"hus-strasbourg"}
    assert {one.id for one in tracker.only(act=Act.MEDIATION).cases} == {"chu-2022"}
    assert "chu-poitiers" in {one.id for one in tracker.only(outcome=Outcome.WON).cases}
    with pytest.raises(BadInput, match="chu-poitiers"):
        tracker.case("chu-poitier")


def written(folder: Path, text: str) -> Path:
    path = folder / "affaires.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_of_the_manual_holds(tmp_path: Path) -> None:
    tracker = load_tracker([written(tmp_path, EXAMPLE)])
    assert tracker.case("ch-kerlann").last.due == date(2026, 11, 16)


def test_the_manual_names_every_key() -> None:
    said = set(re.findall(r"`\{?(\w+)", PAGE)) | set(re.findall(r"(\w+):", PAGE)) | {"title", "address"}
    for form in (CasesForm, CaseForm, ActForm, HearingForm, PaperForm):
        assert set(form.model_fields) <= said


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("    matter:", "    private: secret\n    matter:", "private"),
        ("act: mise-en-demeure", "act: appel", "sans jugement avant"),
        ("        due: 2026-11-16", "        due: 2026-01-16", "avant l’étape"),
        ("        on: 2026-09-14\n", "", "jour"),
        ("confidence: haute", "confidence: faible", "doute"),
        ("outcome: en-cours", "outcome: gagné", "n’est pas possible"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    with pytest.raises(BadDocument, match=said) as refused:
        read_cases(written(tmp_path, EXAMPLE.replace(wrong, right, 1)))
    assert refused.value.place.line


def test_a_case_written_twice_is_refused(tmp_path: Path) -> None:
    twice = EXAMPLE + EXAMPLE.split("cases:\n")[1]
    with pytest.raises(BadLaw, match="deux fois"):
        read_cases(written(tmp_path, twice))


def test_private_notes_are_read_apart(tmp_path: Path) -> None:
    notes = tmp_path / "notes.yaml"
    notes.write_text('private: {chu-poitiers: ["appeler l’avocate"]}\n', encoding="utf-8")
    tracker = load_tracker()
    assert read_private(notes, tracker) == {"chu-poitiers": ["appeler l’avocate"]}
    assert "avocate" not in tracker.case("chu-poitiers").model_dump_json()
    notes.write_text('private: {chu-nantes: ["x"]}\n', encoding="utf-8")
    with pytest.raises(BadDocument, match="inconnue"):
        read_private(notes, tracker)
