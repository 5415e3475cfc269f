"""``sextant territory``, as it is typed."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch
from urllib.error import URLError

import pytest

from tests.sextant.territory.land import small, write
from tests.sextant_cli.typed import Answer, typed


@pytest.fixture
def loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Answer:
    monkeypatch.setenv("SEXTANT_TERRITORY", str(tmp_path / "tables"))
    with small():
        return typed(capsys, "territory", "update", "--from", str(write(tmp_path / "files")))


def test_update_says_what_it_read_and_of_when(loaded: Answer) -> None:
    assert loaded.code == 0
    assert "✓ France Ruralités Revitalisation : 8 lignes, au 10 juillet 2025" in loaded.out
    assert "– Gares de voyageurs : pas de fichier ; ce qui en dépend sera dit inconnu" in loaded.out


def test_update_from_nowhere_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    answer = typed(capsys, "territory", "update", "--from", "nulle-part")
    assert (answer.code, answer.out) == (2, "")
    assert "n’existe pas" in answer.err


def test_update_without_a_network_keeps_what_there_is(
    loaded: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    with patch("urllib.request.urlopen", side_effect=URLError("pas de réseau")):
        answer = typed(capsys, "territory", "update")
    assert answer.code == 1
    assert "= Centre de chaque commune : l’ancienne table est gardée" in answer.out
    assert "pas de réseau ; à prendre à la main" in answer.out.replace("\n", " ")
    assert typed(capsys, "territory", "show", "49002").code == 0


def test_show_tells_the_zones_with_their_date(loaded: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answer = typed(capsys, "territory", "show", "49002", "--on", "2026-11-25")
    assert answer.code == 0
    assert "zone d’intervention prioritaire (ZIP)" in answer.out
    assert "9 mai 2025" in answer.out.replace("\n", " ")
    assert "France Ruralités Revitalisation (FRR), socle" in answer.out


def test_show_follows_a_merger(loaded: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Petit-Val est aujourd’hui dans Val-Neuf." in typed(capsys, "territory", "show", "petit val").out


def test_two_of_one_name_are_told_apart(loaded: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answer = typed(capsys, "territory", "show", "Saint-Aubin")
    assert answer.code == 2
    assert "Saint-Aubin (49), code 49002 ; Saint-Aubin (53), code 53001" in answer.err


def test_find_ranks_and_explains(loaded: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answer = typed(capsys, "territory", "find", "--zone", "zip", "--at-most", "emergency=20", "--json")
    assert [one["code"] for one in answer.json] == ["49002"]
    said = typed(capsys, "territory", "find", "--zone", "zip").out
    assert said.startswith("2 communes tiennent dans vos limites, sur 9.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--weight", "station"], "« --weight station » ne se lit pas"),
        (["--weight", "gare=3"], "Le critère « gare » est inconnu"),
        (["--near", "Atlantide"], "Aucune commune ne s’appelle « Atlantide »"),
    ],
)
def test_a_slip_is_told(
    loaded: Answer, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    answer = typed(capsys, "territory", "find", *words)
    assert answer.code == 2
    assert said in answer.err


def test_find_says_when_nothing_fits(loaded: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(capsys, "territory", "find", "--departement", "2A").code == 1


def test_sources_say_what_is_old(loaded: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    answer = typed(capsys, "territory", "sources", "--on", "2026-11-25", "--json")
    rows = {row["table"]: row for row in answer.json}
    assert rows["frr"]["old"]
    assert not rows["communes"]["old"]
    assert rows["stations"]["vintage"] == ""


def test_without_tables_it_says_what_to_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEXTANT_TERRITORY", str(tmp_path / "rien"))
    answer = typed(capsys, "territory", "find")
    assert answer.code == 2
    assert "sextant territory update" in answer.err
