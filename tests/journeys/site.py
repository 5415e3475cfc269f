"""The whole product in a folder of its own: ``python -m sextant_web start``, with its demo, its server, its worker."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.lanes import ROOT


@contextmanager
def opened(folder: Path) -> Iterator[str]:
    """Its address, until the block ends."""
    bare = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "DJANGO_"))
    }
    running = subprocess.Popen(
        [sys.executable, "-m", "sextant_web", "start"],
        cwd=folder,
        env=bare | {"DJANGO_SETTINGS_MODULE": "sextant_web.settings.demo", "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert running.stdout is not None
    said: list[str] = []
    try:
        for line in running.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        found = re.search(r"(http://[a-z0-9.]+:\d+)/", "".join(said))
        assert found, "".join(said)
        yield found[1]
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)
