"""What is wrong with a file itself is said in one French sentence, whichever reader opens it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.document import MAX_BYTES, parse_document, read_document
from sextant.errors import BadFile, BadInput, SextantError
from sextant.law.planning_file import read_planning
from sextant.roster.roster_file import read_roster
from sextant.roster.ward_file import read_ward

READERS = (read_document, read_planning, read_ward, read_roster)
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "ce fichier est vide. Partez d’un exemple du manuel."),
        (b"  \n\n", "ce fichier est vide."),
        (b"# rien que des commentaires\n", "ce fichier est vide."),
        (b"ward: " + b"x" * MAX_BYTES, "ce fichier est trop lourd (la limite est de 2 Mo)."),
        (b"\x7fELF\x00\x01\x02", "c’est un fichier binaire, pas un fichier de texte."),
        (b"PK\x03\x04rest", "c’est un classeur ou une archive, pas un fichier de texte."),
        ("ward: X\nname: Inès\n".encode("latin-1"), "ligne 2 : ce fichier n’est pas encodé en UTF-8"),
        ("ward: X\n".encode("utf-16"), "c’est un fichier binaire"),
        (BOMB.encode(), "ligne 1, « a » : les renvois de YAML (« & » et « * ») ne sont pas acceptés"),
        (b"ward: *autre\n", "ligne 1, « ward » : les renvois de YAML"),
        (b"ward: !!python/object:os.system {}\n", "ligne 1, « ward » : les étiquettes de YAML (« ! »)"),
        (b"ward: A\nfrom: x\nward: B\n", "ligne 3, « ward » : cette clé est écrite deux fois (la première fois ligne 1)."),
        (b"from: 2026-02-30\n", "ligne 1, « from » : le 30/02/2026 n’existe pas dans le calendrier."),
        (b"ward: X\n\tfrom: 3\n", "ligne 2 : une tabulation sert d’indentation."),
        (b"ward: [X\n", "une accolade ou un crochet n’est pas fermé"),
        (b"ward: 'X\n", "un guillemet n’est pas fermé."),
        (b"ward: A: B\n", "ligne 1 : un « : » est mal placé ou l’indentation est décalée."),
        (b"ward: X\n---\nward: Y\n", "ligne 2 : ce fichier contient un second document."),
        (b"- ward\n", "ligne 1 : ce fichier doit être fait de clés suivies de leur valeur."),
        (b"a: \x01\n", "ligne 1 : le texte contient un caractère de contrôle invisible."),
        (b"[[" * 5000, "plus de 50 niveaux sont emboîtés."),
    ],
    ids=range(21),
)  # fmt: skip
def test_a_bad_file_is_refused_in_one_sentence(
    tmp_path: Path, read: Callable[[Path], object], content: bytes, sentence: str
) -> None:
    file = tmp_path / "service.yaml"
    file.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read(file)
    assert str(caught.value).startswith(str(file))
    assert sentence in str(caught.value)
    assert [one.name for one in tmp_path.iterdir()] == ["service.yaml"]  # nothing written
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("read", READERS)
def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path, read: Callable[[Path], object]) -> None:
    file = tmp_path / "service.yaml"
    with file.open("wb") as opened:
        opened.truncate(50_000_000)
    with pytest.raises(BadFile, match="trop lourd"):
        read(file)


@pytest.mark.parametrize("read", READERS)
def test_what_is_no_file_is_refused(tmp_path: Path, read: Callable[[Path], object]) -> None:
    with pytest.raises(BadFile, match="ce fichier n’existe pas"):
        read(tmp_path / "absent.yaml")
    with pytest.raises(BadFile, match="c’est un dossier"):
        read(tmp_path)
    with pytest.raises(BadFile):
        read(tmp_path / ("x" * 5000))
    with pytest.raises(BadFile):
        read(Path("a\x00b"))


@given(st.text(max_size=200) | st.text("{}[]:,-#'\"&*!|>%@ \n\tab1", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(SextantError):
        parse_document(text, "f.yaml")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("fuzz", numbered=True) / "f.yaml"
    file.write_bytes(content)
    for read in READERS:
        with suppress(SextantError):
            read(file)
