"""A day as people write it becomes letters, or is refused with what to write instead."""

from __future__ import annotations

from datetime import date

import pytest

from sextant.almanac.person import Person
from sextant.law.intake import Given, Intake, read_pasted

WEDNESDAY = date(2026, 11, 25)
GIVEN = Given(WEDNESDAY)


def words(text: str, given: Given = GIVEN) -> list[str]:
    """The letters of each day understood; nothing may have been refused."""
    found = read_pasted(text, given)
    assert [str(one) for one in found.unheard] == []
    return [one.word for one in found.heard]


def refusal(text: str, given: Given = GIVEN) -> str:
    found = read_pasted(text, given)
    assert len(found.unheard) == 1, [str(one) for one in found.unheard]
    return str(found.unheard[0])


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("lundi 2 novembre : 8h30-18h30, garde 18h30-8h30", "MA(08:30-18:30)N"),
        ("lundi 2 novembre 2026 : MAN", "MAN"),
        ("02/11/2026 8h-13h", "M(08:00-13:00)"),
        ("2026-11-02 : matin, cours l’après-midi", "Mu"),
        ("lun. 2 nov. – de 8h à 18h", "MA(08:00-18:00)"),
        ("le 2 novembre : journée 8h-15h", "MA(08:00-15:00)"),
        ("2/11 : 8 h 30 – 13 h, 14 h – 18 h 30 sans pause", "MA!"),
        ("lundi 2 novembre : garde de nuit", "N"),
        ("lundi 2 novembre : garde", "N"),
        ("lundi 2 novembre : demi-garde", "D"),
        ("lundi 2 novembre : stage + demi-garde 18h30-1h", "MAD(18:30-01:00)"),
        ("lundi 2 novembre : astreinte 18h30-8h30, déplacement 20h-22h 1h sur place", "a(20:00-22:00~1:00)"),
        ("lundi 2 novembre : astreinte de nuit 20h-8h", "a(20:00-08:00/)"),
        ("lundi 2 novembre : congé annuel", "c"),
        ("lundi 2 novembre : CA", "c"),
        ("lundi 2 novembre : arrêt maladie", "m"),
        ("lundi 2 novembre : repos de sécurité", "RR"),
        ("lundi 2 novembre : récup après-midi", ".r"),
        ("lundi 2 novembre : libre", ".."),
        ("lundi 2 novembre : autonome", "p"),
        ("lundi 2 novembre : cours, autonome", "up"),
        ("lundi 2 novembre : garde aux urgences 20h-8h # échangée avec Yanis", "N(20:00-08:00)"),
        ("samedi 7 novembre : matin", "M"),
        ("samedi 7 novembre : garde de 24 h", "MSN"),
        ("samedi 7 novembre : garde 13h-8h30", "S(13:00-18:30)N"),
        ("samedi 7 novembre : continuité 13h-18h30", "S(13:00-18:30)"),
        ("dimanche 8 novembre : garde 8h30-18h30", "J"),
        ("dimanche 8 novembre : garde 8h-8h", "J(08:00-18:30)N(18:30-08:00)"),
        ("dimanche 8 novembre : garde de jour", "J"),
        ("mercredi 11 novembre : férié", ".."),
        ("lundi 2 novembre : PDSA 20h-minuit", "e"),
    ],
)
def test_a_day_is_understood(line: str, word: str) -> None:
    assert words(line) == [word]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("mardi 2 novembre : garde", "le 2 novembre 2026 est un lundi, pas un mardi"),
        ("31/02/2026 : garde", "n’existe pas dans le calendrier"),
        ("lundi 2 novembre : 8h-15h", "une demi-journée, ou deux ?"),
        ("lundi 2 novembre : 18h-23h", "ce n’est pas un horaire de stage"),
        ("lundi 2 novembre : garde 18h30-0h30", "garde ou demi-garde ?"),
        ("lundi 2 novembre : garde de 24 h", "n’existe que le samedi, le dimanche et les jours fériés"),
        ("lundi 2 novembre : garde de jour 8h-18h", "n’existe que le dimanche et les jours fériés"),
        ("samedi 7 novembre : garde", "peut être de jour, de nuit ou de 24 h"),
        ("dimanche 8 novembre : astreinte", "astreinte de jour ou de nuit ?"),
        ("lundi 2 novembre : garde annulée", "le mot « annulée » n’est pas compris"),
        ("lundi 2 novembre : AM", "le matin pour les uns"),
        ("lundi 2 novembre : formation", "universitaire, autonome ou syndicale"),
        ("lundi 2 novembre : férié", "n’est pas férié dans ce territoire"),
        ("lundi 2 novembre : congé l’après-midi", "se compte en jours entiers"),
        ("lundi 2 novembre : 8h-13h cours l’après-midi", "n’est pas l’après-midi"),
        ("lundi 2 novembre : matin, matin 8h-12h", "deux choses pour le matin"),
        ("lundi 2 novembre : 25h-26h", "n’est pas une heure"),
        ("lundi 2 novembre :", "n’a rien après lui"),
        ("samedi et dimanche : garde", "deux jours sur une ligne"),
        ("lundi 2 : garde", "n’a pas de mois"),
        ("bla bla", "n’est ni un jour, ni une date, ni des lettres"),
        ("MA MAN .. MA MA", "il en faut 7"),
        ("MA MANN .. MA MA .. ..", "deux signes pour la nuit"),
        ("du 2 au 12 novembre : 8h-18h", "passe sur un week-end"),
        ("semaine du 3 novembre 2026 : MA MA MA MA MA .. ..", "une semaine commence le lundi"),
    ],
)
def test_what_could_be_read_two_ways_is_refused(line: str, what: str) -> None:
    said = refusal(line)
    assert what in said
    assert "ligne 1" in said


