"""The ``sextant`` command: what is typed."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

import sextant
from sextant import wording
from sextant.errors import SextantError
from sextant_cli import (
    benefits,
    benefits_papers,
    cases,
    conditions,
    dossier,
    law,
    leave,
    ledger,
    ledger_account,
    ledger_facts,
    ledger_import,
    ledger_statement,
    pay,
    rights,
    roster,
    roster_changes,
    roster_fairness,
    roster_what_if,
    territory,
)
from sextant_cli.audit import audit
from sextant_cli.demo import demo
from sextant_cli.french import Command, application, complaint

BAD_INPUT, BUG, INTERRUPTED = 2, 70, 130

app = application("Aide les internes de médecine générale : tableaux légaux, heures comptées, droit cité.")
roster_changes.add_to(roster.app)
roster_fairness.add_to(roster.app)
roster_what_if.add_to(roster.app)
app.add_typer(roster.app, name="roster")
app.add_typer(law.app, name="law")
benefits_papers.add_to(benefits.app)
app.add_typer(benefits.app, name="benefits")
ledger_facts.add_to(ledger.app)
ledger_account.add_to(ledger.app)
ledger_import.add_to(ledger.app)
ledger_statement.add_to(ledger.app)
app.add_typer(ledger.app, name="ledger")
app.add_typer(pay.app, name="pay")
app.add_typer(leave.app, name="leave")
app.add_typer(rights.app, name="rights")
app.add_typer(dossier.app, name="dossier")
app.add_typer(cases.app, name="cases")
app.add_typer(conditions.app, name="conditions")
app.add_typer(territory.app, name="territory")
app.command("audit", cls=Command)(audit)
app.command("demo", cls=Command)(demo)


@app.command(cls=Command)
def version() -> None:
    """Donne la version de Sextant."""
    print(f"Sextant {sextant.__version__}")


def _version_alone(asked: bool) -> None:
    """``sextant --version``, as every command of a machine answers it."""
    if asked:
        version()
        raise typer.Exit


@app.callback()
def sextant_itself(
    _: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version_alone,
            is_eager=True,
            expose_value=False,
            help="Donne la version de Sextant.",
        ),
    ] = False,
) -> None:
    """What is asked of Sextant itself, before any command."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command; every failure is one French sentence and an exit code, never a traceback."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run and return the exit code: 0 fine, 1 breaches or impossible, 2 bad input, 70 a bug of ours."""
    try:
        code: Any = app(args=arguments, standalone_mode=False)
        return int(code) if isinstance(code, int) else 0
    except typer.Exit as leaving:
        return int(leaving.exit_code)
    except SextantError as error:
        said = str(error)
        return _say(said if str(error.place) else said[0].upper() + said[1:], error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _say("Arrêté. Rien n’a été écrit.", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if hasattr(error, "exit_code") and hasattr(error, "message"):  # what typer complains of
            if type(error).__name__ == "NoArgsIsHelpError":
                print(error.message)
                return BAD_INPUT
            said = complaint(error)
            return _say(said[0].upper() + said[1:], BAD_INPUT)
        if os.environ.get("SEXTANT_DEBUG"):
            raise
        said = f"Sextant {sextant.__version__} s’est trompé ({type(error).__name__} : {error})"
        return _say(
            f"{said}. Signalez-le avec votre fichier : ce n’est pas votre faute, et rien n’a été écrit.", BUG
        )


def _say(sentence: str, code: int) -> int:
    print(wording.typography(sentence), file=sys.stderr)
    return code


if __name__ == "__main__":
    main()
