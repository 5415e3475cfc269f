"""A host's own gestures: ``python -m sextant_web …``, on settings of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

from tests.lanes import ROOT


def manage(*words: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs ``python -m sextant_web`` as a host does, with nothing of ours in the environment."""
    ours = ("SEXTANT_", "DATABASE_URL", "DJANGO_")
    bare = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-m", "sextant_web", *words],
        cwd=folder,
        env=bare | {"DJANGO_SETTINGS_MODULE": "sextant_web.settings.prod"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def production(database: str) -> dict[str, str]:
    """What a host gives in its environment."""
    return {
        "DATABASE_URL": database,
        "SEXTANT_HOSTS": "sextant.test",
        "SEXTANT_SECRET_KEY": uuid4().hex * 2,
        "SEXTANT_SMTP_HOST": "127.0.0.1",
        "SEXTANT_FROM": "sextant@sextant.test",
    }
