"""Fetches the producers' files: the only place of Sextant that asks the network for territory."""

from __future__ import annotations

import shutil
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from sextant.territory.source import Source, sources

LARGEST = 400 * 1024 * 1024
SECONDS = 60


def download(folder: Path, tell: Callable[[str], None]) -> dict[str, str]:
    """Puts in ``folder`` every file that has an address; what could not be had, by name of source, with the reason.

    Nothing is believed of a file here: it is checked when it is read.
    """
    missed = {}
    for name, source in sources().items():
        if not source.download:
            missed[name] = f"à prendre à la main : {source.page}"
            continue
        tell(source.title)
        reason = _first_that_answers(source, folder / source.saved_as)
        if reason:
            missed[name] = reason
    return missed


def _first_that_answers(source: Source, file: Path) -> str:
    """Why no address answered; empty when one did."""
    reason = ""
    for address in source.download:
        try:
            request = urllib.request.Request(address, headers={"User-Agent": "Sextant"})  # noqa: S310  (addresses of sources.yaml)
            with urllib.request.urlopen(request, timeout=SECONDS) as answer, file.open("wb") as written:  # noqa: S310
                shutil.copyfileobj(answer, _Bounded(written.write))
            return ""
        except (urllib.error.URLError, OSError, ValueError) as error:
            file.unlink(missing_ok=True)
            reason = f"{getattr(error, 'reason', error)} ; à prendre à la main : {source.page}"
    return reason


class _Bounded:
    """Refuses a file that never ends."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self._size = 0

    def write(self, block: bytes) -> None:
        self._size += len(block)
        if self._size > LARGEST:
            raise ValueError("ce fichier est trop gros")
        self._write(block)
