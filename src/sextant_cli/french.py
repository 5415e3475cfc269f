"""Typer in French: its help screens and its complaints about what was typed."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

# What typer writes around our own words.
_SAID = (
    ("Usage:", "Emploi :"),
    ("COMMAND [ARGS]...", "COMMANDE …"),
    ("Options:", "Options :"),
    ("Arguments:", "Arguments :"),
    ("Commands:", "Commandes :"),
    ("[required]", "[obligatoire]"),
)


class _InFrench:
    """What typer says by itself of a command, in French."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Affiche cette aide."
        return option

    def get_short_help_str(self, limit: int = 400) -> str:
        """The whole sentence beside a command in the list of its group, never cut at 45 letters."""
        said: str = super().get_short_help_str(max(limit, 400))  # type: ignore[misc]
        return said

    def get_help(self, ctx: Any) -> str:
        said: str = super().get_help(ctx)  # type: ignore[misc]
        for english, french in _SAID:
            said = said.replace(english, french)
        said = re.sub(r"\[default:(\s)", r"[par défaut :\1", said)  # the value may go to the next line
        said = re.sub(r"(\d[\d.]*)<=x<=(\d[\d.]*)", r"de \1 à \2", said)
        said = re.sub(r"\{(\w+)\}", r"\1", said)  # typer's braces around what must be given
        # The type of a value goes without saying; blanks keep the columns straight.
        return re.sub(r"<(?:path|str|int|float)(?: range)?>", lambda found: " " * len(found[0]), said)


class Command(_InFrench, TyperCommand):
    """A command that explains itself in French."""


class Group(_InFrench, TyperGroup):
    """A group of commands that explains itself in French."""


def application(help_text: str) -> typer.Typer:
    """A typer application in French, that shows its help when nothing is asked."""
    return typer.Typer(
        help=help_text,
        cls=Group,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )


def complaint(error: Any) -> str:
    """What was typed wrong, in one French sentence, from a usage error of typer."""
    name = type(error).__name__
    parameter = getattr(error, "param", None)
    called = _called(parameter)
    if name == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        return f"« {error.option_name} » n’est pas une option de cette commande." + (
            f" Vouliez-vous {near[0]} ?" if near else ""
        )
    if name == "MissingParameter":
        return f"il manque {called}."
    if name == "BadOptionUsage":
        return f"l’option « {error.option_name} » attend une valeur."
    if name == "BadParameter":
        given = str(error.message).split("'")
        typed = f"« {given[1]} »" if len(given) > 2 else "la valeur donnée"
        return f"{called} : {typed} ne convient pas. « --help » dit ce qui est attendu."
    if "No such command" in str(error.message):
        return f"« {_typed(error.message)} » n’est pas une commande de Sextant. « sextant --help » les donne toutes."
    if "unexpected extra argument" in str(error.message):
        return f"« {_inside(error.message)} » est de trop."
    return "cette commande n’est pas comprise. « --help » en donne l’emploi."


def _called(parameter: Any) -> str:
    if parameter is None:
        return "un argument"
    if parameter.param_type_name == "argument":
        return f"l’argument {parameter.metavar or parameter.name.upper()}"
    return f"l’option {parameter.opts[0]}"


def _typed(message: str) -> str:
    """The first quoted word of a message of typer."""
    parts = str(message).split("'")
    return parts[1] if len(parts) > 2 else str(message)


def _inside(message: str) -> str:
    return str(message).partition("(")[2].rstrip(").")
