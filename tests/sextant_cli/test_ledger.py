"""``sextant ledger`` as it is typed: noting, correcting, verifying, counting."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sextant.document import parse_document
from tests.lanes import ROOT
from tests.sextant_cli.typed import Answer, typed

NOW = ("--now", "2027-12-01T20:15+01:00")
EXAMPLES = ROOT / "tests" / "spec" / "worked_examples.yaml"


class Kept:
    """A ledger in a folder of its own."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self.capsys, self.folder, self.path = capsys, folder, folder / "carnet.jsonl"

    def __call__(self, verb: str, *arguments: str, now: bool = True) -> Answer:
        clock = NOW if now and verb in ("add", "correct", "root", "what-if", "import", "statement") else ()
        answer = typed(self.capsys, "ledger", verb, str(self.path), *arguments, *clock)
        return answer if "--json" in arguments else replace(answer, out=" ".join(answer.out.split()))

    def account(self, *arguments: str) -> Any:
        answer = self("account", "--json", *arguments)
        assert answer.code in (0, 1), answer.err
        return answer.json


@pytest.fixture
def camille(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Kept:
    kept = Kept(capsys, tmp_path)
    assert kept("new", "--name", "Camille", "--territory", "sans-ferie").code == 0
    return kept


# -- the worked examples of the facts -------------------------------------------------------------------

TEXT = "examples:\n" + "".join(f"  {line}\n" for line in EXAMPLES.read_text(encoding="utf-8").splitlines())
WORKED = [
    case for case in parse_document(TEXT, EXAMPLES.name).data["examples"] if "week" in case or "weeks" in case
]


@pytest.mark.parametrize("case", WORKED, ids=[str(case["id"]) for case in WORKED])
def test_a_worked_example_noted_in_a_ledger_gives_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, case: dict[str, Any]
) -> None:
    kept = Kept(capsys, tmp_path)
    person = dict(case.get("person", {}))
    options = ["--territory", "sans-ferie"]
    if "placement" in person:
        options += ["--placement", person["placement"]]
    if "leave_taken" in person:
        options += ["--leave-taken", str(person["leave_taken"])]
    if "pregnancy" in person:
        options += ["--third-month", str(person["pregnancy"]["third_month"])]
    assert kept("new", *options).code == 0
    weeks = [part for text in case.get("weeks", [case.get("week")]) for part in text.split("|")]
    start = str(case.get("from", "2026-11-02" if len(weeks) * case.get("repeat", 1) > 8 else "2026-11-16"))
    noted = [option for week in weeks for option in ("--week", week)]
    added = kept("add", *noted, "--from", start, "--repeat", str(case.get("repeat", 1)))
    assert added.code == 0, added.err
    assert kept("verify").code == 0

    found = kept.account()
    assert (found["verdict"] == "legal") is case.get("legal", True)
    codes = [breach["code"] for breach in found["breaches"]]
    assert {code: codes.count(code) for code in case.get("says", {})} == case.get("says", {})
    account = found["accounts"][0]
    for name, expected in case.get("account", {}).items():
        key = {"hours": "hours_text", "mean_hours": "mean_hours_text"}.get(name, name)
        if name == "call_out_hours":
            expected = int(expected.partition(":")[0]) + int(expected.partition(":")[2]) / 60
        assert account[key] == expected, name
    if "weeks_of" in case:
        assert [row["stage_half_days"] for row in found["periods"]] == case["weeks_of"]


# -- noting, correcting, showing --------------------------------------------------------------------------


def test_what_is_noted_is_shown(camille: Kept) -> None:
    camille("add", "garde-nuit", "2026-11-16 18:30", "08:30", "--line", "Gardes", "--consent")
    camille("add", "astreinte", "2026-11-18 18:30", "08:30", "--call-out", "20:00-22:00~1h")
    camille("add", "conge", "2026-11-23", "2026-11-28")
    said = camille("show").out
    assert "lundi 16 novembre 2026, garde de nuit, de 18 h 30 à 8 h 30 (14 h), Gardes" in said
    assert "1 déplacement, 2 h" in said
    assert said.count("congé annuel") == 6


def test_a_correction_keeps_what_was_noted(camille: Kept) -> None:
    camille("add", "stage", "2026-11-16 08:30", "13:00")
    assert camille("correct", "1", "--end", "13:45", "--why", "visite finie plus tard").code == 0
    assert "de 8 h 30 à 13 h 45 (5 h 15) (corrigée)" in camille("show").out
    history = camille("show", "--history").out
    assert "notée d’abord : lundi 16 novembre 2026" in history
    assert "visite finie plus tard" in history
    assert camille("verify").code == 0


