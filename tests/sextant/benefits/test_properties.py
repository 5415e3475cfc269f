"""What must always hold, whoever the person and whatever the order of the catalogue."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.benefits.assess import State, assess
from sextant.benefits.catalogue import Catalogue, load
from sextant.benefits.compatible import best_set
from sextant.benefits.situation import Situation, situation_of
from sextant.benefits.vocabulary import Fact, vocabulary
from tests.sextant.benefits.people import TODAY

PLACES = {
    "commune": ["72269", "53147", "27681", "93001", "97411", "22201"],
    "departement": ["72", "53", "27", "36"],
    "region": ["11", "84", "44"],
    "epci": ["200072734"],
}


def values(fact: Fact) -> st.SearchStrategy[Any]:
    """Every kind of value that a fact may have."""
    if fact.kind == "choice":
        return st.sampled_from(sorted(fact.choices))
    if fact.kind == "yes_no":
        return st.booleans()
    if fact.kind == "number":
        low, high = fact.between or (0, 100)
        return st.one_of(st.integers(low, min(high, 20)), st.integers(low, high))
    if fact.kind == "day":
        return st.integers(0, 2000).map(lambda days: TODAY + timedelta(days=days))
    if fact.kind == "place":
        return st.sampled_from(PLACES[fact.names])
    if fact.kind == "set":
        return st.frozensets(st.sampled_from(sorted(fact.choices)), max_size=3)
    if fact.kind == "counts":
        return st.dictionaries(st.sampled_from(sorted(fact.choices)), st.integers(0, 500), max_size=7)
    dated = st.tuples(st.sampled_from(sorted(fact.choices)), st.none() | st.dates(date(2010, 1, 1), TODAY))
    return st.lists(dated, max_size=2).map(tuple)


# A département follows from a commune, and a QPV from its address: what is derived is not drawn beside it.
DERIVED = {
    *("territoire.departement", "territoire.region", "stage.departement", "stage.region"),
    "projet.adresse_geocodee",
}
DRAWN = {name: values(fact) for name, fact in vocabulary().items() if name not in DERIVED}
people = st.fixed_dictionaries({}, optional=DRAWN).map(dict)


@settings(max_examples=150)
@given(people, st.randoms(use_true_random=False))
def test_knowing_more_never_turns_a_no_into_an_unknown(told: dict[str, Any], random: Any) -> None:
    less = {name: value for name, value in told.items() if random.random() < 0.6}
    before, after = assess(situation_of(less), TODAY), assess(situation_of(told), TODAY)
    settled = (State.NON, State.CLOS, State.PAS_ENCORE)
    for old, new in zip(before.verdicts, after.verdicts, strict=True):
        if old.state in settled and not old.beaten_by:
            assert new.state in settled, (old.benefit.id, old.state, new.state)


@settings(max_examples=150)
@given(people)
def test_a_total_holds_rights_only_and_never_two_that_exclude_each_other(told: dict[str, Any]) -> None:
    found = assess(situation_of(told), TODAY)
    conflicts = load().conflicts
    for names, allowed in (
        (found.totals.firm_of, {State.DROIT}),
        (found.totals.possible_of, {State.DROIT, State.SOUS_RESERVE, State.NON}),
    ):
        assert {found[name].state for name in names} <= allowed
        assert not [pair for pair in combinations(names, 2) if pair[1] in conflicts[pair[0]]]
    known = sum(
        part.total or 0
        for name in found.totals.firm_of
        for part in found.worth(found[name])
        if part.counts and part.amount.basis == "firm"
    )
    assert round(known, 2) == found.totals.firm


@settings(max_examples=60)
@given(people, st.randoms(use_true_random=False))
def test_the_order_of_the_catalogue_does_not_matter(told: dict[str, Any], random: Any) -> None:
    shuffled = list(load().benefits)
    random.shuffle(shuffled)
    person = situation_of(told)
    one, other = assess(person, TODAY), assess(person, TODAY, Catalogue(tuple(shuffled)))
    assert one.totals == other.totals
    assert {v.benefit.id: v.state for v in one.verdicts} == {v.benefit.id: v.state for v in other.verdicts}


names = st.sampled_from("abcdefg")


@given(
    st.dictionaries(names, st.tuples(st.integers(0, 9).map(float), st.integers(0, 3).map(float), st.just(1))),
    st.sets(st.tuples(names, names)),
)
def test_the_best_compatible_set_is_the_best_of_all(
    weights: dict[str, tuple[float, float, int]], pairs: set[tuple[str, str]]
) -> None:
    linked = {one: {b for a, b in pairs if a == one} | {a for a, b in pairs if b == one} for one in weights}
    conflicts = {one: frozenset((others & weights.keys()) - {one}) for one, others in linked.items()}

    def total(chosen: tuple[str, ...]) -> tuple[float, float, int]:
        cash, base, count = (sum(weights[one][n] for one in chosen) for n in range(3))
        return cash, base, int(count)

    every = [
        chosen
        for size in range(len(weights) + 1)
        for chosen in combinations(sorted(weights), size)
        if not any(b in conflicts[a] for a, b in combinations(chosen, 2))
    ]
    found = best_set(weights, conflicts)
    assert found in every
    assert total(found) == max(total(chosen) for chosen in every)


def test_nothing_said_is_no_right_at_all() -> None:
    found = assess(Situation({}), TODAY)
    assert found.of(State.DROIT, State.SOUS_RESERVE) == ()
    assert found.totals.firm == found.totals.possible == 0
