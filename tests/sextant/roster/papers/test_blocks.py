"""The four blocks of the arrêté of 30 June 2015, in words."""

from sextant.law.audit import Judgement
from sextant.law.library import Library
from sextant.roster.papers.blocks import Blocks, blocks
from sextant.roster.roster import Roster
from tests.cast import CAMILLE, INES, YANIS, Someone


def of(someone: Someone, roster: Roster, judgement: Judgement, library: Library) -> Blocks:
    account = next(account for account in judgement.accounts if account.person == someone.name)
    return blocks(roster, roster.problem.intern(someone.name), account, library)


def plain(words: str) -> str:
    """With ordinary spaces."""
    return " ".join(words.split())


def test_the_first_block_is_day_duty_week_by_week(
    roster: Roster, judgement: Judgement, library: Library
) -> None:
    weeks = of(CAMILLE, roster, judgement, library).weeks
    assert [week.letters for week in weeks] == [
        ("MA", "MA", "", "M", "MA", "", ""),
        ("MA", "MA", "", "M", "MA", "M", ""),
        ("MA", "MA", "MA", "M", "MA", "", ""),
        ("", "MA", "MA", "MA", "M", "", ""),
    ]
    assert [week.day_half_days for week in weeks] == [7, 8, 9, 7]
    assert [week.half_days for week in weeks] == [9, 11, 13, 7]


def test_the_second_block_attaches_a_rest_to_each_duty(
    roster: Roster, judgement: Judgement, library: Library
) -> None:
    duties = of(CAMILLE, roster, judgement, library).duties
    assert [(duty.letter, plain(duty.start), plain(duty.rest)) for duty in duties] == [
        ("N", "mar. 3 nov. 18 h 30", "mer. 4 nov., 8 h 30 → 19 h 30"),
        ("S", "sam. 14 nov. 13 h", "à la fin du bloc, dim. 15 nov. 8 h 30"),
        ("N", "sam. 14 nov. 18 h 30", "dim. 15 nov., 8 h 30 → 19 h 30"),
        ("a", "ven. 20 nov. 18 h 30", "dès le dernier déplacement"),
        ("J", "dim. 22 nov. 8 h 30", "à la fin du bloc, lun. 23 nov. 8 h 30"),
        ("N", "dim. 22 nov. 18 h 30", "lun. 23 nov., 8 h 30 → 19 h 30"),
    ]
    assert [duty.half_days for duty in duties] == [2, 1, 2, 0, 2, 2]
    assert {duty.line for duty in duties} == {"Urgences et étages", "Astreinte de territoire"}


def test_the_third_block_tells_the_coordinator_from_the_intern(
    roster: Roster, judgement: Judgement, library: Library
) -> None:
    camille = of(CAMILLE, roster, judgement, library)
    assert [plain(words) for words in camille.university] == [
        "jeu. 5 nov. après-midi",
        "jeu. 19 nov. après-midi",
    ]
    assert [plain(words) for words in camille.personal] == [
        "jeu. 12 nov. après-midi",
        "ven. 27 nov. après-midi",
    ]


def test_the_fourth_block_counts_leave_as_the_text_does(
    roster: Roster, judgement: Judgement, library: Library
) -> None:
    absences = of(YANIS, roster, judgement, library).absences
    assert [(row.says, plain(row.span), row.length) for row in absences] == [
        ("Congé annuel", "lun. 9 nov. – dim. 15 nov.", "5 jours ouvrables")  # six, less the 11th
    ]


def test_the_fourth_block_holds_every_absence(roster: Roster, judgement: Judgement, library: Library) -> None:
    absences = of(INES, roster, judgement, library).absences
    assert [(row.letter, plain(row.span), row.length) for row in absences] == [
        ("m", "lun. 16 nov. – mer. 18 nov.", "3 jours"),
        ("r", "mer. 25 nov. matin", "1 demi-journée"),
    ]


def test_other_hours_are_said_once(roster: Roster, judgement: Judgement, library: Library) -> None:
    said = of(YANIS, roster, judgement, library).other_hours
    assert [plain(words) for words in said] == ["matin 9 h – 12 h : mer. 18 nov."]
