"""Timefold: its Python package carries the jars; ``timefold/Peer.java`` is compiled against them.

The package is no dependency of ours: it is installed, once, in a folder of the benchmark's own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.peers.answer import Answer

VERSION = "1.24.0b0"
SOURCE = Path(__file__).parent / "timefold" / "Peer.java"
QUIET = """<configuration>
  <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
  <root level="off"/>
</configuration>"""


class Missing(Exception):
    """Timefold cannot run here; the message says why, in French."""


def prepare(folder: Path) -> str:
    """The class path, made at the first call. Raises Missing."""
    jars, classes = folder / "timefold" / "solver" / "jars", folder / "classes"
    if not jars.exists():
        _run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder),
              f"timefold=={VERSION}"], "l’installation du paquet timefold a échoué")  # fmt: skip
    if (
        not (classes / "Peer.class").exists()
        or (classes / "Peer.class").stat().st_mtime < SOURCE.stat().st_mtime
    ):
        classes.mkdir(exist_ok=True)
        (classes / "logback.xml").write_text(QUIET, encoding="utf-8")
        _run(
            ["javac", "-nowarn", "-cp", f"{jars}/*", "-d", str(classes), str(SOURCE)],
            "javac a refusé Peer.java",
        )
    return os.pathsep.join([str(classes), f"{jars}/*"])


def solve(class_path: str, instance: Path, roster: Path, seconds: float, seed: int) -> Answer:
    """The JVM's start is inside the limit; the construction phase cannot be cut and may pass it."""
    ran = subprocess.run(  # noqa: S603  (words of our own)
        ["java", "-cp", class_path, "Peer", str(instance), str(roster), str(seconds), str(seed)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds * 2 + 60,
    )
    if ran.returncode:
        raise Missing(ran.stderr[-500:])
    told = [line.split() for line in ran.stdout.splitlines()]
    if not told:
        return Answer(None, 0, False, None)
    written = [line.split(",") for line in roster.read_text(encoding="utf-8").splitlines()]
    return Answer({name: row for name, *row in written}, 0, False, float(told[0][0]))


def _run(words: list[str], why: str) -> None:
    try:
        subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603  (words of our own)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Missing(f"{why} : {getattr(error, 'stderr', '') or error}") from error
