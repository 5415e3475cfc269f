"""The worked examples of the law, typed: half-days, hours, verdict by code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.sextant_cli.typed import Answer, typed

Capture = pytest.CaptureFixture[str]
ENGLISH = re.compile(
    r"\b(usage|error|missing|invalid|input|should|valid|no such|unable|the|must)\b", re.IGNORECASE
)


def audit(capsys: Capture, *weeks: str, more: tuple[str, ...] = ()) -> Answer:
    options = [part for week in weeks for part in ("--week", week)]
    return typed(capsys, "audit", *options, *more, "--json", "--today", "2026-11-23")


def account(answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = answer.json["accounts"][0]
    return found


def test_x1_four_full_days_are_eight_half_days(capsys: Capture) -> None:
    answer = audit(capsys, "MA MA MA MA .. .. ..")
    assert answer.code == 0
    assert answer.json["verdict"] == "legal"
    assert account(answer)["stage_half_days"] == 8


def test_x2_a_garde_makes_ten_half_days_and_two_to_recover(capsys: Capture) -> None:
    answer = audit(capsys, "MA MAN .. MA MA .. ..")
    assert answer.code == 0
    assert account(answer)["stage_half_days"] == 10
    assert account(answer)["surplus"] == 2
    assert account(answer)["hours_text"] == "50:00"


def test_x3_two_uneven_weeks_average_eight(capsys: Capture) -> None:
    answer = audit(capsys, "MA MA MA uu MA G ..", ".. .. .. MAN .. .. ..")
    assert answer.code == 0
    assert account(answer)["stage_half_days"] == 16
    assert account(answer)["mean_stage_half_days"] == 8
    assert [week["stage_half_days"] for week in account(answer)["weeks"]] == [12, 4]


def test_x3_back_on_friday_before_half_past_seven_breaks_the_rest(capsys: Capture) -> None:
    answer = audit(capsys, "MA MA MA uu MA G ..", ".. .. .. MAN A .. ..")
    assert answer.code == 1
    assert answer.codes == {"R1"}


def test_x4_a_demi_garde_counts_one(capsys: Capture) -> None:
    answer = audit(capsys, "MA MAD .. u MA M ..")
    assert answer.code == 0
    assert account(answer)["stage_half_days"] == 8


def test_x5_four_nights_a_week_pass_the_half_days_and_break_the_hours(capsys: Capture) -> None:
    answer = audit(capsys, "N N N N .. u ..", more=("--repeat", "13"))
    assert answer.code == 1
    assert account(answer)["mean_stage_half_days"] == 8
    assert account(answer)["mean_hours_text"] == "61:20"
    assert answer.codes == {"V3", "R1", "G1"}
    assert sum(breach["code"] == "R1" for breach in answer.json["breaches"]) == 39


def test_x7_eight_heavy_weeks_can_still_be_legal(capsys: Capture, tmp_path: Path) -> None:
    heavy = "MA(08:00-20:24) MA(08:00-20:24) MA(08:00-20:24) MA(08:00-22:48) .. .. .."
    light = "MA(08:00-18:15) MA(08:00-18:15) MA(08:00-18:15) MA(08:00-18:15) .. .. .."
    answer = audit(capsys, *[heavy] * 8, *[light] * 5)
    assert answer.code == 0
    assert round(account(answer)["mean_hours"], 2) == 47.77


def test_x10_two_call_outs_open_a_rest_until_half_past_four(capsys: Capture) -> None:
    answer = audit(capsys, ".. .. a(20:00-22:00~1h,01:30-05:30~3h) M .. .. ..")
    assert answer.code == 1
    assert answer.codes == {"R2"}
    assert account(answer)["call_out_hours"] == 6
    assert "16" in answer.json["breaches"][0]["sentence"]
    assert answer.json["breaches"][0]["to"].endswith("16:30:00+01:00")
    without = audit(capsys, ".. .. a(20:00-22:00~1h,01:30-05:30~3h) .. .. .. ..")
    assert account(without)["stage_half_days"] == 1


@pytest.mark.parametrize(("wednesday", "codes", "half_days"), [("MA", {"R3"}, 3), ("A", set(), 2)])
def test_x13_after_a_demi_garde(capsys: Capture, wednesday: str, codes: set[str], half_days: int) -> None:
    answer = audit(capsys, f".. D {wednesday} .. .. .. ..")
    assert answer.codes == codes
    assert account(answer)["stage_half_days"] == half_days


@pytest.mark.parametrize(
    ("interns", "code", "warned", "noted"),
    [
        (4, 1, {"G7"}, {"G7b"}),
        (5, 0, {"G7"}, {"G7b"}),
        (6, 0, set(), {"G7b"}),
        (7, 0, set(), set()),
    ],
)
def test_x15_a_line(capsys: Capture, interns: int, code: int, warned: set[str], noted: set[str]) -> None:
    answer = typed(capsys, "audit", "--line", str(interns), "--json")
    assert answer.code == code
    assert answer.codes == ({"G6"} if code else set())
    assert {w["code"] for w in answer.json["warnings"]} == warned
    assert {n["code"] for n in answer.json["notes"]} == noted


def test_x15_seniors_complete_the_line(capsys: Capture) -> None:
    assert typed(capsys, "audit", "--line", "4", "--senior", "--json").code == 0


def test_x16_the_third_month_of_pregnancy(capsys: Capture) -> None:
    dated = ("--from", "2026-01-19", "--third-month", "2026-01-12")
    answer = audit(capsys, ".. N .. a .. .. ..", more=dated)
    assert answer.codes == {"E1"}
    assert {w["code"] for w in answer.json["warnings"]} == {"E2"}
    agreed = audit(capsys, ".. N .. a .. .. ..", more=(*dated, "--consent", "2026-01-13"))
    assert agreed.code == 0


@pytest.mark.parametrize(("taken", "payable"), [("26", 4), ("22", 0), ("24", 6), ("30", 0)])
def test_x18_untaken_leave(capsys: Capture, taken: str, payable: int) -> None:
    answer = audit(capsys, "MA .. .. .. .. .. ..", more=("--leave-taken", taken))
    assert account(answer)["leave_payable"] == payable


def test_x20_a_day_of_fourteen_hours_with_a_supervising_gp(capsys: Capture) -> None:
    answer = audit(capsys, "MA(08:00-22:00) .. .. .. .. .. ..", more=("--placement", "ambulatoire"))
    assert answer.code == 0
    assert account(answer)["stage_half_days"] == 2
    assert account(answer)["hours"] == 14
    assert account(answer)["charter_half_days"] == 3


def test_a_planning_file_says_the_same_as_the_week_typed(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "planning.yaml"
    file.write_text(
        'person: {name: Camille}\nfrom: 2026-11-23\nweeks: ["MAN M .. .. .. .. .."]\n', encoding="utf-8"
    )
    from_file = typed(capsys, "audit", str(file), "--json")
    assert from_file.code == 1
    assert from_file.codes == {"R1", "R4"} == audit(capsys, "MAN M .. .. .. .. ..").codes


def test_the_answer_names_article_force_and_confidence(capsys: Capture) -> None:
    breach = audit(capsys, "MAN M .. .. .. .. ..").json["breaches"][0]
    assert {
        "code",
        "force",
        "from",
        "to",
        "measured",
        "allowed",
        "unit",
        "sentence",
        "article",
        "confidence",
    } <= set(breach)
    assert breach["article"] in breach["sentence"]


def test_people_read_a_verdict_first(capsys: Capture) -> None:
    answer = typed(capsys, "audit", "--week", "MAN M .. .. .. .. ..")
    assert answer.out.startswith("Illégal : 2 manquements à la loi")
    assert "Que faire ?" in answer.out
    fine = typed(capsys, "audit", "--week", "MA MA MA MA .. .. ..")
    assert fine.out.startswith("Rien d’illégal ici.")


def test_a_setting_changes_the_reading(capsys: Capture) -> None:
    assert audit(capsys, ".. D .. .. .. .. ..", more=("--set", "demi_garde_policy=interdite")).codes == {"G5"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("audit",), "Rien à lire"),
        (("audit", "absent.yaml"), "ce fichier n’existe pas"),
        (("audit", "."), "c’est un dossier"),
        (("audit", "--week", "MA MA"), "il en faut 7"),
        (("audit", "--week", "QA .. .. .. .. .. .."), "n’est pas une lettre"),
        (("audit", "--week", "M .. .. .. .. .. ..", "--from", "2026-11-24"), "lundi"),
        (("audit", "--week", "M .. .. .. .. .. ..", "--from", "hier"), "date"),
        (("audit", "--week", "M .. .. .. .. .. ..", "--set", "couleur=bleu"), "couleur"),
        (("audit", "--week", "M .. .. .. .. .. ..", "--placement", "plage"), "plage"),
        (("audit", "--week", "M .. .. .. .. .. ..", "--repeat", "0"), "--repeat"),
        (("audit", "--wek", "M"), "--wek"),
        (("audit", "--share", "deux", "--week", "M"), "--share : la valeur donnée ne convient pas"),
        (("audit", "--share", "3", "--week", "M"), "--share"),
        (("law", "show", "R11"), "Vouliez-vous R1"),
        (("law", "show"), "il manque"),
        (("law", "on", "2026-13-01"), "2026"),
        (("law", "list", "--force", "divine"), "n’est pas une force"),
        (("roster", "solve", "absent.yaml", "--out", "x"), "ce fichier n’existe pas"),
        (("roster", "audit", "absent.yaml"), "ce fichier n’existe pas"),
        (("roster", "dessine"), "dessine"),
    ],
)
def test_bad_input_is_one_french_sentence(capsys: Capture, arguments: tuple[str, ...], said: str) -> None:
    answer = typed(capsys, *arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err or said.lower() in answer.err.lower()
    assert "Traceback" not in answer.err
    assert not ENGLISH.search(answer.err)
    assert len(answer.err.strip().splitlines()) == 1


def test_the_limits_shown_to_a_part_timer_are_hers(capsys: Capture, tmp_path: Path) -> None:
    """Rule E4: the quota applies to both means, in the figures as in the verdict."""
    path = tmp_path / "mi-temps.yaml"
    path.write_text(
        'nature: realise\nperson: {share: 0.5}\nfrom: 2026-11-16\nweeks: ["MA MA .. .. .. .. .."]\n',
        encoding="utf-8",
    )
    said = typed(capsys, "audit", str(path)).out.replace("\u202f", " ")
    assert "4 au plus" in said
    assert "24 h au plus" in said
    assert "8 au plus" not in said
