"""Noting: nothing doubled, nothing lost, nothing rewritten; the same accounts in whatever order things arrive."""

from __future__ import annotations

import dataclasses

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.ledger.journal import replay, verify
from sextant_web.ledger.bridge import chain_of, entries_of, history_of, rebuild_standing, sealed_of
from sextant_web.ledger.models import Record
from sextant_web.ledger.models.chain import Sealed
from sextant_web.ledger.noting import Refused, note
from sextant_web.people.models import User
from tests.cast import CAMILLE, YANIS
from tests.sextant_web.ledger.noted import NOW, correction, night, stage
from tests.sextant_web.world import World


@pytest.fixture
def yanis(world: World) -> User:
    return world.user(YANIS)


def states(answers: list) -> list[str]:
    return [answer.state for answer in answers]


def whole(user: User) -> bool:
    chain = chain_of(user)
    lines = sealed_of(chain.records.all())
    verdict = verify(str(chain.pk), lines)
    return verdict.whole and verdict.head.seal == chain.seal and len(lines) == chain.length


def test_an_entry_is_sealed_and_stands(yanis: User) -> None:
    (answer,) = note(yanis, [stage(0)], NOW)
    assert (answer.state, answer.number) == ("accepted", 1)
    assert entries_of(chain_of(yanis)) == [stage(0)]
    assert whole(yanis)


def test_sent_twice_it_is_there_once(yanis: User) -> None:
    note(yanis, [stage(0)], NOW)
    assert states(note(yanis, [stage(0), stage(1), stage(1)], NOW)) == ["already", "accepted", "already"]
    assert chain_of(yanis).length == 2
    assert whole(yanis)


def test_sent_again_after_its_correction_it_stays_corrected(yanis: User) -> None:
    later = stage(0, end=19 * 60)
    note(yanis, [stage(0), correction(stage(0), later)], NOW)
    assert states(note(yanis, [stage(0)], NOW)) == ["already"]
    assert entries_of(chain_of(yanis)) == [later]


def test_another_thing_under_the_same_name_is_refused(yanis: User) -> None:
    note(yanis, [stage(0)], NOW)
    (answer,) = note(yanis, [stage(0, end=20 * 60)], NOW)
    assert answer.state == "refused"
    assert "a le même identifiant et dit autre chose" in answer.says
    assert entries_of(chain_of(yanis)) == [stage(0)]


def test_the_same_presence_from_another_phone_is_not_doubled(yanis: User) -> None:
    note(yanis, [stage(0)], NOW)
    twin = dataclasses.replace(stage(0), id="autre-telephone-1")
    assert states(note(yanis, [twin], NOW)) == ["already"]


def test_a_correction_is_added_and_the_first_line_stays(yanis: User) -> None:
    later = stage(0, end=20 * 60)
    note(yanis, [correction(stage(0), later), stage(0)], NOW)  # in the wrong order
    history = history_of(chain_of(yanis), stage(0).id)
    assert history.first == stage(0)
    assert history.current == later
    assert [one.reason for one in history.corrections] == ["heure de fin oubliée"]
    assert whole(yanis)


def test_a_withdrawn_entry_stands_no_more(yanis: User) -> None:
    note(yanis, [stage(0), correction(stage(0), None)], NOW)
    assert entries_of(chain_of(yanis)) == []
    assert states(note(yanis, [stage(0)], NOW)) == ["already"]


def test_the_latest_correction_stands_whatever_arrives_last(yanis: User) -> None:
    early = correction(stage(0), stage(0, end=19 * 60), 1, "correction-1")
    late = correction(stage(0), stage(0, end=20 * 60), 2, "correction-2")
    note(yanis, [stage(0), late], NOW)
    (answer,) = note(yanis, [early], NOW)
    assert answer.state == "refused"
    assert "corrigée depuis, le 20 novembre 2026" in answer.says
    assert entries_of(chain_of(yanis)) == [stage(0, end=20 * 60)]


def test_all_or_nothing(yanis: User) -> None:
    with pytest.raises(Refused) as refused:
        note(
            yanis,
            [stage(0), stage(1), dataclasses.replace(night(1), start=stage(1).start)],
            NOW,
            whole=True,
        )
    assert states(refused.value.answers) == ["accepted", "accepted", "refused"]
    assert not chain_of(yanis).records.exists()
    assert chain_of(yanis).length == 0


