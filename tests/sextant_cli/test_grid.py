"""The roster in the terminal, with and without colour, narrow and wide."""

import re
from datetime import date
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from sextant.almanac.notation import parse_weeks
from sextant.almanac.person import Person
from sextant.law.audit import Judgement, judge
from sextant.law.library import load
from sextant.roster.problem import Intern, Problem
from sextant.roster.roster import Roster
from sextant.wording import say_number
from sextant_cli.grid import show_roster
from tests.cast import CAMILLE, INES, YANIS

MONDAY = date(2026, 11, 2)
WEEKS = {
    CAMILLE.name: "MA MAN .. Mu MA .. .. | MA MA .. Mp MA G .. | MA MA MA MA MA .. ..",
    YANIS.name: "MA MA MA MA Mp .. .. | c c c c c c c | MA MA MAD .A MA .. ..",
    INES.name: "MA MA MA MA MA .. J | .. MA .. MA MA .. .. | MA MAa MA Mu MA .. ..",
}


def written(weeks: dict[str, str]) -> tuple[Roster, Judgement]:
    interns = tuple(Intern(Person(name)) for name in weeks)
    problem = Problem("Médecine polyvalente", MONDAY, date(2026, 11, 22), interns)
    roster = Roster(problem, {name: tuple(parse_weeks(lines, MONDAY)) for name, lines in weeks.items()})
    return roster, judge(roster.timelines(), library=load())


def shown(weeks: dict[str, str], width: int, **options: object) -> str:
    stream = StringIO()
    roster, judgement = written(weeks)
    console = Console(file=stream, width=width, **options)  # type: ignore[arg-type]
    show_roster(console, roster, judgement, load())
    return stream.getvalue()


def words(text: str, name: str) -> list[str]:
    """The days of one intern over all the blocks of the grid."""
    rows = [line[len(name) :] for line in text.splitlines() if line.startswith(name)]
    grid = [row for row in rows if re.match(r"\s+[MAJRc.]", row)]
    return [word for row in grid for word in row.replace("|", " ").replace("!", " ").split()]


@pytest.mark.parametrize("width", [40, 80, 120, 160])
def test_each_intern_s_letters_are_all_there(width: int) -> None:
    text = shown(WEEKS, width)
    assert " ".join(words(text, CAMILLE.name)) == (
        "MA. MAN RR. Mu. MA. ... ... MA. MA. ... Mp. MA. MSN RR. MA. MA. MA. MA. MA. ... ..."
    )
    assert " ".join(words(text, YANIS.name)) == (
        "MA. MA. MA. MA. Mp. ... ... cc. cc. cc. cc. cc. cc. cc. MA. MA. MAD RA. MA. ... ..."
    )
    assert " ".join(words(text, INES.name)) == (
        "MA. MA. MA. MA. MA. ... JJ. ... MA. ... MA. MA. ... ... MA. MAa MA. Mu. MA. ... ..."
    )


@pytest.mark.parametrize("width", [80, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(cell_len(line.rstrip()) for line in shown(WEEKS, width).splitlines()) <= width


def test_the_wider_the_terminal_the_more_weeks_side_by_side() -> None:
    assert "S45, 2 – 8 nov.             | S46, 9 – 15 nov." in shown(WEEKS, 80)
    assert "S45, 2 – 8 nov.             | S46" in shown(WEEKS, 160)
    assert shown(WEEKS, 160).count("S45") == 1
    assert "| S47" in shown(WEEKS, 160)
    assert "| S47" not in shown(WEEKS, 80)


def test_colour_adds_nothing_that_the_letters_do_not_say() -> None:
    plain = shown(WEEKS, 80)
    coloured = shown(WEEKS, 80, force_terminal=True, color_system="truecolor")
    assert "\x1b[" not in plain
    assert "\x1b[" in coloured
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in stripped.splitlines()] == [line.rstrip() for line in plain.splitlines()]


def test_the_account_of_each_intern_stands_at_the_end() -> None:
    text = shown(WEEKS, 80)
    account = next(line for line in reversed(text.splitlines()) if line.startswith(CAMILLE.name))
    _, judgement = written(WEEKS)
    mine = judgement.accounts[0]
    assert f"{say_number(mine.stage_half_days / 3)}/8" in account
    assert f"{mine.rests_kept}/{mine.rests_owed}" in account


def test_a_breach_is_marked_where_it_happens() -> None:
    broken = {**WEEKS, CAMILLE.name: WEEKS[CAMILLE.name].replace("MAN ..", "MAN M.")}
    row = next(line for line in shown(broken, 80).splitlines() if line.startswith(CAMILLE.name))
    assert "MR.!" in row
    clean = next(line for line in shown(WEEKS, 80).splitlines() if line.startswith(CAMILLE.name))
    assert "!" not in clean


def test_every_letter_shown_is_explained() -> None:
    text = shown(WEEKS, 80)
    for words_ in (
        "N garde de nuit",
        "R repos de sécurité",
        "c congé annuel",
        "u demi-journée universitaire",
    ):
        assert words_ in " ".join(text.split("\n"))
    assert "x appel exceptionnel" not in text
