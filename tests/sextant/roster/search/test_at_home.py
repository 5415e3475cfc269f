"""The engine on a stranger's machine: nothing on standard output, no folder to write to, loaded when it serves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.lanes import ROOT


def printed(program: str, **environment: str) -> str:
    """What a new Python prints when it runs the program."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env=os.environ | environment,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_json_stays_json_when_highs_is_first_used() -> None:
    said = printed(
        "import json; from sextant.roster.solve import engine; engine()\n"
        "import highspy; highspy.Highs(); print(json.dumps({'cost': 0}))"
    )
    assert json.loads(said) == {"cost": 0}


def test_highs_is_unheard_when_there_is_no_standard_output() -> None:
    printed(
        "import os; os.close(1); from sextant.roster.search.unheard import first_highs; first_highs(); os._exit(0)"
    )


LOOP = """
def twice(n):
    return 2 * n
"""
NOWHERE = """
import sys, tempfile
def refused(*_, **__):
    raise PermissionError("read-only")
tempfile.TemporaryFile = refused
sys.path.insert(0, {folder!r})
from sextant.roster.search.compiled import compiled
from loop import twice
print(compiled(twice)(21))
"""


def test_loops_are_compiled_where_no_folder_may_be_written(tmp_path: Path) -> None:
    (tmp_path / "loop.py").write_text(LOOP)
    said = printed(NOWHERE.format(folder=str(tmp_path)), NUMBA_CACHE_DIR=str(tmp_path / "kept"))
    assert said == "42\n"
    assert not list(tmp_path.rglob("*.nbi"))


def test_loops_are_kept_where_one_may(tmp_path: Path) -> None:
    (tmp_path / "loop.py").write_text(LOOP)
    program = NOWHERE.replace("tempfile.TemporaryFile = refused", "").format(folder=str(tmp_path))
    assert printed(program, NUMBA_CACHE_DIR=str(tmp_path / "kept")) == "42\n"
    assert list((tmp_path / "kept").rglob("*.nbi"))


def test_a_cache_that_is_no_folder_falls_back(tmp_path: Path) -> None:
    (tmp_path / "loop.py").write_text(LOOP)
    (tmp_path / "file").write_text("")
    program = NOWHERE.replace("tempfile.TemporaryFile = refused", "").format(folder=str(tmp_path))
    assert printed(program, NUMBA_CACHE_DIR=str(tmp_path / "file" / "kept")) == "42\n"


def test_the_command_line_starts_without_the_engine() -> None:
    said = printed(
        "import sys, sextant_cli.__main__\nprint([m for m in ('numba', 'highspy', 'llvmlite') if m in sys.modules])"
    )
    assert said == "[]\n"
