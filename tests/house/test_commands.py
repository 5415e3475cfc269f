"""Every command explains itself in French."""

import re

import pytest
from typer.testing import CliRunner

import sextant
from docs.printing.commands import Typed, typed
from sextant_cli.__main__ import app
from tests.lanes import ROOT

# Words that an English help text can hardly do without, and a French one never needs.
ENGLISH = re.compile(r"\b(the|of|and|with|from|this|show|file to|whether)\b", re.IGNORECASE)
COMMANDS = typed()
# Words that typer and click say by themselves, where nobody told them better.
THEIRS = re.compile(r"\b(show this|commands|default|required|missing|exit)\b", re.IGNORECASE)
PRINTED = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_a_command_explains_itself_in_french(entry: Typed) -> None:
    assert entry.help, f"{entry.name} has no help"
    assert not ENGLISH.search(entry.help), entry.help
    for parameter in entry.parameters:
        assert parameter.help, f"{entry.name}: {parameter.name} has no help"
        assert not ENGLISH.search(parameter.help), parameter.help


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_a_command_is_in_the_manual(entry: Typed) -> None:
    assert f"\n## {entry.name}\n" in PRINTED


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_a_help_screen_holds_no_english(entry: Typed) -> None:
    answer = CliRunner().invoke(app, [*entry.name.split()[1:], "--help"], env={"COLUMNS": "200"})
    assert answer.exit_code == 0
    assert not THEIRS.search(answer.output), answer.output


def test_the_version_is_given_as_every_command_gives_it() -> None:
    answer = CliRunner().invoke(app, ["--version"])
    assert (answer.exit_code, answer.output) == (0, f"Sextant {sextant.__version__}\n")


def test_a_list_of_commands_cuts_no_sentence() -> None:
    groups = {entry.name.rpartition(" ")[0] for entry in COMMANDS}
    for group in groups:
        answer = CliRunner().invoke(app, [*group.split()[1:], "--help"], env={"COLUMNS": "80"})
        assert "..." not in answer.output, answer.output
