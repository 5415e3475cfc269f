"""``sextant roster fairness``: who holds what against a fair share, as bars in the terminal."""

from __future__ import annotations

import typer
from rich.text import Text

from sextant import wording
from sextant.document import read_document
from sextant.roster.fairness import fairness
from sextant.roster.papers.shares_picture import Bar, Panel, panels, summary
from sextant.roster.roster_file import roster_of
from sextant_cli.french import Command
from sextant_cli.law import AsJson
from sextant_cli.roster_changes import RosterFile
from sextant_cli.show import console, paragraphs, print_json

_WIDTH = 30


def show_fairness(roster: RosterFile, as_json: AsJson = False) -> None:
    """Dessine le partage : nuits, vendredis, week-ends, fériés, demi-journées, souhaits refusés, passé compris."""
    read = roster_of(read_document(roster))
    found = fairness(read)
    told = panels(read, found)
    if as_json:
        print_json(
            {
                "summary": summary(found, read.problem),
                "sharing": read.problem.sharing.value,
                "worst": found.worst,
                "spread": found.spread,
                "panels": {
                    panel.key: [
                        {"name": bar.name, "held": bar.held, "fair": bar.fair, "before": bar.before}
                        for bar in panel.bars
                    ]
                    for panel in told
                },
            }
        )
        return
    to = console()
    paragraphs(to, [summary(found, read.problem)])
    for panel in told:
        to.print(Text(f"\n{panel.title}", style="bold"))
        if panel.empty:
            paragraphs(to, ["  personne n’en a"])
            continue
        for line in drawn(panel):
            to.print(Text(wording.typography(line)))
    paragraphs(to, ["", "█ tenu, │ part équitable, entre parenthèses ce qui l’a été avant la période."])


def drawn(panel: Panel) -> list[str]:
    """« Camille      ██████████│      9 / 9,6 (12) », a line an intern."""
    most = max((max(bar.held, bar.fair or 0) for bar in panel.bars), default=0) or 1
    names = max((len(bar.name) for bar in panel.bars), default=0)
    return [f"  {bar.name:<{names}}  {_bar(bar, most)}  {bar.figure}{_before(bar)}" for bar in panel.bars]


def _bar(bar: Bar, most: float) -> str:
    cells = ["█" if n < round(_WIDTH * bar.held / most) else " " for n in range(_WIDTH + 1)]
    if bar.fair is not None:
        cells[round(_WIDTH * bar.fair / most)] = "│"
    return "".join(cells)


def _before(bar: Bar) -> str:
    return f" ({wording.say_number(bar.before)})" if bar.before else ""


def add_to(group: typer.Typer) -> None:
    """This verb, beside those of :mod:`sextant_cli.roster`."""
    group.command("fairness", cls=Command)(show_fairness)
