"""Steps: what must come before is before, dates follow the project, offices are unknown until someone confirms."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from sextant.benefits.contacts import UNKNOWN, Contacts, contact_of, portal_says
from sextant.benefits.papers.steps_calendar import steps_calendar
from sextant.benefits.situation import Situation
from sextant.benefits.steps import JOURNEYS, Journey, all_steps, checklist, journey_of
from tests.sextant.benefits.people import KARIM, SARAH, TODAY, situation


@pytest.mark.parametrize("journey", JOURNEYS)
def test_what_must_come_before_is_before(journey: Journey) -> None:
    for person in (Situation({}), situation(SARAH)):
        steps = checklist(person, TODAY, journey)
        order = {one.step.id: place for place, one in enumerate(steps)}
        assert steps
        for one in steps:
            for name in one.before:
                assert order[name] < order[one.step.id]
                before = steps[order[name]].last
                assert one.last is None or before is None or before <= one.last


def test_the_traps_of_the_order() -> None:
    order = [one.step.id for one in checklist(situation(SARAH), TODAY)]
    assert order.index("ordre") < order.index("cpam"), "no CPAM without the Ordre"
    assert order.index("zone") < order.index("convention"), "no convention without the zone"
    assert order.index("assurance") < order.index("ordre")
    assert order.index("cpam") < order.index("aide-primo")
    assert "micro" in all_steps()["formalites"].trap
    assert "Optam" in all_steps()["cpam"].trap


def test_dates_follow_the_project_and_a_step_gone_by_is_told() -> None:
    steps = {one.step.id: one for one in checklist(situation(SARAH), TODAY)}
    assert (steps["guichet"].first, steps["guichet"].last) == (date(2026, 3, 1), date(2026, 9, 1))
    assert steps["guichet"].late
    assert steps["aide-primo"].last == date(2027, 6, 1)
    assert not steps["aide-primo"].late


def test_only_the_steps_that_concern_the_person() -> None:
    elsewhere = [
        one.step.id
        for one in checklist(situation(SARAH, territoire__frr="non", territoire__zone_mg="HZ"), TODAY)
    ]
    assert not {"frr", "aide-primo", "convention"} & set(elsewhere)
    for closed in ({"personne__deja_installe_liberal": True}, {"projet__secteur": "2"}):
        told = {one.step.id for one in checklist(situation(SARAH, **closed), TODAY, "premiere_installation")}
        assert "aide-primo" not in told
    unsaid = {one.step.id: one.sure for one in checklist(situation(SARAH, projet__secteur=None), TODAY)}
    assert unsaid["aide-primo"] is False
    unknown = {one.step.id: one.sure for one in checklist(situation(SARAH, territoire__frr=None), TODAY)}
    assert unknown["frr"] is False


@pytest.mark.parametrize(
    ("changes", "journey"),
    [
        ({}, "premiere_installation"),
        ({"projet__role": "secondaire"}, "second_site"),
        ({"projet__role": "salariat"}, "salarie"),
        ({"projet__role": "remplacement"}, "remplacant"),
    ],
)
def test_the_project_tells_which_steps(changes: dict[str, str], journey: str) -> None:
    assert journey_of(situation(SARAH, **changes)) == journey
    assert journey_of(situation(KARIM)) == "interne"


def test_an_office_is_unknown_until_someone_confirms_it(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = situation(SARAH).facts
    assert (
        contact_of("cpam", facts, TODAY).says
        == "CPAM, relations avec les professionnels de santé — Sarthe (72)"
    )
    assert contact_of("cpam", facts, TODAY).telephone == UNKNOWN
    entry = {
        "role": "cpam",
        "territory": "72",
        "telephone": "36 08",
        "confirmed": date(2026, 5, 1),
        "by": "union locale",
    }
    roles = [{"id": "cpam", "name": "CPAM", "scale": "departement", "does": "conventionnement"}]
    filled = Contacts.model_validate({"roles": roles, "referents": [entry], "portals": []})
    monkeypatch.setattr("sextant.benefits.contacts.contacts", lambda: filled)
    known = contact_of("cpam", facts, date(2026, 11, 1))
    assert (known.telephone, known.mailbox, known.stale) == ("36 08", UNKNOWN, False)
    assert contact_of("cpam", facts, date(2026, 11, 2)).stale


def test_a_portal_says_how_old_its_page_is() -> None:
    assert "6 janvier 2026" in portal_says("28", TODAY)
    assert "à vérifier" in portal_says("52", TODAY)
    assert "non relevé" in portal_says("94", TODAY)


def test_the_calendar_holds_the_dated_steps_once_each() -> None:
    from datetime import UTC, datetime

    steps = checklist(situation(SARAH), TODAY)
    stamp = datetime(2026, 11, 22, 12, tzinfo=UTC)
    content = steps_calendar(steps, "premiere_installation", "Sarah", stamp)
    assert content == steps_calendar(steps, "premiere_installation", "Sarah", stamp)
    events = Calendar.from_ical(content).walk("VEVENT")
    assert len(events) == sum(1 for one in steps if one.last)
    assert len({str(event["uid"]) for event in events}) == len(events)
