"""The answer to « is my planning legal? »: what it says, what it does not, and the paper that repeats it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from sextant.almanac.timeline import Nature
from sextant.law.intake import Given, read_pasted
from sextant.roster.papers.check import Check, check
from sextant.roster.papers.check_pdf import check_pdf, code_of

TODAY = date(2026, 11, 25)


def answer(text: str, **given: object) -> Check:
    found = check(read_pasted(text, Given(TODAY, **given)))  # type: ignore[arg-type]
    assert found is not None
    return found


def paper(checked: Check) -> list[str]:
    """The text of each page, with ordinary spaces."""
    content = check_pdf(checked, printed_on=TODAY, version="0.1.0")
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def test_a_quiet_week_is_lawful_and_its_means_are_not_judged() -> None:
    found = answer("MA MA MA MA up .. ..")
    assert (found.answer, found.says) == ("lawful", "Rien d’illégal trouvé dans ces 7 jours.")
    assert any("se jugent sur le trimestre de stage entier" in hedge for hedge in found.hedges)
    assert found.todo == ()


def test_a_night_without_its_rest_is_told_with_its_article() -> None:
    found = answer("MA MAN M Mu MA .. ..")
    assert found.answer == "unlawful"
    assert found.says == "Illégal : 2 manquements à la loi (R4 et R1)."
    rest = next(one for one in found.breaches if one.rule.code == "R1")
    assert rest.sentences[0].startswith("Garde de nuit finie mercredi à 8")
    assert found.weeks[0].title == "Semaine 1"


def test_undated_weeks_name_no_date() -> None:
    found = answer("MA MAN M Mu MA .. ..\nMA MAN M Mu MA .. ..")
    said = " ".join(sentence for one in (*found.breaches, *found.warnings) for sentence in one.sentences)
    assert "2026" not in said
    assert "mercredi de la semaine 2" in said
    assert found.span == "2 semaines ordinaires"
    assert "2026" not in " ".join(found.todo)


def test_a_line_that_was_not_understood_suspends_the_verdict() -> None:
    found = answer("lundi 2 novembre : stage\nmardi 3 novembre : bidule")
    assert (found.answer, found.says) == ("unknown", "Verdict suspendu : 1 ligne n’a pas été comprise.")


def test_what_is_broken_stays_broken_when_a_line_is_lost() -> None:
    found = answer("lundi 2 novembre : stage, garde\nmardi 3 novembre : stage\nmercredi 4 : bidule")
    assert found.answer == "unlawful"
    assert found.says.startswith("Illégal dans ce qui a été compris : ")


def test_a_whole_trimester_is_judged_on_its_means() -> None:
    found = answer("MA MAN .. MA MA .. .. x 13")
    over = {one.name: one.gauge.over for one in found.measures}
    assert over == {"Demi-journées en stage": True, "Heures": True}
    assert all(": enfreint" in one.says for one in found.measures)


def test_a_record_is_not_asked_to_be_corrected_before_it_was_decided() -> None:
    planned, worked = (answer("MA MAN M .. .. .. ..", nature=nature) for nature in Nature)
    assert "avant qu’il soit arrêté" in planned.todo[0]
    assert "Gardez ce relevé" in worked.todo[0]


@pytest.mark.parametrize("text", ["MA MAN M Mu MA .. ..", "MA MA MA MA up .. .. x 13"])
def test_the_paper_repeats_the_answer(text: str) -> None:
    found = answer(text)
    pages = paper(found)
    whole = " ".join(pages)
    assert found.says in pages[0].replace("\u202f", " ")
    for number, page in enumerate(pages, start=1):
        assert f"page {number} sur {len(pages)}" in page
        assert f"Code de vérification {code_of(found)}" in page
    for one in found.breaches:
        assert one.rule.code in whole
    assert "Rien de ce planning n’a été gardé." in whole


def test_a_paper_never_takes_what_people_write_for_markup() -> None:
    found = answer('lundi 2 novembre : stage\nmardi 3 novembre : #image("x.png") *gras* $x$')
    assert '#image("x.png")' not in " ".join(paper(found))  # after « # », nothing is read
    found = answer("lundi 2 novembre : stage\nmardi 3 novembre : *gras* $x$ [lien]")
    assert "*gras* $x$ [lien]" in " ".join(paper(found))


def test_the_same_planning_has_the_same_code() -> None:
    week = code_of(answer("MA .. .. .. .. .. .."))
    assert week == code_of(answer("M(08:30-13:00)A .. .. .. .. .. .."))
    assert week != code_of(answer("M .. .. .. .. .. .."))


def test_five_days_written_are_not_taken_for_the_pace_of_seven() -> None:
    lines = [f"{day:02d}/11/2026 : stage" for day in range(2, 7)]
    found = answer("\n".join(lines))
    assert found.measures[0].says.startswith("10 demi-journées cette semaine")
    assert (found.timeline.first.day, found.timeline.last.day) == (2, 8)


def test_a_trimester_of_working_days_is_not_over_its_mean_by_its_last_weekend() -> None:
    days = [date(2026, 11, 2).toordinal() + n for n in range(91)]
    lines = [
        f"{date.fromordinal(day):%d/%m/%Y} : {'stage' if date.fromordinal(day).weekday() < 4 else 'libre'}"
        for day in days[:-2]
    ]
    found = answer("\n".join(lines))
    assert found.measures[0].gauge.value == 8
    assert "V1" not in [one.rule.code for one in found.breaches]
