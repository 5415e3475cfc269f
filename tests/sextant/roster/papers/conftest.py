"""One small roster on paper: four weeks of November 2026, Camille, Yanis, Inès and Théo, two lines."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.notation import parse_weeks
from sextant.almanac.person import Person
from sextant.law.audit import Judgement, judge
from sextant.law.library import Library, load
from sextant.roster.problem import Duty, DutyLine, Intern, Presence, Problem
from sextant.roster.roster import Roster
from tests.cast import CAMILLE, DR_LEMOINE, INES, THEO, YANIS

MONDAY, SUNDAY = date(2026, 11, 2), date(2026, 11, 29)
DAYS = range(MONDAY.toordinal(), SUNDAY.toordinal() + 1)

# Wednesday 11 November is a public holiday.
WEEKS = {
    CAMILLE.name: """MA MAN@urgences .. Mu MA .. ..
                     MA MA .. Mp MA G@urgences ..
                     MA MA MA Mu MAa@territoire .. G@urgences
                     .. MA MA MA Mp .. ..""",
    YANIS.name: """MA MA MAN@urgences .. MA .. ..
                   c c . c c c c
                   MA Mp M(09:00-12:00)A Mu MA .. ..
                   MAD@urgences .A MA MA MA .. ..""",
    INES.name: """MA Mp MA Mu MA .. ..
                  MA MA .. MA MA .. ..
                  m m m MA MA .. ..
                  MA MA rp MA MA .. ..""",
    THEO.name: """MA .. M. M. .. .. J@urgences
                  .. MA J@urgences .. M. .. ..
                  M. MA .. Mp .. .. ..
                  MA M. M. .. .. .. ..""",
}


def write(weeks: Mapping[str, str], ward: str = "Médecine polyvalente") -> Roster:
    """A roster from lines of the week notation, by name."""
    nights = frozenset(DAYS)
    line = DutyLine(
        "urgences",
        "Urgences et étages",
        (
            Duty(Kind.GARDE_NUIT, nights, 1110, 1950, HalfDay.NIGHT),
            Duty(Kind.GARDE_JOUR, frozenset(d for d in DAYS if d % 7 == 0), 510, 1110, HalfDay.MORNING),
        ),
        tuple(weeks),
    )
    fridays = frozenset(d for d in DAYS if d % 7 == 5)
    home = DutyLine(
        "territoire",
        "Astreinte de territoire",
        (Duty(Kind.ASTREINTE, fridays, 1110, 1950, HalfDay.NIGHT),),
        tuple(weeks),
        shared_with="Pneumologie",
    )
    problem = Problem(
        ward,
        MONDAY,
        SUNDAY,
        tuple(Intern(Person(name, share=0.5 if name == THEO.name else 1.0)) for name in weeks),
        (line, home),
        tuple(Presence(day, HalfDay.MORNING, 2, 3, 4) for day in DAYS if (day - 1) % 7 < 5),
        hospital="Centre hospitalier de Port-Navalo",
        signatories={"responsable": DR_LEMOINE.name},
    )
    return Roster(problem, {name: tuple(parse_weeks(lines, MONDAY)) for name, lines in weeks.items()})


@pytest.fixture(scope="session")
def library() -> Library:
    return load()


@pytest.fixture(scope="session")
def roster() -> Roster:
    return write(WEEKS)


@pytest.fixture(scope="session")
def judgement(roster: Roster, library: Library) -> Judgement:
    return judge(roster.timelines(), library=library)


@pytest.fixture(scope="session")
def writing() -> Callable[..., Roster]:
    """Writes another roster, from other weeks."""
    return write


@pytest.fixture(scope="session")
def written_weeks() -> dict[str, str]:
    """The weeks of the roster, to change one word of them."""
    return dict(WEEKS)
