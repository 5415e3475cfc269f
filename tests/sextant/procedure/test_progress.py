"""Where a matter stands: what silence decides, on which day; what opens what; and nothing without the intern's word."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.document import Document
from sextant.errors import BadDocument, BadInput
from sextant.procedure.case_facts import Facts, facts_of
from sextant.procedure.progress import Progress, State, progress
from sextant.procedure.steps import Silence, load_procedures, procedure


def facts(
    name: str, *, union: bool = False, dates: dict[str, date] | None = None, **steps: dict[str, Any]
) -> Facts:
    data = {
        "procedure": name,
        "local_union": union,
        "dates": dates or {},
        "steps": {step.replace("_", "-"): event for step, event in steps.items()},
    }
    return facts_of(Document("faits.yaml", data, {}))


def states(found: Progress) -> dict[str, State]:
    return {one.step.id: one.state for one in found.standings}


SENT = {"sent": date(2026, 3, 1), "received": date(2026, 3, 3)}


def gracious(**more: Any) -> Facts:
    return facts(
        "plus-de-48-heures",
        documenter={"done": date(2026, 2, 1)},
        recuperation={"sent": date(2026, 2, 10), "answered": date(2026, 2, 20), "answer": "refus"},
        recours_gracieux={**SENT, **more},
    )


def test_two_months_of_silence_refuse_and_open_the_court() -> None:
    before = progress(gracious(), date(2026, 5, 3))
    assert states(before)["recours-gracieux"] is State.WAITING
    assert states(before)["tribunal"] is State.NOT_YET
    after = progress(gracious(), date(2026, 5, 4))
    assert states(after)["recours-gracieux"] is State.REFUSED_BY_SILENCE
    court = next(one for one in after.standings if one.step.id == "tribunal")
    assert (court.state, court.due) == (State.TO_DO, date(2026, 7, 3))
    assert after.next[0].step.id == "tribunal"
    assert [one.step.id for one in after.overdue] == ["recours-gracieux"]


def test_two_months_later_it_is_too_late() -> None:
    assert states(progress(gracious(), date(2026, 7, 3)))["tribunal"] is State.TO_DO
    assert states(progress(gracious(), date(2026, 7, 4)))["tribunal"] is State.TOO_LATE


def test_a_written_refusal_counts_from_its_day() -> None:
    refused = gracious(answered=date(2026, 3, 20), answer="refus")
    court = next(one for one in progress(refused, date(2026, 4, 1)).standings if one.step.id == "tribunal")
    assert court.due == date(2026, 5, 20)


def test_a_refusal_written_after_the_silence_does_not_reopen_the_time() -> None:
    refused = gracious(answered=date(2026, 6, 20), answer="refus")
    court = next(one for one in progress(refused, date(2026, 6, 25)).standings if one.step.id == "tribunal")
    assert court.due == date(2026, 7, 3)


def test_without_a_date_of_receipt_the_time_runs_from_the_sending_and_says_so() -> None:
    matter = facts("plus-de-48-heures", recours_gracieux={"sent": date(2026, 3, 1)})
    standing = next(
        one for one in progress(matter, date(2026, 4, 1)).standings if one.step.id == "recours-gracieux"
    )
    assert standing.due == date(2026, 5, 1)
    assert "la réception n’est pas dite" in standing.says


def test_an_agreement_ends_the_matter() -> None:
    found = progress(gracious(answered=date(2026, 3, 20), answer="accord"), date(2026, 4, 1))
    assert found.settled
    assert found.next == ()
    assert states(found)["tribunal"] is State.POINTLESS


def test_to_receive_the_roster_does_not_end_the_matter() -> None:
    matter = facts(
        "plus-de-48-heures",
        demander_tableau={"sent": date(2026, 2, 10), "answered": date(2026, 2, 20), "answer": "accord"},
    )
    found = progress(matter, date(2026, 3, 1))
    assert not found.settled
    assert "recuperation" not in [one.step.id for one in found.next]  # the count is not begun
    assert "documenter" in [one.step.id for one in found.next]


@pytest.mark.parametrize("name", load_procedures())
def test_the_local_union_comes_only_when_the_intern_says_so(name: str) -> None:
    steps = [step for step in procedure(name).steps if step.union]
    alone = states(progress(facts(name), date(2026, 11, 25)))
    assert all(alone[step.id] is State.NOT_ASKED for step in steps)
    together = states(progress(facts(name, union=True), date(2026, 11, 25)))
    assert all(together[step.id] is not State.NOT_ASKED for step in steps)


def test_recovery_is_asked_before_the_trimester_ends() -> None:
    matter = facts(
        "plus-de-48-heures",
        dates={"trimestre_finit": date(2027, 1, 31)},
        documenter={"done": date(2026, 11, 2)},
    )
    assert states(progress(matter, date(2027, 1, 30)))["recuperation"] is State.TO_DO
    assert states(progress(matter, date(2027, 1, 31)))["recuperation"] is State.TOO_LATE


@pytest.mark.parametrize(
    ("asked", "today", "state"),
    [
        (date(2026, 11, 14), date(2026, 11, 28), State.WAITING),
        (date(2026, 11, 14), date(2026, 11, 29), State.AGREED_BY_SILENCE),
        (
            date(2026, 11, 15),
            date(2026, 11, 29),
            State.OVERDUE,
        ),  # asked a day too late: silence grants nothing
    ],
)
def test_silence_grants_union_training(asked: date, today: date, state: State) -> None:
    dates = {"formation_commence": date(2026, 12, 14)}
    matter = facts("formation-syndicale", dates=dates, demander={"sent": asked, "received": asked})
    assert states(progress(matter, today))["demander"] is state


def test_without_a_known_time_one_is_reminded_and_may_go_on() -> None:
    matter = facts(
        "plus-de-48-heures", documenter={"done": date(2026, 2, 1)}, recuperation={"sent": date(2026, 2, 10)}
    )
    assert states(progress(matter, date(2026, 2, 17)))["recuperation"] is State.WAITING
    late = progress(matter, date(2026, 2, 18))
    assert states(late)["recuperation"] is State.TO_REMIND
    assert states(late)["affaires-medicales"] is State.TO_DO


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ({"recuperation": {"sent": date(2026, 3, 3), "received": date(2026, 3, 1)}}, "avant l’envoi"),
        ({"recuperation": {"sent": date(2026, 3, 3), "answered": date(2026, 3, 4)}}, "answer"),
        ({"recuperation": {"received": date(2026, 3, 1)}}, "suppose un envoi"),
        ({"recuperations": {"sent": date(2026, 3, 3)}}, "Vouliez-vous dire « recuperation »"),
        ({"documenter": {"sent": date(2026, 3, 3)}}, "n’attend pas de réponse"),
        ({"recuperation": {"done": date(2026, 3, 3)}}, "attend une réponse"),
        ({"recuperation": {"sent": date(2027, 3, 3)}}, "pas encore passé"),
    ],
)
def test_facts_that_cannot_be_true_are_refused(steps: dict[str, Any], said: str) -> None:
    data = {"procedure": "plus-de-48-heures", "steps": steps}
    with pytest.raises((BadDocument, BadInput), match=said):
        facts_of(Document("faits.yaml", data, {("steps",): 3}), today=date(2026, 11, 25))


@pytest.mark.parametrize("name", load_procedures())
def test_every_step_says_its_source_and_what_is_not_known(name: str) -> None:
    for step in procedure(name).steps:
        assert step.source
        if step.seen == "non vu":
            assert step.confidence.value == "non vérifiée"
            assert "lu" in step.doubt or "connaissance générale" in step.doubt
        if step.answered:
            assert step.answer_within or step.silence_before or step.remind_after, step.id


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@given(sent=DAYS, wait=st.integers(0, 400))
def test_silence_never_waits_and_refuses_on_one_day(sent: date, wait: int) -> None:
    """Each day has one state; it passes once from waiting to refused, and never back."""
    matter = facts("plus-de-48-heures", recours_gracieux={"sent": sent, "received": sent})
    one, other = (
        states(progress(matter, sent + timedelta(days=days)))["recours-gracieux"] for days in (wait, wait + 1)
    )
    assert {one, other} <= {State.WAITING, State.REFUSED_BY_SILENCE}
    assert not (one is State.REFUSED_BY_SILENCE and other is State.WAITING)
    assert procedure("plus-de-48-heures").step("recours-gracieux").silence is Silence.REFUSAL


@given(first=DAYS, later=st.integers(0, 200))
def test_time_alone_never_takes_an_action_back_without_a_reason(first: date, later: int) -> None:
    """What was to do stays to do, or its time has passed."""
    matter = facts("plus-de-48-heures", documenter={"done": date(2024, 1, 1)})
    before = states(progress(matter, first))
    after = states(progress(matter, first + timedelta(days=later)))
    for step, state in before.items():
        if state is State.TO_DO:
            assert after[step] in (State.TO_DO, State.TOO_LATE)