def test_a_cancelled_entry_counts_no_more(camille: Kept) -> None:
    camille("add", "stage", "2026-11-16 08:30", "13:00")
    camille("add", "stage", "2026-11-17 08:30", "13:00")
    assert camille("correct", "2", "--cancel", "--why", "notée deux fois").code == 0
    assert camille.account()["accounts"][0]["stage_half_days"] == 1
    assert "déjà annulée" in camille("correct", "2", "--cancel", "--why", "encore").err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("stage", "2027-12-20 08:30", "13:00"), "n’est pas encore passée"),
        (("stage", "2026-11-16 08:30", "2026-11-18 00:30"), "dure 40 h"),
        (("stage", "2026-11-16 08:30", "2026-11-16 07:30"), "finit avant de commencer"),
        (("stage", "2026-11-16 08:30", "18:30"), "combien de demi-journées"),
        (("stage", "2026-11-16 8h75", "13:00"), "n’est pas une heure"),
        (("stage", "16/11/2026 08:30", "13:00"), "année-mois-jour|l’autre sens"),
        (("stage", "2027-03-28 02:30", "13:00"), "n’existe pas"),
        (("garde-nuit", "2026-10-25 02:30", "08:30"), "vient deux fois"),
        (("stag", "2026-11-16 08:30", "13:00"), "Vouliez-vous dire « stage »"),
        (("astreinte", "2026-11-16 18:30", "08:30", "--call-out", "12:00-13:00"), "ne commence pas pendant"),
        (("--week", "MA .. .."), "semaine"),
        (("stage",), "Le début manque"),
        ((), "Rien à noter"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_nothing_is_noted(
    camille: Kept, arguments: tuple[str, ...], says: str
) -> None:
    before = camille.path.read_bytes()
    answer = camille("add", *arguments)
    assert answer.code == 2
    assert any(part in answer.err for part in says.split("|")), answer.err
    assert "Traceback" not in answer.err
    assert camille.path.read_bytes() == before


def test_noting_twice_says_that_it_is_there(camille: Kept) -> None:
    camille("add", "stage", "2026-11-16 08:30", "13:00")
    answer = camille("add", "stage", "2026-11-16 08:30", "13:00")
    assert answer.code == 2
    assert "est déjà dans le carnet" in answer.err


def test_a_ledger_is_never_overwritten(camille: Kept) -> None:
    answer = camille("new")
    assert answer.code == 2
    assert "existe déjà" in answer.err


# -- verifying ------------------------------------------------------------------------------------------


def test_a_line_changed_in_the_file_is_named(camille: Kept) -> None:
    camille("add", "--week", "MA MAN .. MA MA .. ..", "--from", "2026-11-16")
    text = camille.path.read_text(encoding="utf-8")
    camille.path.write_text(text.replace("2026-11-18T08:30", "2026-11-18T02:30"), encoding="utf-8")
    answer = camille("verify")
    assert answer.code == 1
    assert "L’entrée n° 5 a été modifiée." in answer.out


def test_a_cut_end_needs_the_root_to_be_seen(camille: Kept, tmp_path: Path) -> None:
    camille("add", "--week", "MA MA .. .. .. .. ..", "--from", "2026-11-16")
    root = tmp_path / "empreinte.txt"
    assert camille("root", "--key", str(tmp_path / "cle.pem"), "--out", str(root)).code == 0
    assert camille("verify", "--root", str(root)).code == 0
    lines = camille.path.read_bytes().splitlines(keepends=True)
    camille.path.write_bytes(b"".join(lines[:-1]))
    assert camille("verify").code == 0
    answer = camille("verify", "--root", str(root))
    assert answer.code == 1
    assert "la fin a été retirée" in answer.out


def test_a_forged_root_is_refused(camille: Kept, tmp_path: Path) -> None:
    camille("add", "--week", "MA MA .. .. .. .. ..", "--from", "2026-11-16")
    root = tmp_path / "empreinte.txt"
    camille("root", "--key", str(tmp_path / "cle.pem"), "--out", str(root))
    data = json.loads(root.read_text(encoding="utf-8"))
    root.write_text(json.dumps(data | {"entries": 3}), encoding="utf-8")
    answer = camille("verify", "--root", str(root))
    assert answer.code == 2
    assert "cette empreinte a été modifiée" in answer.err


def test_the_key_is_for_its_owner_alone(camille: Kept, tmp_path: Path) -> None:
    camille("add", "stage", "2026-11-16 08:30", "13:00")
    camille("root", "--key", str(tmp_path / "cle.pem"))
    assert (tmp_path / "cle.pem").stat().st_mode & 0o077 == 0


# -- counting -------------------------------------------------------------------------------------------


def test_days_add_up_to_months_and_months_to_the_trimester(camille: Kept) -> None:
    weeks = [
        "MA MAN .. MA MA .. N",
        "MA MA MA u .. G ..",
        "c c c c c .. ..",
        "MA a(20:00-22:00) .. MA MA .. ..",
    ]
    noted = [option for week in weeks for option in ("--week", week)]
    camille("add", *noted, "--from", "2026-11-02", "--repeat", "3")
    totals = {}
    for by in ("jour", "semaine", "mois", "mois-de-garde", "trimestre"):
        rows = camille.account("--by", by)["periods"]
        totals[by] = tuple(
            sum(row[name] for row in rows)
            for name in ("minutes", "stage_half_days", "rests_owed", "leave_days")
        )
    assert len(set(totals.values())) == 1, totals
    account = camille.account()["accounts"][0]
    assert account["windows"][0]["hours"] * 60 == totals["trimestre"][0]
    assert account["rests_owed"] == totals["jour"][2]
    assert account["leave_taken"] == totals["jour"][3]


def test_the_share_out_of_care_is_told_over_what_was_told(camille: Kept) -> None:
    camille("add", "stage", "2026-11-16 08:00", "12:00", "--out-of-care", "1h")
    camille("add", "stage", "2026-11-17 08:00", "12:00")
    assert camille.account()["periods"][0]["out_of_care_share"] == 0.25


def test_days_without_a_word_are_told(camille: Kept) -> None:
    camille("add", "--week", "MA .. MA MAN .. .. ..", "--from", "2026-11-16")
    camille("add", "stage", "2026-11-23 08:30", "13:00")
    assert [row["blank_days"] for row in camille.account()["periods"]] == [1, 0]
    assert "1 jour sans rien de noté" in camille("account").out


def test_a_cut_that_does_not_exist_is_told(camille: Kept) -> None:
    assert "n’est pas un découpage" in camille("account", "--by", "annee").err


def test_an_empty_ledger_says_so(camille: Kept) -> None:
    assert "Ce carnet est vide" in camille("account").err


# -- plan and what if -------------------------------------------------------------------------------------


def test_the_plan_against_what_was_done(camille: Kept, tmp_path: Path) -> None:
    plan = tmp_path / "prevu.yaml"
    plan.write_text(
        'from: 2026-11-16\nnature: prevu\nweeks: ["MA MA MA MA .. .. .."]\nperson: {territory: sans-ferie}\n',
        encoding="utf-8",
    )
    camille("add", "--week", "MA MAN .. MA .. .. ..", "--from", "2026-11-16")
    found = camille("compare", str(plan), "--json").json
    assert (found["same_days"], found["worked_days"]) == (2, 3)
    assert [gap["day"] for gap in found["gaps"]] == ["2026-11-17", "2026-11-18"]
    assert found["gaps"][0]["added"] == ["garde-nuit"]
    assert found["gaps"][1]["missing"] == ["stage", "stage"]


def test_a_ledger_that_is_the_plan_replayed_proves_nothing(camille: Kept, tmp_path: Path) -> None:
    plan = tmp_path / "prevu.yaml"
    weeks = '["MA MA MA MA .. .. ..", "MA MA MA MA .. .. ..", "MA MA MA MA .. .. .."]'
    plan.write_text(
        f"from: 2026-11-16\nweeks: {weeks}\nperson: {{territory: sans-ferie}}\n", encoding="utf-8"
    )
    camille("add", "--week", "MA MA MA MA .. .. ..", "--from", "2026-11-16", "--repeat", "3")
    assert "ne prouve rien" in camille("compare", str(plan)).out


def test_one_garde_more_that_breaks_a_rest(camille: Kept) -> None:
    camille("add", "--week", "MA MA .. MA .. .. ..", "--from", "2026-11-16")
    before = camille.path.read_bytes()
    answer = camille("what-if", "garde-nuit", "2026-11-18 18:30", "08:30")
    assert answer.code == 1
    assert "Ce serait illégal." in answer.out
    assert "R1" in answer.out
    assert "jeudi 19 novembre 2026 à 19 h 30" in answer.out
    assert camille.path.read_bytes() == before


def test_one_garde_more_that_is_lawful(camille: Kept) -> None:
    camille("add", "--week", "MA MA .. MA .. .. ..", "--from", "2026-11-16")
    answer = camille("what-if", "garde-nuit", "2026-11-20 18:30", "08:30")
    assert answer.code == 0
    assert "Heures comptées : 27 h, puis 41 h" in answer.out
    assert "Repos de sécurité dû jusqu’au samedi 21 novembre 2026 à 19 h 30" in answer.out


# -- importing ------------------------------------------------------------------------------------------

SHEET = """Date;Arrivée;Départ;Type;Humeur
16/11/2026;8h30;18h30;;bof
17/11/2026;18:30;8:30;GN;
20/11/2026;;;congé;
"""


def test_an_import_is_shown_then_noted_and_only_once(camille: Kept, tmp_path: Path) -> None:
    sheet = tmp_path / "heures.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    before = camille.path.read_bytes()
    shown = camille("import", str(sheet), "--kind", "GN=garde-nuit", "--dry-run")
    assert shown.code == 0
    assert "« Arrivée » donne l’heure d’arrivée (par exemple 8h30)" in shown.out
    assert "« Humeur » n’est pas lue" in shown.out
    assert "3 entrées nouvelles" in shown.out
    assert camille.path.read_bytes() == before
    for new in (3, 0):
        assert camille("import", str(sheet), "--kind", "GN=garde-nuit", "--json").json["noted"] == new
    assert camille.account()["accounts"][0]["stage_half_days"] == 4


def test_nothing_is_half_imported(camille: Kept, tmp_path: Path) -> None:
    sheet = tmp_path / "heures.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    before = camille.path.read_bytes()
    answer = camille("import", str(sheet))
    assert answer.code == 2
    assert "cellule D3 : « GN » : nature inconnue" in answer.out
    assert "Rien n’a été noté : 1 ligne à corriger" in answer.err
    assert camille.path.read_bytes() == before


def test_what_was_corrected_is_not_imported_again(camille: Kept, tmp_path: Path) -> None:
    sheet = tmp_path / "heures.csv"
    sheet.write_text("Date;Arrivée;Départ\n16/11/2026;8h30;13h\n17/11/2026;8h30;13h\n", encoding="utf-8")
    camille("import", str(sheet))
    camille("correct", "1", "--end", "13:30", "--why", "visite")
    camille("correct", "2", "--cancel", "--why", "journée annulée")
    assert camille("import", str(sheet), "--json").json == {
        "understood": ["« Date » donne la date (par exemple 16/11/2026)",
                       "« Arrivée » donne l’heure d’arrivée (par exemple 8h30)",
                       "« Départ » donne l’heure de départ (par exemple 13h)"],
        "new": [], "known": 2, "refused": [], "noted": 0,
    }  # fmt: skip


def test_the_blank_sheet_is_written_once(camille: Kept, tmp_path: Path) -> None:
    sheet = str(tmp_path / "vide.xlsx")
    assert (
        typed(camille.capsys, "ledger", "blank", sheet, "--from", "2026-11-02", "--to", "2027-01-31").code
        == 0
    )
    assert camille("import", sheet, "--json").json["noted"] == 0
    again = typed(camille.capsys, "ledger", "blank", sheet, "--from", "2026-11-02", "--to", "2027-01-31")
    assert "existe déjà" in again.err


# -- statements -----------------------------------------------------------------------------------------


def test_the_statement_of_a_month_is_written_and_checked(camille: Kept, tmp_path: Path) -> None:
    camille("add", "--week", "MA MAN .. MA MA .. ..", "--from", "2026-11-16", "--repeat", "2")
    pdf = tmp_path / "releve.pdf"
    answer = camille("statement", "--month", "2026-11", "--key", str(tmp_path / "cle.pem"), "--out", str(pdf))
    assert answer.code == 0, answer.err
    assert "Demi-journées de stage : 20" in answer.out
    assert "au plus tard le jeudi 10 décembre 2026" in answer.out
    found = typed(camille.capsys, "ledger", "check", str(pdf))
    assert found.code == 0
    assert found.out.startswith("Relevé authentique")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Un mois ou un trimestre"),
        (("--month", "2026-13"), "n’existe pas dans le calendrier"),
        (("--month", "2026-11", "--out", "x.docx"), "en .pdf ou en .xlsx"),
        (("--month", "2025-11"), "rien n’est noté"),
    ],
)
def test_a_statement_that_cannot_be_is_told(camille: Kept, arguments: tuple[str, ...], says: str) -> None:
    camille("add", "stage", "2026-11-16 08:30", "13:00")
    answer = camille("statement", "--unsigned", *arguments)
    assert answer.code == 2
    assert says.casefold() in answer.err.casefold()


def test_an_altered_ledger_gives_no_statement(camille: Kept) -> None:
    camille("add", "stage", "2026-11-16 08:30", "13:00")
    text = camille.path.read_text(encoding="utf-8")
    camille.path.write_text(text.replace("T13:00", "T14:00"), encoding="utf-8")
    answer = camille("statement", "--month", "2026-11", "--unsigned")
    assert "n’est pas intact : l’entrée n° 1 a été modifiée" in answer.err
