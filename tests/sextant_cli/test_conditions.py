"""``sextant conditions``: from a folder of ledgers to a sealed release, its table and its paper."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from sextant.ledger.entry import Entry
from sextant.ledger.ledger_file import add, new_ledger
from tests.sextant.conditions.places import weeks_of
from tests.sextant_cli.typed import Answer, typed

NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)
TODAY = ("--today", "2027-02-15")


def keep(folder: Path, name: str, entries: Sequence[Entry]) -> None:
    new_ledger(folder / f"{name}.jsonl", f"chain-{name}", {"name": name})
    add(folder / f"{name}.jsonl", entries, NOW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve interns in two wards: six at 50 hours who lose their rests, six at 44; two more in a third."""
    rows = ["carnet;service;etablissement;subdivision;tableau"]
    for n in range(14):
        ward = ("Médecine", "Urgences", "Pédiatrie")[n // 6]
        late = n < 6
        keep(tmp_path, f"interne-{n:02d}", weeks_of(50 if late else 44, night=True, keeps=not late))
        rows.append(f"interne-{n:02d}.jsonl;{ward};CH du Val;Angers;{'oui' if n % 2 else 'non'}")
    (tmp_path / "qui.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def made(capsys: pytest.CaptureFixture[str], folder: Path, name: str = "t1.json", *more: str) -> Path:
    out = folder / name
    answer = typed(
        capsys, "conditions", "make", str(folder), str(folder / "qui.csv"), "--trimester", "2026-11-02",
        "-o", str(out), *TODAY, *more,
    )  # fmt: skip
    assert answer.code == 0, answer.err
    return out


def test_the_share_of_weeks_over_48_hours_is_told_by_site(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    out = made(capsys, folder)
    answer = typed(capsys, "conditions", "show", str(out))
    assert "CH du Val : 47 h par semaine, 43 % des semaines au-delà de 48 h" in " ".join(answer.out.split())
    assert "Pédiatrie : masqué" in answer.out
    assert "Médecine : masqué" in answer.out  # with Urgences, it would give the two of Pédiatrie
    assert "Urgences : 44 h par semaine" in answer.out


def test_a_sheet_stands_beside_the_survey_of_2023(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    out = made(capsys, folder)
    said = " ".join(typed(capsys, "conditions", "show", str(out), "--site", "CH du Val").out.split())
    assert "Repos de sécurité gardés après une garde : 57 % (11 à 19 internes)" in said
    assert "Enquête, 84 % en 2023" in said
    assert "Internes qui ont un tableau de service nominatif : 50 %" in said
    assert "ni la charge ressentie" in said


def test_the_register_of_rests_not_observed(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    out = made(capsys, folder)
    answer = typed(capsys, "conditions", "register", str(out), "--json")
    assert [one["name"] for one in answer.json["sites"]] == ["CH du Val"]


def test_a_release_is_checked_and_a_forged_one_refused(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    out = made(capsys, folder)
    assert typed(capsys, "conditions", "check", str(out)).code == 0
    out.write_text(
        out.read_text(encoding="utf-8").replace('"value": 44.0', '"value": 59.0'), encoding="utf-8"
    )
    answer = typed(capsys, "conditions", "check", str(out))
    assert (answer.code, "n’est pas ce qui a été scellé" in answer.err) == (2, True)


def test_a_release_is_made_once(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    out = made(capsys, folder)
    content = out.read_bytes()
    again = ("conditions", "make", str(folder), str(folder / "qui.csv"), "--trimester", "2026-12-01", *TODAY)
    assert "ne se refait pas" in typed(capsys, *again, "-o", str(out)).err
    other = typed(capsys, *again, "-o", str(folder / "t1bis.json"), "--after", str(out))
    assert (other.code, "déjà faite" in other.err) == (2, True)
    assert out.read_bytes() == content
    assert not (folder / "t1bis.json").exists()


def test_a_release_holds_no_name_of_a_ledger(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    out = made(capsys, folder)
    assert "interne-" not in out.read_text(encoding="utf-8")
    assert "interne-" not in out.with_suffix(".comptes.json").read_text(encoding="utf-8")


def test_a_ledger_tampered_with_makes_no_release(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    file = folder / "interne-03.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines[:5], *lines[6:]]), encoding="utf-8")
    answer = typed(
        capsys, "conditions", "make", str(folder), str(folder / "qui.csv"), "--trimester", "2026-11-02",
        "-o", str(folder / "t1.json"), *TODAY,
    )  # fmt: skip
    assert (answer.code, "interne-03.jsonl" in answer.err) == (2, True)
    assert not (folder / "t1.json").exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("interne-99.jsonl;Médecine;CH du Val;Angers;oui", "n’est pas un carnet de ce dossier"),
        ("../interne-00.jsonl;Médecine;CH du Val;Angers;oui", "n’est pas un carnet de ce dossier"),
        ("interne-00.jsonl;;CH du Val;Angers;oui", "« service » est vide"),
        ("interne-00.jsonl;Médecine;CH du Val;Angers;peut-être", "ni oui, ni non"),
    ],
)
def test_a_bad_table_is_refused_with_its_line(
    capsys: pytest.CaptureFixture[str], folder: Path, line: str, said: str
) -> None:
    (folder / "qui.csv").write_text(
        f"carnet;service;etablissement;subdivision;tableau\n{line}\n", encoding="utf-8"
    )
    answer = typed(
        capsys, "conditions", "make", str(folder), str(folder / "qui.csv"), "--trimester", "2026-11-02",
        "-o", str(folder / "t1.json"), *TODAY,
    )  # fmt: skip
    assert answer.code == 2
    assert said in answer.err
    assert "ligne 2" in answer.err


def test_the_paper_of_a_hospital_names_nobody(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    out, pdf = made(capsys, folder), folder / "dossier.pdf"
    answer = typed(capsys, "conditions", "paper", str(out), "--site", "CH du Val", "-o", str(pdf), *TODAY)
    assert answer.code == 0, answer.err
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())
    for said in (
        "R. 6153-2",
        "onze heures",
        "57 %",
        "2 277",
        json.loads(out.read_text(encoding="utf-8"))["seal"][:32],
    ):
        assert said in text.replace("\u202f", " ").replace("\u00a0", " "), said
    assert "interne-" not in text
    nothing = typed(capsys, "conditions", "paper", str(out), "--site", "Pédiatrie", "-o", str(pdf), *TODAY)
    assert "masqués" in nothing.err


def test_the_surveys_are_told_with_their_method(capsys: pytest.CaptureFixture[str]) -> None:
    said = " ".join(typed(capsys, "conditions", "surveys").out.split())
    assert "2 277 réponses, internes de 33 spécialités, du 18 septembre au 30 octobre 2023" in said
    assert "déclarées de mémoire" in said


def test_a_departure_is_covered_in_the_next_release(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Eleven told, then ten: five are missing from the second, not one. Without who counted, nothing is made."""
    summer, winter = date(2026, 8, 10), date(2026, 11, 9)
    names = [f"interne-{n:02d}" for n in range(11)]
    for name in names:
        keep(tmp_path, name, [*weeks_of(50, 5, first=summer), *weeks_of(50, 5, first=winter)])

    def ask(who: list[str], day: str, *more: str) -> Answer:
        rows = [f"{name}.jsonl,Médecine,CH du Val,Angers" for name in who]
        head = "carnet,service,etablissement,subdivision"
        (tmp_path / "qui.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        return typed(
            capsys, "conditions", "make", str(tmp_path), str(tmp_path / "qui.csv"), "--trimester", day, *more, *TODAY
        )  # fmt: skip

    first, second = tmp_path / "t1.json", tmp_path / "t2.json"
    assert ask(names, "2026-08-10", "-o", str(first)).code == 0
    kept = first.with_suffix(".comptes.json")
    hidden = kept.rename(tmp_path / "elsewhere.json")
    refused = ask(names[1:], "2026-11-09", "-o", str(second), "--after", str(first))
    assert (refused.code, "se verrait" in refused.err, second.exists()) == (2, True, False)
    hidden.rename(kept)
    assert ask(names[1:], "2026-11-09", "-o", str(second), "--after", str(first)).code == 0
    counted = json.loads(second.with_suffix(".comptes.json").read_text(encoding="utf-8"))["counted"]
    assert sum("hours" in one["indicators"] for one in counted) == 6
