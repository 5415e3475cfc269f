# ruff: noqa: E501 a table of cases is read across
"""A rule file that does not hold is refused in one sentence, with its line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.errors import SextantError
from sextant.law.library import read_rules

GOOD = """text: Arrêté du 6 août 2015 relatif aux astreintes des internes
article: art. 3
checked: 2026-11-22
seen: texte
rules:
  - id: essai.rest
    code: R2
    says: un repos de sécurité suit le dernier déplacement
    shape: rest_after
    with: {after: [deplacement], hours: 11}
    force: loi
    confidence: haute
    valid: {from: 2015-08-14}
    examples:
      - {week: ".. .. a .. MA .. ..", breaches: 0, because: "libre jusqu’à midi"}
"""

BAD = [
    ("missing key", "    code: R2\n", "", "ligne 6"),
    ("missing key of the shape", "{after: [deplacement], hours: 11}", "{hours: 11}", "la clé « after » manque"),
    ("no rules", "rules:\n", "regles:\n", "rules"),
    ("unknown key", "says:", "dit:", "la clé « dit » est inconnue"),
    ("unknown key of the shape", "hours: 11", "heures: 11", "la clé « heures » est inconnue"),
    ("unknown shape", "rest_after", "rest_aftr", "« rest_aftr » n’est pas possible ici. Vouliez-vous dire « rest_after » ?"),
    ("unknown force", "force: loi", "force: lois", "ligne 11, « force » : « lois » n’est pas possible ici. Vouliez-vous dire « loi » ?"),
    ("unknown kind", "[deplacement]", "[deplacements]", "Vouliez-vous dire « deplacement » ?"),
    ("wrong type", "valid: {from: 2015-08-14}", "valid: 2015", "des clés et leurs valeurs sont attendues"),
    ("impossible date", "2015-08-14", "2015-02-30", "ligne 13, « rules › n° 1 › valid › from » : le 30/02/2015 n’existe pas"),
    ("no date", "checked: 2026-11-22", "checked: hier", "une date est attendue"),
    ("a key twice", "    code: R2\n", "    code: R2\n    code: R3\n", "ligne 8, « rules › n° 1 › code » : cette clé est écrite deux fois (la première fois ligne 7)."),
    ("an alias", "code: R2", "code: *autre", "ligne 7, « rules › n° 1 › code » : les renvois de YAML"),
    ("empty", GOOD, "", "ce fichier est vide"),
    ("rules as text", GOOD[GOOD.index("rules:") :], "rules: aucune\n", "rules"),
]  # fmt: skip


def test_the_good_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "essai.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert [rule.code for rule in read_rules(file)] == ["R2"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"), [case[1:] for case in BAD], ids=[case[0] for case in BAD]
)
def test_a_rule_file_that_does_not_hold_is_refused(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in GOOD
    file = tmp_path / "essai.yaml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(SextantError) as caught:
        read_rules(file)
    assert "essai.yaml" in str(caught.value)
    assert sentence in str(caught.value)
    assert caught.value.exit_code == 2
    assert [one.name for one in tmp_path.iterdir()] == ["essai.yaml"]  # nothing written


@given(st.data())
def test_a_mutated_rule_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(GOOD) - 1))
    put = data.draw(st.text("0123456789-: \n[]{},\"'abcdefgé", max_size=8))
    file = tmp_path_factory.mktemp("fuzz", numbered=True) / "essai.yaml"
    file.write_text(GOOD[:start] + put + GOOD[start + data.draw(st.integers(0, 12)) :], encoding="utf-8")
    with suppress(SextantError):
        read_rules(file)
