# ruff: noqa: E501 a table of cases is read across
"""A planning that cannot be true is refused in one sentence, with its line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.document import parse_document
from sextant.errors import BadInput, SextantError
from sextant.law.planning_file import planning_of, read_planning

GOOD = """person: {name: Camille}
from: 2026-11-02
to: 2026-11-15
weeks:
  - MA MAN .. MA MA .. ..
  - MA MA MA .. .. .. ..
activities:
  - {kind: astreinte, from: 2026-11-11 18:30, to: 2026-11-12 08:30, call_outs: [{from: "20:00", to: "22:00"}]}
  - {kind: conge, from: 2026-11-13, to: 2026-11-14}
settings: {leave_neutral: true}
"""

BAD = [
    ("missing key", "from: 2026-11-02\n", "", "ligne 1, « from » : la clé « from » manque. Écrivez par exemple « from: 2026-11-02 »."),
    ("unknown key", "weeks:", "wecks:", "ligne 4, « wecks » : la clé « wecks » est inconnue. Vouliez-vous dire « weeks » ?"),
    ("unknown key inside", "{name: Camille}", "{nom: Camille}", "ligne 1, « person › nom » : la clé « nom » est inconnue."),
    ("wrong type", "to: 2026-11-15", "to: [1]", "ligne 3, « to » : ce n’est pas une date : écrivez année-mois-jour, par exemple 2026-11-02."),
    ("weeks as text", "weeks:\n  - MA MAN .. MA MA .. ..\n  - MA MA MA .. .. .. ..", "weeks: 3", "ligne 4, « weeks » : une liste est attendue."),
    ("unknown kind", "kind: astreinte", "kind: astreintes", "ligne 8, « activities › n° 1 › kind » : « astreintes » n’est pas possible ici. Vouliez-vous dire « astreinte » ?"),
    ("call-out alone", "kind: astreinte", "kind: deplacement", "ligne 8, « activities › n° 1 › kind » : un déplacement s’écrit dans « call_outs »"),
    ("impossible date", "2026-11-15", "2026-11-31", "ligne 3, « to » : le 31/11/2026 n’existe pas dans le calendrier."),
    ("impossible date and time", "2026-11-11 18:30", "2026-11-31 18:30", "ligne 8, « activities › n° 1 › from » : le 31/11/2026 n’existe pas"),
    ("no clock", "2026-11-11 18:30", "2026-11-11", "ligne 8, « activities › n° 1 › from » : « 2026-11-11 » : écrivez le jour et l’heure"),
    ("bad clock", "18:30,", "25:30,", "ligne 8, « activities › n° 1 › from » : « 25:30 » n’est pas une heure : écrivez par exemple 08:30."),
    ("end before start", "to: 2026-11-12 08:30", "to: 2026-11-11 08:30", "ligne 8, « activities › n° 1 › to » : cette activité finit avant de commencer. Une garde de nuit finit le lendemain."),
    ("absence end before start", "to: 2026-11-14", "to: 2026-11-12", "ligne 9, « activities › n° 2 › to » : la fin (12/11/2026) est avant le début (13/11/2026)."),
    ("absence with a clock", "from: 2026-11-13", "from: 2026-11-13 08:30", "ligne 9, « activities › n° 2 › from » : ce n’est pas une date"),
    ("period end before start", "to: 2026-11-15", "to: 2026-11-01", "ligne 3, « to » : la fin (01/11/2026) est avant le début (02/11/2026)."),
    ("impossible year", "to: 2026-11-15", "to: 3026-11-15", "ligne 3, « to » : l’année 3026 n’est pas entre 1900 et 2199."),
    ("endless period", "to: 2026-11-15", "to: 2126-11-15", "ligne 3, « to » : la période dépasse 108 semaines."),
    ("out of the period", "2026-11-13, to: 2026-11-14", "2026-11-16, to: 2026-11-17", "ligne 9, « activities › n° 2 » : Camille : « conge » du 16/11/2026 08:30 au 16/11/2026 18:30 est hors de la période"),
    ("overlap", "2026-11-13, to: 2026-11-14", "2026-11-11, to: 2026-11-12", "ligne 9, « activities › n° 2 » : Camille :"),
    ("overlap says both", "from: 2026-11-11 18:30", "from: 2026-11-11 17:30", "« stage » du 11/11/2026 14:00 au 11/11/2026 18:30 et « astreinte » du 11/11/2026 17:30 au 12/11/2026 08:30 se chevauchent"),
    ("not a Monday", "from: 2026-11-02", "from: 2026-11-03", "ligne 2, « from » : le 03/11/2026 n’est pas un lundi (une semaine en lettres va du lundi au dimanche). Écrivez « from: 2026-11-02 »."),
    ("six words", "MA MA MA .. .. .. ..", "MA MA MA .. .. ..", "ligne 6, « weeks › n° 2 » : « MA MA MA .. .. .. » a 6 mots, il en faut 7"),
    ("unknown letter", "MA MA MA .. .. .. ..", "MA MZ MA .. .. .. ..", "ligne 6, « weeks › n° 2 » : mardi, « MZ » : « Z » n’est pas une lettre de la notation."),
    ("call-out outside", 'from: "20:00"', 'from: "09:00"', "ligne 8, « activities › n° 1 › call_outs › n° 1 › "),
    ("call-out too long on site", 'to: "22:00"', 'to: "22:00", on_site: "3:00"', "le temps sur place dépasse le déplacement entier."),
    ("call-out of a stage", "kind: astreinte", "kind: garde-nuit", "seule une astreinte a des déplacements."),
    ("24 hours as one night", "kind: astreinte, from: 2026-11-11 18:30", "kind: garde-nuit, from: 2026-11-11 08:30", "une garde de 24 heures s’écrit en deux : le jour, puis la nuit"),
    ("24 hours as one day", "kind: astreinte, from: 2026-11-11 18:30", "kind: garde-jour, from: 2026-11-11 08:30", "une garde de 24 heures s’écrit en deux"),
    ("a day not cut", "kind: astreinte, from: 2026-11-11 18:30, to: 2026-11-12 08:30", "kind: stage, from: 2026-11-12 08:30, to: 2026-11-12 18:30", "ce stage va du matin au soir sans dire combien de demi-journées il compte."),
    ("unknown setting", "leave_neutral", "leave_neutrale", "ligne 10, « settings › leave_neutrale » : la clé « leave_neutrale » est inconnue. Vouliez-vous dire « leave_neutral » ?"),
    ("setting of another type", "leave_neutral: true", "leave_neutral: oui", "ligne 10, « settings › leave_neutral » : true (oui) ou false (non) est attendu."),
    ("setting that is no hour", "leave_neutral: true", "demi_garde_end: tard", "ligne 10, « settings › demi_garde_end » : « tard » n’est pas une heure"),
    ("unknown territory", "{name: Camille}", "{name: Camille, territory: bretagne}", "ligne 1, « person › territory » : "),
    ("share out of range", "{name: Camille}", "{name: Camille, share: 2}", "ligne 1, « person › share » : un nombre d’au plus 1 est attendu."),
    ("consent taken back first", "{name: Camille}", "{pregnancy: {third_month: 2026-12-01, consent: {from: 2026-12-02, revoked: 2026-12-01}}}", "la fin (01/12/2026) est avant le début (02/12/2026)."),
    ("unknown record", "settings:", "records: {avis_cmme: true}\nsettings:", "ligne 10, « records › avis_cmme » : le fait « avis_cmme » est inconnu. Vouliez-vous dire « avis_cme » ?"),
    ("record of another type", "settings:", "records: {avis_cme: oui}\nsettings:", "ligne 10, « records › avis_cme » : true (oui) ou false (non) est attendu"),
    ("record that is no date", "settings:", "records: {arrete_le: bientôt}\nsettings:", "ligne 10, « records › arrete_le » : ce n’est pas une date"),
    ("too many weeks", "settings:", "repeat: 100\nsettings:", "ligne 4, « weeks » : il y a plus de 108 semaines."),
]  # fmt: skip


def test_the_good_file_is_read() -> None:
    planning_of(parse_document(GOOD, "planning.yaml"))


@pytest.mark.parametrize(
    ("old", "new", "sentence"), [case[1:] for case in BAD], ids=[case[0] for case in BAD]
)
def test_a_planning_that_cannot_be_true_is_refused(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in GOOD
    file = tmp_path / "planning.yaml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_planning(file)
    assert str(caught.value).startswith(f"{file}, ligne ")
    assert sentence in str(caught.value)
    assert [one.name for one in tmp_path.iterdir()] == ["planning.yaml"]  # nothing written


def test_an_empty_planning_is_refused() -> None:
    with pytest.raises(BadInput, match="ce planning est vide : ni « weeks », ni « activities », ni « to »"):
        planning_of(parse_document("from: 2026-11-02", "planning.yaml"))


@given(st.data())
def test_a_mutated_planning_is_read_or_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD) - 1))
    length = data.draw(st.integers(0, 12))
    put = data.draw(st.text("0123456789-: \n[]{},\"'MANJDSabuprcG.@()~!+é", max_size=8))
    with suppress(SextantError):
        planning_of(parse_document(GOOD[:start] + put + GOOD[start + length :], "planning.yaml"))
