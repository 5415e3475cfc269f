"""Questions that still matter, what an answer changed, what one would get if, the message ready to send."""

from __future__ import annotations

from sextant.benefits.answer import answer
from sextant.benefits.assess import State, assess
from sextant.benefits.interview import moved, next_fact, questions
from sextant.benefits.letter import letter
from sextant.benefits.situation import Situation
from sextant.benefits.suggest import MOST, suggestions
from sextant.benefits.vocabulary import vocabulary
from tests.sextant.benefits.people import KARIM, SARAH, TODAY, situation


def test_an_answer_given_is_not_asked_again_and_a_skipped_one_neither() -> None:
    first = assess(Situation({}), TODAY)
    asked = [one.fact.id for one in questions(first)]
    told = assess(Situation({}).with_fact("personne.statut", "interne"), TODAY)
    assert "personne.statut" in asked
    assert "personne.statut" not in [one.fact.id for one in questions(told)]
    assert asked[0] not in [one.fact.id for one in questions(first, skipped=[asked[0]])]


def test_what_no_longer_matters_is_not_asked() -> None:
    found = {one.fact.id for one in questions(assess(situation(KARIM), TODAY))}
    assert not {"fiscal.regime", "fiscal.salaries", "projet.secteur", "territoire.zone_mg"} & found


def test_nobody_without_a_project_is_asked_where_it_is() -> None:
    person = situation({"personne": {"statut": "interne"}, "projet": {"role": "aucun"}})
    found = assess(person, TODAY)
    groups = {one.fact.id.partition(".")[0] for one in questions(found)}
    assert groups == {"personne", "stage"}
    assert next_fact(found, placed=True) not in (None, vocabulary()["projet.commune"])
    assert found["d72-contrat"].state is State.A_VERIFIER  # it waits for a place: it is said, not asked
    with_project = assess(
        situation({"personne": {"statut": "interne"}, "projet": {"role": "principal"}}), TODAY
    )
    assert "territoire.departement" in {one.fact.id for one in questions(with_project)}


def test_a_name_answers_for_the_zone_only_where_tables_can_tell() -> None:
    person = assess(situation(SARAH, projet__commune=None, territoire__zone_mg=None), TODAY)
    asked: list[str] = []
    while one := next_fact(person, skipped=asked, placed=True):
        asked.append(one.id)
    assert asked.index("projet.commune") < asked.index("territoire.departement")
    alone: list[str] = []
    while one := next_fact(person, skipped=alone, placed=False):
        alone.append(one.id)
    assert "projet.commune" not in alone
    assert "territoire.zone_mg" in alone


def test_every_question_asked_can_change_an_answer() -> None:
    before = assess(situation(SARAH, territoire__zone_mg=None), TODAY)
    (asked,) = [one for one in questions(before) if one.fact.id == "territoire.zone_mg"]
    outcomes = {
        tuple(v.state for v in assess(before.situation.with_fact(asked.fact.id, zone), TODAY).verdicts)
        for zone in asked.fact.choices
    }
    assert len(outcomes) > 1


def test_fifteen_answers_are_enough_for_an_intern() -> None:
    """The most useful question first: the dialogue ends soon."""
    truth = situation(KARIM, stage__abonnement_transport=False, personne__contrats_engagement=[]).facts
    person, asked = Situation({}), 0
    while True:
        found = questions(assess(person, TODAY), skipped=[n for n in vocabulary() if n not in truth])
        if not found:
            break
        person = person.with_fact(found[0].fact.id, truth[found[0].fact.id])
        asked += 1
    assert asked <= 15
    assert assess(person, TODAY).totals.firm == 2580


def test_each_answer_shows_what_it_changed() -> None:
    before = assess(situation(SARAH, territoire__zone_mg=None), TODAY)
    after = assess(before.situation.with_fact("territoire.zone_mg", "ZAC"), TODAY)
    changes = {one.benefit.id: (one.before, one.after) for one in moved(before, after)}
    assert changes["am-primo-zac"] == (State.A_VERIFIER, State.DROIT)
    assert changes["am-primo-zip"] == (State.A_VERIFIER, State.NON)
    assert "fisc-frr-plus" not in changes


def test_a_suggestion_opens_the_aid_changes_two_things_at_most_and_nothing_that_cannot_change() -> None:
    person = situation(
        SARAH, territoire__zone_mg="ZAC", fiscal__regime="micro", territoire__frr="socle", projet__secteur="2"
    )
    found = suggestions(assess(person, TODAY))
    assert found
    for one in found:
        assert len(one.changes) <= MOST
        assert all(vocabulary()[change.fact].changeable for change in one.changes)
        assert one.state in (State.DROIT, State.SOUS_RESERVE)
    by_id = {one.benefit.id: {change.fact: change.value for change in one.changes} for one in found}
    regimes = [{c.fact: c.value for c in one.changes} for one in found if one.benefit.id == "fisc-frr"]
    assert regimes == [{"fiscal.regime": "reel"}, {"fiscal.regime": "IS"}]
    assert by_id["am-primo-zip"]["territoire.zone_mg"] == "ZIP"
    assert by_id["am-primo-zip"]["projet.secteur"] in ("1", "2_optam")


def test_nobody_is_told_to_be_younger_or_to_give_up_what_pays_more() -> None:
    found = suggestions(assess(situation(SARAH), TODAY))
    assert "am-primo-zac" not in {one.benefit.id for one in found}
    assert not {"personne.age", "personne.deja_installe_liberal"} & {
        c.fact for one in found for c in one.changes
    }


def test_a_suggestion_tells_what_it_would_close() -> None:
    person = situation(SARAH, territoire__zone_mg="ZAC")
    (one,) = [s for s in suggestions(assess(person, TODAY)) if s.benefit.id == "am-primo-zip"]
    assert one.lost == ("am-primo-zac",)
    assert one.firm == 10_000


def test_the_message_names_the_place_and_holds_the_question() -> None:
    found = assess(situation(SARAH), TODAY)
    said = answer(found, found["fisc-cfe"])
    assert said.letter is not None
    assert "1464 D" in said.letter.text
    assert "Sarthe (72)" in said.letter.text
    assert said.letter.mailbox == "inconnu"
    right = answer(found, found["am-primo-zip"])
    assert right.letter is None
    assert letter(right.benefit, right.contact, found.situation.facts) is None
