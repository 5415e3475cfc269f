"""Every error Sextant raises on purpose: printed from ``sextant.errors``."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from sextant import errors


def family(root: type[Exception] = errors.SextantError) -> Iterator[type[Exception]]:
    """The error and all below it in ``errors.py``, parents first, in the order they are written."""
    yield root
    for child in root.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from family(child)


def page() -> str:
    """The printed page."""
    lines = ["# Errors", "", "```", inspect.cleandoc(errors.__doc__ or ""), "```", ""]
    lines += ["| Error | Is a | What it says | Exit code |", "|---|---|---|---:|"]
    for error in family():
        (parent, *_) = error.__bases__
        summary = " ".join((inspect.getdoc(error) or "").split("\n\n")[0].split())
        lines.append(
            f"| `{error.__name__}` | `{parent.__name__}` | {summary} | {getattr(error, 'exit_code', '')} |"
        )
    return "\n".join(lines) + "\n"
