# ruff: noqa: E501 a table of cases is read across
"""A roster file that cannot be true is refused in one sentence, with its line."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.document import parse_document
from sextant.errors import BadInput, SextantError
from sextant.roster.roster import Roster
from sextant.roster.roster_file import read_roster, roster_of
from tests.sextant.roster import wards

GOOD = wards.GOOD + """roster:
  Camille: [MA MAN .. MA MA .. .., c c c c c c .., MA .. .. .. .. .. .., .. .. .. .. .. .. ..]
  Yanis:
    - MA MA MA MA MA .. ..
    - N .. a .. MA .. ..
    - .. .. .. .. .. .. ..
    - .. .. .. .. .. .. ..
  Inès: [.. .. .. .. .. .. .., .. .. .. .. .. .. .., .. .. .. .. .. .. .., .. .. .. .. .. .. ..]
  Théo: [.. .. .. .. .. .. .., .. .. .. .. .. .. .., .. .. .. .. .. .. .., .. .. .. .. .. .. ..]
  Jade: [.. .. .. .. .. .. .., .. .. .. .. .. .. .., .. .. .. .. .. .. .., .. .. .. .. .. .. ..]
"""  # fmt: skip

BAD = [
    ("missing key", "roster:\n", "rooster:\n", "ligne 29, « rooster » : la clé « rooster » est inconnue. Vouliez-vous dire « roster » ?"),
    ("wrong type", "  Yanis:\n", "  Yanis: demain\n  x:\n", "ligne 31, « roster › Yanis » : une liste est attendue."),
    ("unknown intern", "  Yanis:", "  Yaniss:", "ligne 31, « roster › Yaniss » : « Yaniss » n’est pas un interne de ce service. Vouliez-vous dire « Yanis » ?"),
    ("an intern twice", "  Yanis:", "  Camille:", "ligne 31, « roster › Camille » : cette clé est écrite deux fois (la première fois ligne 30)."),
    ("an intern missing", "  Jade: [.. .. .. .. .. .. .., .. .. .. .. .. .. .., .. .. .. .. .. .. .., .. .. .. .. .. .. ..]\n", "", "ligne 29, « roster » : les semaines de Jade manquent."),
    ("a week missing", "    - N .. a .. MA .. ..\n", "", "ligne 31, « roster › Yanis » : 3 semaine(s) écrite(s), 4 attendue(s) (la période va du 02/11/2026 au 29/11/2026)."),
    ("a day missing", "    - N .. a .. MA .. ..", "    - N .. a .. MA ..", "ligne 33, « roster › Yanis › n° 2 » : « N .. a .. MA .. » a 6 mots, il en faut 7"),
    ("unknown letter", "    - N .. a .. MA .. ..", "    - N .. Z .. MA .. ..", "ligne 33, « roster › Yanis › n° 2 » : mercredi, « Z » : « Z » n’est pas une lettre de la notation."),
    ("unknown line", "    - N .. a .. MA .. ..", "    - N@garde .. a .. MA .. ..", "ligne 33, « roster › Yanis › n° 2 » : la ligne « garde » n’existe pas. Vouliez-vous dire « gardes » ?"),
    ("overlap", "    - N .. a .. MA .. ..", "    - N(18:30-15:00) A a .. MA .. ..", "ligne 33, « roster › Yanis › n° 2 » : Yanis : « garde-nuit » du 09/11/2026 18:30 au 10/11/2026 15:00 et « stage »"),
    ("a bad ward under a roster", "phase: socle", "phase: autre", "« interns › n° 4 › phase » : « autre » n’est pas possible ici."),
]  # fmt: skip


def read(text: str) -> Roster:
    """The roster of a text."""
    return roster_of(parse_document(text, "tableau.yaml"))


def test_the_good_file_is_read() -> None:
    assert len(read(GOOD).activities["Yanis"]) == 10 + 1 + 1 + 2


@pytest.mark.parametrize(("old", "new", "sentence"), [c[1:] for c in BAD], ids=[c[0] for c in BAD])
def test_a_roster_that_cannot_be_true_is_refused(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in GOOD
    file = tmp_path / "tableau.yaml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_roster(file)
    assert str(caught.value).startswith(f"{file}, ligne ")
    assert sentence in str(caught.value)
    assert [one.name for one in tmp_path.iterdir()] == ["tableau.yaml"]  # nothing written


def test_a_day_after_the_period_must_be_free() -> None:
    text = GOOD.replace("to: 2026-11-29", "to: 2026-11-27").replace(
        "    - .. .. .. .. .. .. ..\n  Inès", "    - .. .. .. .. .. M ..\n  Inès"
    )
    with pytest.raises(BadInput, match=r"ligne 35, .*28/11/2026 13:00 est hors de la période"):
        read(text)


def test_a_duty_that_two_lines_hold_must_say_which() -> None:
    text = GOOD.replace(
        "  - id: astreintes\n    kind: astreinte\n",
        "  - id: urgences\n    kind: garde\n  - id: astreintes\n    kind: astreinte\n",
    )
    text = text.replace("what: N@gardes", "what: MA")
    with pytest.raises(
        BadInput,
        match=re.escape(
            "on ne sait pas de quelle ligne est la garde du 03/11/2026. Précisez-la après la lettre : @gardes ou @urgences."
        ),
    ):
        read(text)


@given(st.data())
def test_a_mutated_roster_is_read_or_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(len(wards.GOOD), len(GOOD) - 1))
    put = data.draw(st.text("MANJDSGabuprcmfex.@()~!+0:-, \n[]{}", max_size=8))
    with suppress(SextantError):
        read(GOOD[:start] + put + GOOD[start + data.draw(st.integers(0, 10)) :])