def test_a_good_line_beside_a_bad_one_is_kept() -> None:
    found = read_pasted("lundi 2 novembre : garde\nmardi 3 novembre : bidule\nmercredi 4 : stage", GIVEN)
    assert [one.day.day for one in found.heard] == [2, 4]
    assert [one.place.line for one in found.unheard] == [2]
    assert found.unheard[0].written == "mardi 3 novembre : bidule"


def test_a_week_without_a_date_is_an_ordinary_one() -> None:
    found = read_pasted("MA MAN .. MA MA .. ..", GIVEN)
    assert found.undated
    assert found.planning is not None
    assert found.planning.timeline.person.territory == "sans-ferie"
    assert (found.planning.timeline.first, found.planning.timeline.last) == (
        date(2026, 11, 23),
        date(2026, 11, 29),
    )


def test_the_first_day_given_dates_the_weeks() -> None:
    found = read_pasted("MA MAN .. MA MA .. ..\nMA MA MA MA MA .. ..", Given(WEDNESDAY, date(2026, 11, 2)))
    assert not found.undated
    assert found.planning is not None
    assert found.planning.timeline.last == date(2026, 11, 15)
    assert found.planning.timeline.person.territory == "metropole"


def test_weeks_in_letters_start_on_a_monday() -> None:
    found = read_pasted("MA MAN .. MA MA .. ..", Given(WEDNESDAY, date(2026, 11, 4)))
    assert found.planning is None
    assert "Donnez le lundi 2 novembre 2026 comme premier jour." in str(found.unheard[0])


def test_a_run_of_leave_fills_its_days() -> None:
    found = read_pasted("du 9 au 22 novembre 2026 : congés", GIVEN)
    assert [one.word for one in found.heard] == ["c"] * 14


def test_a_trimester_is_written_once() -> None:
    assert len(words("MA MA MA MA up .. .. x 13")) == 91


def test_what_is_taken_for_granted_is_said() -> None:
    found = read_pasted("lundi 2 novembre : stage\njeudi 5 : stage", GIVEN)
    assert "Année comprise là où elle n’est pas écrite : 2026." in found.notes
    assert any(
        "5 jours sans ligne sont comptés libres : 3 novembre 2026, 4 novembre 2026" in n for n in found.notes
    )


def test_the_year_is_that_of_the_days_around() -> None:
    found = read_pasted("jeudi 31 décembre : stage\nvendredi 1er janvier : férié\nlundi 4 : stage", GIVEN)
    assert [one.day for one in found.heard] == [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 4)]


def test_a_holiday_is_that_of_the_territory() -> None:
    line = "samedi 26 décembre 2026 : férié"
    assert "n’est pas férié" in refusal(line)
    alsace = Given(WEDNESDAY, person=Person("Cet interne", territory="alsace-moselle"))
    assert words(line, alsace) == [".."]


def test_two_days_that_cannot_both_be_true_are_told_on_their_line() -> None:
    found = read_pasted("lundi 2 novembre : garde 18h30-8h30\nmardi 3 novembre : 8h-18h", GIVEN)
    assert [one.place.line for one in found.unheard] == [2]
    assert "se chevauchent" in str(found.unheard[0])
    assert [one.day.day for one in found.heard] == [2]


def test_an_empty_text_says_nothing() -> None:
    assert read_pasted(" \n# rien\n", GIVEN) == Intake()


def test_a_planning_in_yaml_says_everything_itself() -> None:
    found = read_pasted("from: 2026-11-02\nweeks: [MA MAN .. MA MA .. ..]\nperson: {name: Camille}", GIVEN)
    assert found.planning is not None
    assert found.planning.timeline.person.name == "Camille"
