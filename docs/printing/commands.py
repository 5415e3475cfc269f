"""Every command of ``sextant``: printed from the typer application itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple

from typer.main import get_command


class Typed(NamedTuple):
    """One thing to type, as typer holds it."""

    name: str  # "sextant law show"
    command: Any  # typer ships its own copy of click's classes; only their attributes matter here

    @property
    def help(self) -> str:
        """The French text shown by ``--help``."""
        return inspect.cleandoc(self.command.help or "")

    @property
    def parameters(self) -> list[Any]:
        """Arguments, then options, without ``--help`` and what typer adds to install completion."""
        own = [p for p in self.command.params if p.name not in _NOT_OURS and not getattr(p, "hidden", False)]
        return sorted(own, key=lambda parameter: parameter.param_type_name)


_NOT_OURS = {"help", "install_completion", "show_completion"}


def typed() -> list[Typed]:
    """Every command, groups included, in alphabetical order."""
    from sextant_cli.__main__ import app  # here: the other pages print without the terminal's floor

    return sorted(_walk(Typed("sextant", get_command(app))))


def _walk(top: Typed) -> Iterator[Typed]:
    yield top
    for name, command in getattr(top.command, "commands", {}).items():
        if not command.hidden:
            yield from _walk(Typed(f"{top.name} {name}", command))


def page() -> str:
    """The printed page."""
    lines = ["# Commandes", "", "Ce que dit `--help`, commande par commande."]
    for entry in typed():
        lines += ["", f"## {entry.name}", "", entry.help]
        if entry.parameters:
            lines += ["", "| | |", "|---|---|"]
            lines += [f"| `{_how(p)}` | {' '.join((p.help or '').split())} |" for p in entry.parameters]
    return "\n".join(lines) + "\n"


def _how(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name.upper())
    return ", ".join([*parameter.opts, *parameter.secondary_opts])
