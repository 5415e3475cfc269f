"""What an aid is for a person: the seven states, totals, expiry, overriding."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sextant.benefits.answer import answer, corrections
from sextant.benefits.assess import Assessment, State, assess
from sextant.benefits.catalogue import Catalogue, catalogue_of, load
from tests.sextant.benefits.people import KARIM, SARAH, TODAY, situation


def changed(name: str, **update: object) -> Catalogue:
    """The catalogue, one aid changed."""
    return catalogue_of(one.model_copy(update=update) if one.id == name else one for one in load().benefits)


def states(found: Assessment, *names: str) -> list[str]:
    return [found[name].state.value for name in names]


def test_what_is_not_known_is_never_a_right() -> None:
    found = assess(situation(SARAH, territoire__zone_mg=None), TODAY)
    assert states(found, "am-primo-zip", "am-primo-zac") == ["A_VERIFIER", "A_VERIFIER"]
    assert found.totals.firm == 0


def test_each_aid_is_judged_at_the_day_of_its_own_event_and_not_today() -> None:
    person = situation(SARAH, projet__date=date(2025, 12, 31))
    for today in (date(2025, 6, 1), TODAY):
        assert assess(person, today)["am-primo-zip"].state is State.PAS_ENCORE


def test_a_national_aid_expires_after_twelve_months_and_a_local_one_after_six() -> None:
    person = situation(SARAH, projet__commune=None, territoire__departement="27")
    last_local, last_national = date(2027, 5, 22), date(2027, 11, 22)
    assert assess(person, last_local)["d27-install"].state is State.SOUS_RESERVE
    assert assess(person, last_local + timedelta(days=1))["d27-install"].state is State.A_VERIFIER
    assert assess(person, last_national)["am-primo-zip"].state is State.DROIT
    expired = assess(person, last_national + timedelta(days=1))
    assert expired["am-primo-zip"].state is State.A_VERIFIER
    assert "personne n’a relu" in answer(expired, expired["am-primo-zip"]).headline
    assert expired.totals.firm == 0


def test_a_doubtful_source_never_gives_a_right() -> None:
    for confidence in ("C", "D"):
        found = assess(situation(SARAH), TODAY, changed("am-primo-zip", confidence=confidence))
        assert found["am-primo-zip"].state is State.A_VERIFIER


def test_the_better_of_two_that_exclude_each_other_is_kept_and_the_other_says_why() -> None:
    person = situation(KARIM, personne__statut="dja", stage__type="dja")
    found = assess(person, TODAY)
    assert found.totals.firm == 6000
    said = answer(found, found["int-hebergement"]).headline.replace("\u202f", " ")
    assert "docteur junior en ZIP" in said
    assert "6 000 €" in said
    assert "2 580 €" in said


def test_two_small_ones_beat_one_that_pays_less_than_both() -> None:
    cheap = {"mensuel": [load().get("dja-zip").parameters["mensuel"][0].model_copy(update={"value": 350.0})]}
    person = situation(KARIM, personne__statut="dja", stage__type="dja")
    found = assess(person, TODAY, changed("dja-zip", parameters=cheap))
    assert found.totals.firm == 2580
    assert found["dja-zip"].state is State.NON
    assert found["dja-zip"].beaten_by == ("int-hebergement", "int-transport")


def test_estimates_tax_bases_and_pay_stay_out_of_the_total() -> None:
    found = assess(situation(SARAH), TODAY)
    assert {"am-fmt-primo", "fisc-frr-plus", "fisc-pdsa"} <= set(found.totals.firm_of)
    assert found.totals.firm == 10_000


def test_a_local_aid_replaces_the_general_one_only_while_it_holds() -> None:
    person = situation(
        {"personne": {"statut": "interne", "ressortissant_ue": True, "contrats_engagement": []}},
        territoire__departement="72",
    )
    assert assess(person, TODAY)["cgct-indemnite-etude"].overridden_by == "d72-contrat"
    expired = assess(person, date(2027, 6, 1))
    assert expired["d72-contrat"].state is State.A_VERIFIER
    assert expired["cgct-indemnite-etude"].overridden_by == ""


def test_a_local_aid_outside_the_zones_has_a_legal_basis_to_verify() -> None:
    person = situation(SARAH, projet__commune="27681", territoire__zone_mg="HZ")
    found = assess(person, TODAY)
    assert found["d27-install"].state is State.A_VERIFIER
    assert "base légale" in " ".join(answer(found, found["d27-install"]).warnings)


def test_a_collaborator_is_not_told_yes_where_the_texts_do_not_say() -> None:
    found = assess(situation(SARAH, projet__role="collaboration"), TODAY)
    assert found["am-primo-zip"].state is State.A_VERIFIER
    assert "collaborateur" in answer(found, found["am-primo-zip"]).headline


def test_fifty_thousand_euros_are_corrected_for_whoever_has_a_project() -> None:
    said = " ".join(corrections(assess(situation(SARAH), TODAY))).replace("\u202f", " ")
    assert "50 000 €" in said
    assert "fermé depuis le 31 décembre 2025" in said
    assert corrections(assess(situation(KARIM), TODAY)) == ()


def test_turnover_outside_the_zone_reduces_the_exempt_profit_in_proportion() -> None:
    for share, first in ((25, 85000), (40, 51000)):
        found = assess(situation(SARAH, fiscal__part_ca_hors_zone=share), TODAY)
        (part,) = found.worth(found["fisc-frr-plus"])
        assert part.values is not None
        assert part.values[0] == first


@pytest.mark.parametrize(
    ("received", "state"),
    [
        (date(2017, 3, 1), State.DROIT),  # ten years to the day
        (date(2017, 3, 2), State.NON),
        (date(2030, 1, 1), State.DROIT),  # received after the event: it does not count backwards
        (None, State.A_VERIFIER),
    ],
)
def test_the_ten_years_are_counted_at_the_day_of_the_opening(received: date | None, state: State) -> None:
    history = [{"categorie": "AM_L162-5-20", "date": received}]
    found = assess(situation(SARAH, personne__aides_recues=history), TODAY)
    assert found["am-primo-zip"].state is state
