"""Where the texts or the pages conflict: the question, the reading taken, the other ones (``settings.yaml``)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from sextant.document import read_document

FILE = Path(__file__).parent / "settings.yaml"

Choice = bool | int | str | date


class Ambiguity(BaseModel):
    """A question that the texts leave open, in French.

    ``name`` is the setting that chooses (empty when Sextant settles it: ``answer``), ``row`` its number in
    the survey of facts (None: a reading of ours), ``choices`` the values or their range in words,
    ``sources`` who says what, ``rules`` the codes concerned.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = ""
    row: int | None = None
    question: str
    default: Choice | None = None
    choices: tuple[Choice, ...] | str = ()
    answer: str = ""
    sources: str
    rules: tuple[str, ...] = ()

    @property
    def default_said(self) -> str:
        """The reading taken by default, as people say it: « oui » for true."""
        if isinstance(self.default, bool):
            return "oui" if self.default else "non"
        return str(self.default)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    settings: tuple[Ambiguity, ...]
    settled: tuple[Ambiguity, ...]


@lru_cache(maxsize=1)
def ambiguities() -> tuple[Ambiguity, ...]:
    """Every open question, those with a setting first. Raises BadDocument when the file does not hold."""
    file = read_document(FILE).validate(_File)
    return (*file.settings, *file.settled)
