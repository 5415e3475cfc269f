"""Leave and rights, typed: worked cases of the facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.rights.topics import load_topics, topics
from tests.sextant_cli.typed import typed

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(("taken", "payable"), [("26", 4), ("22", 0)])
def test_x18_untaken_leave(capsys: Capture, taken: str, payable: int) -> None:
    answer = typed(capsys, "leave", "balance", "--taken", taken, "--on", "2026-11-01", "--json").json
    assert answer["payable_days"] == payable
    assert answer["payable_euros"] == payable * 70
    assert answer["to"] == "2026-11-01"


def test_a_week_is_six_days(capsys: Capture) -> None:
    assert typed(capsys, "leave", "count", "2026-11-16", "2026-11-20", "--json").json["days"] == 6
    back = typed(capsys, "leave", "count", "2026-11-16", "2026-11-20", "--back", "2026-11-21", "--json")
    assert back.json["days"] == 5


def test_the_balance_of_a_planning(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "planning.yaml"
    file.write_text(
        'person: {leave_taken: 20}\nfrom: 2026-11-16\nweeks: ["c c c c c .. .."]\n', encoding="utf-8"
    )
    answer = typed(capsys, "leave", "balance", str(file), "--json").json
    assert (answer["taken"], answer["left"], answer["payable_days"]) == (26, 4, 4)


@pytest.mark.parametrize(
    ("options", "standing"),
    [
        (("--asked", "2026-11-14", "--today", "2026-11-28"), "en attente de réponse"),
        (("--asked", "2026-11-14", "--today", "2026-11-29"), "accordée par le silence"),
        (("--asked", "2026-11-15", "--today", "2026-12-01"), "demandée hors délai : la réponse n’est pas acquise"),
        (("--asked", "2026-11-14", "--today", "2026-12-01", "--answer", "non", "--answered", "2026-11-28"), "refusée"),
        (("--asked", "2026-11-14", "--today", "2026-12-01", "--answer", "non", "--answered", "2026-11-30"),
         "accordée par le silence"),
        (("--today", "2026-11-14"), "à demander"),
        (("--today", "2026-11-15"), "trop tard pour le délai"),
    ],
)  # fmt: skip
def test_union_training_and_silence(capsys: Capture, options: tuple[str, ...], standing: str) -> None:
    answer = typed(capsys, "leave", "union", "2026-12-14", *options, "--json").json
    assert answer["ask_by"] == "2026-11-14"
    assert answer["silence_on"] == "2026-11-29"
    assert answer["standing"] == standing


@pytest.mark.parametrize(
    ("options", "exempt", "asked"),
    [
        (("--today", "2026-01-11"), False, True),
        (("--today", "2026-01-12"), True, False),
        (("--today", "2026-01-20", "--consent", "2026-01-13"), True, True),
        (("--today", "2026-01-20", "--consent", "2026-01-13", "--revoked", "2026-01-20"), True, False),
    ],
)
def test_x16_gardes_from_the_third_month(
    capsys: Capture, options: tuple[str, ...], exempt: bool, asked: bool
) -> None:
    answer = typed(capsys, "rights", "pregnancy", "2026-01-12", *options, "--json").json
    assert (answer["exempt"], answer["gardes_may_be_asked"]) == (exempt, asked)


@pytest.mark.parametrize(("months", "validates"), [("4", "validant"), ("3.9", "non validant")])
def test_a_surnombre_validates_from_four_months(capsys: Capture, months: str, validates: str) -> None:
    answer = typed(
        capsys, "rights", "pregnancy", "2026-01-12", "--months", months, "--today", "2026-02-01", "--json"
    )
    assert answer.json["surnombre"] == validates


def test_a_strike_is_declared_two_days_before(capsys: Capture) -> None:
    answer = typed(capsys, "rights", "strike", "2026-12-10 08:30", "--json").json
    assert answer["declare_by"] == "2026-12-08T08:30:00"
    assert answer["assigned_by"] == "2026-12-09"
    assert answer["notice_by"] == "2026-12-04"
    assert answer["pay"] == "inconnu"


def test_an_assignation_is_checked_fault_by_fault(capsys: Capture) -> None:
    answer = typed(
        capsys, "rights", "strike", "2026-12-10", "--director", "--not-named", "--eve", "--json"
    ).json
    assert len(answer["assignation"]["faults"]) == 1
    assert "ne nomme pas" in answer["assignation"]["faults"][0]
    assert len(answer["assignation"]["unknown"]) == 2


def test_a_sheet_says_what_is_not_known(capsys: Capture) -> None:
    answer = typed(capsys, "rights", "show", "remplacement-etranger")
    assert "Inconnu : aucun texte lu ne répond" in answer.out
    assert "ni oui, ni non" in answer.out


def test_the_sheet_on_strikes_is_shown(capsys: Capture) -> None:
    answer = typed(capsys, "rights", "show", "greve", "--json").json
    assert {"confidence", "source", "checked", "doubt"} <= set(answer["points"][0])
    assert any("retenue" in question for question in answer["unknown"])


def test_every_sheet_is_listed_with_open_questions(capsys: Capture) -> None:
    listed = {one["topic"] for one in typed(capsys, "rights", "list", "--json").json["topics"]}
    assert listed == set(load_topics())
    assert all(one.unknown and one.ask for one in topics())


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        ("29.5", "seules les journées entières"),
        ("23", "il faut en avoir pris 24"),
        ("31", "1 de plus que le droit de l’année"),
        ("1", "1 jour ouvrable pris sur 30, 29 restants"),
    ],
)
def test_a_balance_says_why_nothing_is_paid(capsys: Capture, taken: str, said: str) -> None:
    assert said in typed(capsys, "leave", "balance", "--taken", taken, "--on", "2026-11-25").out
