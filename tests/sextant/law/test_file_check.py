# ruff: noqa: E501 a table of cases is read across
"""The checker of rule files answers like a colleague: file, line, what is missing, what would do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sextant.law.file_check import check
from sextant.law.library import TEXTS

GOOD = """\
text: Accord local du CH de Kerlann
checked: 2026-11-22
seen: texte
rules:
  - id: kerlann.rest
    code: R1
    says: un repos de douze heures suit chaque garde de nuit
    shape: rest_after
    with: {after: [garde-nuit], hours: 12}
    force: charte
    confidence: haute
    valid: {from: 2026-01-01}
    examples:
      - {week: "N .. MA .. .. .. ..", breaches: 0, because: "mardi libre"}
      - {week: "N A .. .. .. .. ..", breaches: 1, because: "mardi après-midi"}
"""
BROKEN = '      - {week: "N A .. .. .. .. ..", breaches: 1, because: "mardi après-midi"}\n'
KEPT = '      - {week: "N .. MA .. .. .. ..", breaches: 0, because: "mardi libre"}\n'

CASES = [
    ("an unknown key", "says:", "dit:", 7, "la clé « dit » est inconnue"),
    ("a missing key", "    force: charte\n", "", 5, "la clé « force » manque"),
    ("no shape", "    shape: rest_after\n", "", 5, "la clé « shape » manque. Formes possibles : allowed_kind, count_at_most,"),
    ("an unknown shape", "shape: rest_after", "shape: zzz", 8, "« zzz » n’est pas possible ici. Mots possibles : allowed_kind, count_at_most,"),
    ("a misspelt shape", "shape: rest_after", "shape: rest_aftr", 8, "Vouliez-vous dire « rest_after » ?"),
    ("an unknown number", "hours: 12}", "heures: 12}", 9, "la clé « heures » est inconnue. Vouliez-vous dire « hours » ?"),
    ("a number in letters", "hours: 12}", "hours: douze}", 9, "un nombre est attendu"),
    ("a negative number", "hours: 12}", "hours: -12}", 9, "« hours: -12 » est négatif"),
    ("an unknown kind", "[garde-nuit]", "[garde-de-nuit]", 9, "Vouliez-vous dire « garde-nuit » ?"),
    ("a date that does not exist", "from: 2026-01-01", "from: 2026-02-30", 12, "le 30/02/2026 n’existe pas"),
    ("an end before the start", "{from: 2026-01-01}", "{from: 2026-01-01, to: 2025-01-01}", 12, "la fin (01/01/2025) n’est pas après le début (01/01/2026)"),
    ("no date of checking", "checked: 2026-11-22\n", "", 1, "la clé « checked » manque"),
    ("an unknown force", "force: charte", "force: usage", 10, "« usage » n’est pas possible ici"),
    ("an unknown setting", "    confidence:", "    level_setting: eu_rest_levl\n    confidence:", 11, "le réglage « eu_rest_levl » est inconnu de Sextant. Vouliez-vous dire « eu_rest_level » ?"),
    ("a single example", BROKEN, "", 13, "un seul exemple. Il en faut deux"),
    ("no broken example", BROKEN, KEPT, 13, "aucun exemple où la règle est enfreinte. Ajoutez-en un avec « breaches: 1 »."),
    ("no kept example", KEPT, BROKEN, 13, "aucun exemple où la règle tient. Ajoutez-en un avec « breaches: 0 »."),
    ("an example that comes out otherwise", '"N A .. .. .. .. .."', '"N .. A .. .. .. .."', 15, "exemple n° 2, R1 : 1 constat attendu, 0 trouvé"),
    ("an example that cannot be read", '"N A .. .. .. .. .."', '"N A .. .. .. .."', 15, "exemple n° 2, "),
    ("an example with an unknown code", "breaches: 1,", "says: {R99: 1},", 15, "le code « R99 » est inconnu"),
    ("an example with an unknown figure", "breaches: 1,", "breaches: 1, account: {heures: 4},", 15, "« heures » n’est pas un chiffre du décompte"),
    ("an example with an unknown record", "breaches: 1,", "breaches: 1, records: {necessite: true},", 15, "le fait « necessite » est inconnu"),
    ("an example that expects nothing", "breaches: 1, ", "", 15, "un exemple dit ce qu’il attend"),
    ("with as text", "with: {after: [garde-nuit], hours: 12}", "with: douze heures", 9, "s’écrivent avec des clés"),
]  # fmt: skip


def remarks(folder: Path, text: str, name: str = "kerlann.yaml") -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    return [str(remark) for remark in check(folder)]


def test_the_shipped_law_holds() -> None:
    assert [str(remark) for remark in check()] == []


def test_a_good_file_calls_for_no_remark(tmp_path: Path) -> None:
    assert remarks(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_is_wrong_is_said_with_its_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in GOOD
    found = remarks(tmp_path, GOOD.replace(old, new))
    assert any(said in one for one in found), found
    (told,) = [one for one in found if said in one][:1]
    assert told.startswith(f"kerlann.yaml, ligne {line}")


def test_everything_wrong_is_said_at_once_in_order(tmp_path: Path) -> None:
    second = (
        GOOD[GOOD.index("  - id") :]
        .replace("kerlann.rest", "kerlann.other")
        .replace("hours: 12", "hours: douze")
    )
    third = (
        GOOD[GOOD.index("  - id") :]
        .replace("kerlann.rest", "kerlann.third")
        .replace("force: charte", "force: usage")
    )
    found = [remark.place.line for remark in check_text(tmp_path, GOOD + second + third)]
    assert found == [20, 32]


def check_text(folder: Path, text: str) -> list:  # type: ignore[type-arg]
    (folder / "kerlann.yaml").write_text(text, encoding="utf-8")
    return check(folder)


def test_an_identifier_written_twice(tmp_path: Path) -> None:
    (tmp_path / "autre.yaml").write_text(GOOD, encoding="utf-8")
    (one,) = remarks(tmp_path, GOOD)
    assert one == (
        "kerlann.yaml, ligne 5 : R1 (kerlann.rest) : cet identifiant est déjà celui d’une règle (autre.yaml, ligne 5). "
        "Donnez un autre « id »."
    )


def test_two_versions_that_overlap(tmp_path: Path) -> None:
    later = (
        GOOD[GOOD.index("  - id") :]
        .replace("kerlann.rest", "kerlann.rest-2027")
        .replace("2026-01-01", "2027-01-01")
    )
    later = later.replace("breaches:", "from: 2027-01-04, breaches:")
    (one,) = remarks(tmp_path, GOOD + later)
    assert "cette version et « kerlann.rest » valent les mêmes jours" in one
    assert "Fermez « kerlann.rest » par « valid: {…, to: 2027-01-01} »." in one
    closed = GOOD.replace("{from: 2026-01-01}", "{from: 2026-01-01, to: 2027-01-01}")
    assert remarks(tmp_path, closed + later) == []


@pytest.mark.parametrize(
    ("shape", "numbers", "said"),
    [
        (
            "count_at_most",
            "{kinds: [garde-nuit], per: month}",
            "la forme « count_at_most » n’a pas de limite",
        ),
        ("longest_run", "{}", "Écrivez sous « with » at_most_hours ou under_hours."),
        ("record", "{subject: roster, name: tableau}", "le fait « tableau » est inconnu de Sextant"),
        ("deadline", "{act: arrete_le, anchor: mois}", "le fait « mois » est inconnu de Sextant"),
        ("line_at_least", "{setting: line_min}", "le réglage « line_min » est inconnu de Sextant"),
        (
            "lasts_at_most",
            "{minutes: 320, placements: [cabinet]}",
            "le stage « cabinet » est inconnu de Sextant",
        ),
        (
            "hours_within",
            '{kinds: [garde-nuit], starts_from: "25:00", ends_from: "08:30"}',
            "« 25:00 » n’est pas une heure",
        ),
        ("reading", "{of: [Z9]}", "le code « Z9 » est inconnu de Sextant"),
    ],
)
def test_numbers_and_names_that_nothing_knows(tmp_path: Path, shape: str, numbers: str, said: str) -> None:
    text = GOOD.replace("shape: rest_after", f"shape: {shape}").replace(
        "{after: [garde-nuit], hours: 12}", numbers
    )
    found = remarks(tmp_path, text)
    assert any(said in one and one.startswith("kerlann.yaml, ligne 9") for one in found), found


def test_a_file_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "autre.yaml").write_text("text: [", encoding="utf-8")
    (tmp_path / "note.yml").write_text(GOOD, encoding="utf-8")
    found = remarks(tmp_path, GOOD.replace("hours: 12", "hours: douze"))
    assert [one.split(",")[0].split(" :")[0] for one in found] == ["autre.yaml", "kerlann.yaml", "note.yml"]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (remark,) = check(tmp_path)
    assert "ne contient aucune règle" in str(remark)


def test_a_copy_of_the_whole_law_can_be_checked(tmp_path: Path) -> None:
    shutil.copytree(TEXTS, tmp_path / "texts")
    assert check(tmp_path / "texts") == []
