# ruff: noqa: E501 a table of cases is read across
"""A ward's file that cannot be true is refused in one sentence, with its line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.errors import BadInput, SextantError
from sextant.roster.ward_file import read_ward
from tests.sextant.roster.wards import GOOD, ward

PERIOD = "est hors de la période du 02/11/2026 au 29/11/2026. Corrigez la date"
BAD = [
    ("missing key", "ward: Médecine\n", "", "ligne 1, « ward » : la clé « ward » manque. Écrivez par exemple « ward: Médecine polyvalente »."),
    ("missing period", "to: 2026-11-29\n", "", "ligne 1, « to » : la clé « to » manque. Écrivez par exemple « to: 2027-01-31 »."),
    ("no intern's name", "{name: Jade, ", "{", "« interns › n° 5 › name » : la clé « name » manque. Écrivez par exemple « name: Camille »."),
    ("unknown key", "presence:", "presences:", "ligne 25, « presences » : la clé « presences » est inconnue. Vouliez-vous dire « presence » ?"),
    ("unknown key inside", "share: 0.5", "part: 0.5", "ligne 16, « interns › n° 4 › part » : la clé « part » est inconnue."),
    ("wrong type", "share: 0.5", "share: moitié", "ligne 16, « interns › n° 4 › share » : un nombre est attendu."),
    ("share in percent", "share: 0.5", "share: 50", "ligne 16, « interns › n° 4 › share » : un nombre d’au plus 1 est attendu."),
    ("lines as text", "lines:\n  - id: gardes\n    kind: garde\n    who: {except: [Théo]}\n  - id: astreintes\n    kind: astreinte\n    shared: {with: Gériatrie, ours: [semaines paires], interns: 4}\n", "lines: aucune\n", "ligne 18, « lines » : une liste est attendue."),
    ("unknown phase", "phase: socle", "phase: soclee", "ligne 16, « interns › n° 4 › phase » : « soclee » n’est pas possible ici. Vouliez-vous dire « socle » ?"),
    ("unknown kind of line", "kind: astreinte", "kind: astrinte", "ligne 23, « lines › n° 2 › kind » : « astrinte » n’est pas possible ici. Vouliez-vous dire « astreinte » ?"),
    ("impossible date", "to: 2026-11-29", "to: 2026-11-31", "ligne 3, « to » : le 31/11/2026 n’existe pas dans le calendrier."),
    ("date written backwards", "to: 2026-11-29", "to: 29/11/2026", "ligne 3, « to » : écrivez la date dans l’autre sens : 2026-11-29."),
    ("end before start", "to: 2026-11-29", "to: 2026-11-01", "ligne 3, « to » : la période finit le 01/11/2026, avant de commencer le 02/11/2026."),
    ("period too long", "to: 2026-11-29", "to: 2027-11-29", "ligne 3, « to » : la période dépasse 27 semaines. Un tableau couvre un stage au plus."),
    ("leave end before start", "to: 2026-11-14", "to: 2026-11-08", "ligne 6, « interns › n° 1 › leave › n° 1 » : la fin (08/11/2026) est avant le début (09/11/2026)."),
    ("leave out of the period", "to: 2026-11-14", "to: 2026-12-14", f"ligne 6, « interns › n° 1 › leave › n° 1 › to » : le 14/12/2026 {PERIOD}"),
    ("university out of the period", "2026-11-10 matin", "2026-12-10 matin", f"ligne 17, « interns › n° 5 › university › n° 1 » : le 10/12/2026 {PERIOD}"),
    ("wish out of the period", "2026-11-11, samedi", "2026-10-11, samedi", f"ligne 12, « interns › n° 2 › wishes › avoid › n° 1 › days › n° 1 » : le 11/10/2026 {PERIOD}"),
    ("fixed out of the period", "day: 2026-11-04", "day: 2026-12-04", f"ligne 8, « interns › n° 1 › fixed › n° 1 › day » : le 04/12/2026 {PERIOD}"),
    ("overlapping leaves", "to: 2026-11-14}", "to: 2026-11-14}, {from: 2026-11-14, to: 2026-11-15}", "ligne 6, « interns › n° 1 › leave › n° 2 » : Camille : cette absence chevauche celle du 09/11/2026 au 14/11/2026."),
    ("university on leave", "[jeudi après-midi]", "[2026-11-12 après-midi]", "ligne 7, « interns › n° 1 › university › n° 1 » : Camille est absent(e) le 12/11/2026."),
    ("fixed duty on leave", "day: 2026-11-04", "day: 2026-11-10", "ligne 8, « interns › n° 1 › fixed › n° 1 » : Camille est absent(e) le 10/11/2026, et « N@gardes » est imposé ce jour-là."),
    ("fixed on university", "{day: 2026-11-04, what: N@gardes}", "{day: 2026-11-05, what: MA}", "ligne 8, « interns › n° 1 › fixed › n° 1 » : Camille a déjà une demi-journée universitaire le 05/11/2026."),
    ("fixed twice", "what: N@gardes}", "what: N@gardes}, {day: 2026-11-04, what: N}", "ligne 8, « interns › n° 1 › fixed › n° 2 » : Camille a déjà « N@gardes » le 04/11/2026."),
    ("one duty for two", "{name: Jade, ", "{name: Jade, fixed: [{day: 2026-11-04, what: N}], ", "Camille et Jade ont le même poste de « gardes » le 04/11/2026."),
    ("fixed day duty on a weekday", "what: N@gardes", "what: J@gardes", "« interns › n° 1 › fixed › n° 1 › what » : la ligne « gardes » n’a pas ce poste le 04/11/2026."),
    ("fixed on a line not held", "share: 0.5", "fixed: [{day: 2026-11-03, what: N@gardes}]", "Théo ne peut pas tenir la ligne « gardes »."),
    ("fixed leave", "what: N@gardes", "what: c", "ligne 8, « interns › n° 1 › fixed › n° 1 › what » : une absence s’écrit dans « leave »."),
    ("fixed unknown letter", "what: N@gardes", "what: Z", "ligne 8, « interns › n° 1 › fixed › n° 1 › what » : mercredi, « Z » : « Z » n’est pas une lettre"),
    ("fixed two words", "what: N@gardes", "what: M A", "« M A » n’est pas un mot de la semaine."),
    ("unknown line in a fixed duty", "what: N@gardes", "what: N@garde", "ligne 8, « interns › n° 1 › fixed › n° 1 › what » : la ligne « garde » n’existe pas. Vouliez-vous dire « gardes » ?"),
    ("unknown line in a wish", "line: gardes, weight", "line: astreinte, weight", "ligne 12, « interns › n° 2 › wishes › avoid › n° 1 › line » : la ligne « astreinte » n’existe pas. Vouliez-vous dire « astreintes » ?"),
    ("unknown intern", "{except: [Théo]}", "{except: [Theo]}", "ligne 21, « lines › n° 1 › who › except › n° 1 » : « Theo » n’est pas un interne de ce service. Vouliez-vous dire « Théo » ?"),
    ("nobody may hold the line", "{except: [Théo]}", "{phases: [consolidation]}", "ligne 21, « lines › n° 1 › who » : aucun interne ne peut tenir la ligne « gardes »."),
    ("two interns of one name", "name: Yanis", "name: camille", "ligne 9, « interns › n° 2 » : deux internes portent le même nom (« camille ») (le premier : ligne 5)."),
    ("two lines of one name", "id: astreintes", "id: gardes", "ligne 22, « lines › n° 2 » : deux lignes ont le même identifiant (« gardes ») (le premier : ligne 19)."),
    ("identifier with a space", "id: astreintes", "id: mes astreintes", "ligne 22, « lines › n° 2 › id » : ce texte n’a pas la forme attendue. Écrivez par exemple « id: gardes »."),
    ("duties at one moment", "    who: {except", "    duties: [{kind: garde-nuit, days: tous}, {kind: demi-garde, days: lundi}]\n    who: {except", "la ligne « gardes » a deux postes au même moment le 02/11/2026."),
    ("line without a day", "ours: [semaines paires]", "ours: [samedi semaines paires 2026-11-05]", "la ligne « astreintes » n’a aucun poste dans la période."),
    ("unknown day word", "[lundi au vendredi]", "[lundy]", "ligne 26, « presence › n° 1 › days » : « lundy » n’est pas compris. Vouliez-vous dire « lundi » ?"),
    ("presence out of order", "minimum: 1, wanted: 2", "minimum: 3, wanted: 2", "ligne 26, « presence › n° 1 » : wanted (2) est plus petit que minimum (3)."),
    ("maximum out of order", "maximum: 4", "maximum: 1", "ligne 26, « presence › n° 1 » : maximum (1) est plus petit que wanted (2)."),
    ("negative presence", "minimum: 1", "minimum: -1", "ligne 26, « presence › n° 1 › minimum » : un nombre d’au moins 0 est attendu."),
    ("weight out of range", "weight: 5", "weight: 11", "ligne 12, « interns › n° 2 › wishes › avoid › n° 1 › weight » : un nombre d’au plus 10 est attendu."),
    ("wish without a half-day", "vendredi matin", "vendredi", "« vendredi » : dites le jour et la demi-journée, par exemple « jeudi après-midi »."),
    ("wish on one date", "vendredi matin", "2026-11-06 matin", "un souhait de demi-journée autonome vaut pour chaque semaine."),
    ("history that is no moment", "2026-11-02 08:30", "hier", "ligne 13, « interns › n° 2 › history › last_duty_end » : « hier » : écrivez le jour et l’heure"),
    ("history after the start", "2026-11-02 08:30", "2026-11-05 08:30", "la dernière garde d’avant finit après le premier jour de la période."),
    ("consent taken back first", "third_month: 2026-11-16", "third_month: 2026-11-16, consent: {from: 2026-11-20, revoked: 2026-11-18}", "la fin (18/11/2026) est avant le début (20/11/2026)."),
    ("unknown territory", "ward: Médecine", "ward: Médecine\nterritory: corse", "ligne 2, « territory » : « corse » n’est pas un territoire connu."),
    ("hours that are no hours", "ward: Médecine", "ward: Médecine\nhours: {night: 18h}", "ligne 2, « hours › night » : « 18h » n’est pas un horaire : écrivez par exemple 08:30-13:00."),
    ("setting out of range", "ward: Médecine", "ward: Médecine\nsettings: {line_min_hard: 0}", "ligne 2, « settings › line_min_hard » : un nombre d’au moins 1 est attendu."),
    ("setting as text", "ward: Médecine", "ward: Médecine\nsettings: {line_min_hard: '5'}", "ligne 2, « settings › line_min_hard » : un nombre entier est attendu."),
    ("unknown record", "    kind: garde\n", "    kind: garde\n    records: {avis: true}\n", "ligne 21, « lines › n° 1 › records › avis » : le fait « avis » est inconnu."),
    ("a name of spaces", "name: Yanis", "name: '  '", "ligne 9, « interns › n° 2 › name » : un nom ne peut pas être vide."),
    ("a negative cost", "ward: Médecine", "ward: Médecine\nweights: {wish: -1}", "ligne 2, « weights › wish » : un nombre d’au moins 0 est attendu."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "sentence"), [case[1:] for case in BAD], ids=[case[0] for case in BAD]
)
def test_a_ward_that_cannot_be_true_is_refused(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in GOOD
    file = tmp_path / "service.yaml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_ward(file)
    assert str(caught.value).startswith(f"{file}, ligne ")
    assert sentence in str(caught.value)
    assert caught.value.exit_code == 2
    assert [one.name for one in tmp_path.iterdir()] == ["service.yaml"]  # nothing written


def test_no_message_is_in_english() -> None:
    for _, old, new, _ in BAD:
        with pytest.raises(BadInput) as caught:
            ward(GOOD.replace(old, new))
        words = set(str(caught.value).lower().replace("«", " ").split())
        assert not words & {"should", "input", "must", "expected", "field", "the", "value", "error"}


@given(st.data())
def test_a_mutated_ward_is_read_or_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD) - 1))
    length = data.draw(st.integers(0, 15))
    put = data.draw(
        st.text("0123456789-: \n[]{},\"'abcdefgé@", max_size=8)
        | st.sampled_from(["null", "[]", "{}", "9999", "férié"])
    )
    with suppress(SextantError):
        ward(GOOD[:start] + put + GOOD[start + length :])