def test_one_refused_keeps_the_others(yanis: User) -> None:
    future = stage(60)
    answers = note(yanis, [stage(0), future, night(2)], NOW)
    assert states(answers) == ["accepted", "refused", "accepted"]
    assert whole(yanis)


def test_two_people_have_two_chains(world: World) -> None:
    camille, yanis = world.user(CAMILLE), world.user(YANIS)
    for user in (camille, yanis):
        note(user, [stage(1)], NOW)
    others = Record.objects.exclude(chain__user=camille).count()
    chain_of(camille).delete()
    assert whole(yanis)
    assert Record.objects.count() == others


def test_nothing_rewrites_a_record(yanis: User) -> None:
    note(yanis, [stage(0)], NOW)
    record = chain_of(yanis).records.get()
    record.text = "autre"
    for gesture in (
        record.save,
        record.delete,
        Record.objects.all().delete,
        lambda: Record.objects.update(text="autre"),
        lambda: Record.objects.bulk_update([record], ["text"]),
    ):
        with pytest.raises(Sealed):
            gesture()
    assert whole(yanis)


def test_the_base_itself_refuses_a_fork(yanis: User) -> None:
    note(yanis, [stage(0)], NOW)
    one = chain_of(yanis).records.get()
    twin = Record(
        chain=one.chain, number=1, item="autre-id-0001", about="autre-id-0001", text="", recorded_at=NOW
    )
    with pytest.raises(IntegrityError):
        twin.save()


def test_adding_reads_nothing_of_the_past(yanis: User, django_assert_num_queries) -> None:
    note(yanis, [stage(day) for day in range(5)], NOW)
    counts = []
    for day in (7, 14):
        with django_assert_num_queries(10, exact=False) as asked:
            note(yanis, [stage(day)], NOW)
        counts.append(len(asked))
        read = [one["sql"] for one in asked if "ledger_standing" in one["sql"] and "SELECT" in one["sql"]]
        assert all('"start" >=' in sql for sql in read)
        note(yanis, [stage(day + more) for more in (1, 2, 3)], NOW)
    assert counts[0] == counts[1]


def test_what_stands_is_worked_out_again_from_the_records(yanis: User) -> None:
    note(yanis, [*WEEK, *FIXES], NOW)
    chain = chain_of(yanis)
    fields = ("entry", "number", "record", "start", "day", "withdrawn", "corrections")
    before = list(chain.standing.order_by("number").values_list(*fields))
    rebuild_standing(chain)
    assert list(chain.standing.order_by("number").values_list(*fields)) == before


# -- any order, any repetition ------------------------------------------------------------------------

WEEK = [stage(0), stage(1), night(1), stage(3), stage(4), stage(7), night(8)]
FIXES = [
    correction(stage(0), stage(0, end=19 * 60), 1, "correction-1"),
    correction(stage(0), stage(0, end=20 * 60), 2, "correction-2"),
    correction(night(1), None, 3, "correction-3"),
    correction(stage(4), stage(4, end=17 * 60, note="parti plus tôt"), 4, "correction-4"),
]


@given(st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_and_any_repetition_give_the_same_accounts(world: World, data: st.DataObject) -> None:
    user = User.objects.create_user(f"{User.objects.count()}@exemple.fr", "Quelqu’un")
    things = data.draw(st.permutations([*WEEK, *FIXES]))
    waiting = list(things)
    while waiting:  # a phone keeps what was refused, and sends what it likes twice
        size = data.draw(st.integers(1, len(waiting)))
        again = data.draw(st.lists(st.sampled_from(things), max_size=3))
        batch = waiting[:size] + again
        answers = note(user, batch, NOW)
        kept = {a.id for a in answers if a.state == "refused" and "vise une entrée" in a.says}
        waiting = waiting[size:] + [one for one in waiting[:size] if one.id in kept]
    expected = [stage(0, end=20 * 60), stage(1), stage(3), stage(4, end=17 * 60, note="parti plus tôt")]
    assert entries_of(chain_of(user)) == [*expected, stage(7), night(8)]
    lines = sealed_of(chain_of(user).records.all())
    assert verify(str(chain_of(user).pk), lines).whole
    assert list(replay(lines).entries) == entries_of(chain_of(user))
