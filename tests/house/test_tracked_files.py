"""True of every file we keep: no address of a registry, no path of somebody's machine, nothing heavy."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.lanes import ROOT

HEAVY = 1_500_000  # bytes

# The brackets keep this file from finding itself.
OUT_OF_PLACE = re.compile(
    r"(?:^|[^\w.])/(?:wor[k]|far[m]|hom[e]|roo[t]|User[s])/"  # a path of one machine
    r"|(?:index-ur[l]|registr[y])\s*[=:]\s*.?http"
    r"|--(?:find-link[s]|trusted-hos[t]|extra-inde[x])"
    r"|(?:pypi\.or[g]|pythonhosted\.or[g]|npmjs\.or[g])"
    r"|https?://\S+\.(?:wh[l]|tar\.g[z])"
)


@cache
def kept() -> list[Path]:
    """What git keeps, and what it would keep at the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607  (git is required)
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [file for name in listed.stdout.decode().split("\0") if name and (file := ROOT / name).is_file()]


def text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", errors="replace")


def test_there_is_something_to_read() -> None:
    assert ROOT / "pyproject.toml" in kept()


def test_nothing_heavy() -> None:
    assert [f"{file}: {file.stat().st_size}" for file in kept() if file.stat().st_size > HEAVY] == []


def test_no_registry_and_no_machine() -> None:
    faults = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for file in kept()
        for number, line in enumerate(text(file).splitlines(), start=1)
        if OUT_OF_PLACE.search(line)
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "line", ["cd /hom" + "e/camille", "see https://pypi.or" + "g/simple", "--find-link" + "s x"]
)
def test_what_is_out_of_place_is_seen(line: str) -> None:
    assert OUT_OF_PLACE.search(line)


def test_the_lock_has_a_hash_for_each_version() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^[\w.-]+==[^\n]*\n\s+--hash=sha256:", lock, flags=re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-zA-Z]", lock, flags=re.MULTILINE)) > 0
