"""A copy of the base, and the base back from it: the same rows, or a sentence and nothing changed."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sextant_web.host import manage, production

COUNT = "from sextant_web.people.models import User as U; print(sorted(U.objects.values_list('email', flat=True)))"
FOUND = (
    "from sextant_web.people.models import User as U; U.objects.create_user('camille@exemple.fr', 'Camille')"
)

POSTGRESQL = pytest.mark.postgres


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=POSTGRESQL)])
def two_bases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[dict[str, str]]]:
    """The environment of a host with a base, and of another with an empty one."""
    if request.param == "sqlite":
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
        dev = {"DJANGO_SETTINGS_MODULE": "sextant_web.settings.dev"}
        yield [{**dev, "folder": str(tmp_path / name)} for name in ("one", "two")]
        return
    first, second = (request.getfixturevalue(name) for name in ("empty_database", "other_empty_database"))
    yield [{**production(url), "folder": str(tmp_path)} for url in (first, second)]


def typed(host: dict[str, str], *words: str) -> str:
    environment = {name: value for name, value in host.items() if name != "folder"}
    answer = manage(*words, folder=Path(host["folder"]), **environment)
    return (answer.stdout if answer.returncode == 0 else answer.stderr).strip()


def emails(host: dict[str, str]) -> str:
    return typed(host, "shell", "--verbosity", "0", "--command", COUNT)


def test_a_copy_gives_the_base_back(two_bases: list[dict[str, str]], tmp_path: Path) -> None:
    one, two = two_bases
    typed(one, "migrate", "--no-input")
    typed(one, "shell", "--verbosity", "0", "--command", FOUND)
    copy = tmp_path / "copie"
    assert typed(one, "backup", str(copy)).startswith(f"Copie écrite : {copy}")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600  # it holds everything: its owner's alone
    assert typed(two, "restore", str(copy)).startswith("La copie est remise.")
    assert emails(two) == emails(one) == "['camille@exemple.fr']"
    # A second time would put everything twice: the base is no longer empty.
    assert "La base n’est pas vide" in typed(two, "restore", str(copy))


def test_a_copy_never_writes_over_another(two_bases: list[dict[str, str]], tmp_path: Path) -> None:
    one, _ = two_bases
    typed(one, "migrate", "--no-input")
    copy = tmp_path / "copie"
    copy.write_text("autre chose")
    assert "ce fichier existe déjà" in typed(one, "backup", str(copy))
    assert copy.read_text() == "autre chose"


@pytest.mark.parametrize("content", [b"", b"PGDM", b"pas une copie"], ids=["vide", "coupee", "autre"])
def test_what_is_no_copy_is_refused(two_bases: list[dict[str, str]], tmp_path: Path, content: bytes) -> None:
    _, two = two_bases
    wrong = tmp_path / "copie"
    wrong.write_bytes(content)
    said = typed(two, "restore", str(wrong))
    assert "n’est pas" in said
    assert "Traceback" not in said
    typed(two, "migrate", "--no-input")
    assert emails(two) == "[]"


def test_half_a_copy_puts_nothing_back(two_bases: list[dict[str, str]], tmp_path: Path) -> None:
    one, two = two_bases
    typed(one, "migrate", "--no-input")
    copy, half = tmp_path / "copie", tmp_path / "moitie"
    typed(one, "backup", str(copy))
    half.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    said = typed(two, "restore", str(half))
    assert "remise" not in said.splitlines()[-1] or "pas remise" in said
    assert "Traceback" not in said
    assert "camille" not in emails(two)
