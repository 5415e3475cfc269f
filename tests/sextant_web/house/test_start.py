"""``make start``, as one types it: an address, pages, and nothing left behind by Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.lanes import ROOT


def start(folder: Path) -> subprocess.Popen[str]:
    bare = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "DJANGO_"))
    }
    return subprocess.Popen(
        [sys.executable, "-m", "sextant_web", "start"],
        cwd=folder,
        env=bare | {"DJANGO_SETTINGS_MODULE": "sextant_web.settings.demo", "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def alive(folder: Path) -> list[str]:
    """The processes that live in this folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve() == folder.resolve():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def test_start_opens_the_site_and_ctrl_c_closes_all_of_it(tmp_path: Path) -> None:
    running = start(tmp_path)
    said = []
    assert running.stdout is not None
    try:
        for line in running.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        found = re.search(r"http://localhost:\d+/", "".join(said))
        assert found, "".join(said)
        assert "responsable du service, " in "".join(said)  # an account to try, role by role
        with urllib.request.urlopen(found[0], timeout=30) as page:  # noqa: S310  (our own address)
            assert "Sextant" in page.read().decode()
    finally:
        running.send_signal(signal.SIGINT)
        rest, _ = running.communicate(timeout=60)
    assert running.returncode == 0, rest
    assert rest.strip().endswith("Sextant est arrêté.")
    assert alive(tmp_path) == []
