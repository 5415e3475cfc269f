"""What a measure was made on: a figure without its machine says nothing."""

from __future__ import annotations

import os
import platform
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("sextant", "ortools", "numpy")


def machine() -> str:
    """Date, cores, processor, memory, system and versions, as a Markdown list."""
    versions = ", ".join([f"Python {platform.python_version()}", *map(_version, _PACKAGES)])
    return "\n".join(
        (
            f"- Date : {datetime.now().astimezone():%d/%m/%Y à %H:%M}",
            f"- Processeur : {_processor()}, {len(os.sched_getaffinity(0))} cœurs",
            f"- Mémoire : {_memory():.1f} Gio".replace(".", ","),
            f"- Système : {platform.system()} {platform.release()}",
            f"- Versions : {versions}",
        )
    )


def kind() -> str:
    """Processor, cores and memory: what a measure must share to stand beside another."""
    return f"{_processor()}, {len(os.sched_getaffinity(0))} cœurs, {_memory():.0f} Gio"


def load() -> str:
    """Load averages over 1, 5 and 15 minutes: above the number of cores, others were working too."""
    return " ; ".join(f"{value:.2f}".replace(".", ",") for value in os.getloadavg())


def _processor() -> str:
    return _field("/proc/cpuinfo", "model name") or platform.processor() or "inconnu"


def _memory() -> float:
    return int((_field("/proc/meminfo", "MemTotal") or "0 kB").split()[0]) / 2**20


def _field(file: str, name: str) -> str:
    """The first value of a name in a file of /proc; empty when there is none."""
    path = Path(file)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} (version inconnue)"
