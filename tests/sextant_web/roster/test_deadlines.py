"""Before the 20th, the roster of next month; before the 10th, the statement: told in time, and once."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from sextant_web.people.models import Hospital, Ward
from sextant_web.roster.deadlines import covered, next_roster_due, roster_due, statement_due
from sextant_web.roster.models import Reminder, Roster, RosterState
from sextant_web.roster.reminders import remind
from tests.cast import DR_KERN, DR_LEMOINE, MME_ROUX, NOOR, PR_ANDRE, SACHA
from tests.sextant_web.roster.rosters import client_of, prepared, solved
from tests.sextant_web.world import World

DECEMBER = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 8), None),
        (date(2026, 11, 9), False),
        (date(2026, 11, 19), False),  # « avant le 20 » is read as the 19th at the latest
        (date(2026, 11, 20), True),
        (date(2026, 11, 30), True),
    ],
)
def test_the_roster_of_next_month_is_asked_for_in_time(today: date, said: bool | None) -> None:
    due = roster_due([], today)
    assert (due.late if due else None) is said
    if due:
        assert due.month == DECEMBER
        assert "décembre 2026" in due.says


def test_a_published_trimester_covers_its_months() -> None:
    assert roster_due([(date(2026, 11, 2), date(2027, 1, 31))], date(2026, 11, 15)) is None
    assert roster_due([(date(2026, 11, 2), date(2026, 12, 30))], date(2026, 11, 15)) is not None
    assert covered(
        DECEMBER, [(date(2026, 12, 15), date(2027, 1, 31)), (date(2026, 11, 2), date(2026, 12, 14))]
    )
    assert not covered(DECEMBER, [])


@pytest.mark.parametrize(("day", "told"), [(1, True), (10, True), (11, False), (25, False)])
def test_the_statement_is_asked_for_until_the_tenth(day: int, told: bool) -> None:
    due = statement_due(date(2026, 12, day))
    assert (due is not None) is told
    if due:
        assert due.month == date(2026, 11, 1)


def test_a_rule_that_was_not_in_force_asks_nothing() -> None:
    assert roster_due([], date(2015, 11, 15)) is None


def test_heads_are_reminded_once_of_each_deadline(world: World) -> None:
    assert remind(date(2026, 11, 12)) == 2  # Dr Lemoine and Dr Kern
    assert remind(date(2026, 11, 13)) == 0
    assert remind(date(2026, 11, 20)) == 2  # late: told again, once
    assert remind(date(2026, 11, 21)) == 0
    assert remind(date(2026, 12, 2)) == 2  # the statement of November
    to = {letter.to[0] for letter in mail.outbox}
    assert to == {world.user(DR_LEMOINE).email, world.user(DR_KERN).email}
    assert "19 novembre 2026" in mail.outbox[0].body
    assert reverse("roster:list", args=[world.ours.ward.pk]) in "".join(letter.body for letter in mail.outbox)


def test_who_published_is_not_reminded(world: World) -> None:
    row = prepared(world, to="2027-01-31")
    Roster.objects.filter(pk=row.pk).update(state=RosterState.PUBLISHED, last=date(2027, 1, 31))
    assert remind(date(2026, 11, 12)) == 1
    assert next_roster_due(world.ours.ward, date(2026, 11, 12)) is None


def test_a_letter_that_could_not_leave_is_tried_again(world: World, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]  # nobody listens there
    assert remind(date(2026, 11, 12)) == 0
    assert not Reminder.objects.exists()


def test_the_command_says_how_many_letters_left(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("remind", today="2026-11-12")
    assert "2 rappels envoyés." in capsys.readouterr().out


def test_those_around_see_whether_and_never_who(world: World) -> None:
    row = prepared(world)
    solved(row)
    address = reverse("roster:subdivision", args=[world.ours.subdivision.pk])
    for someone in (SACHA, PR_ANDRE, NOOR):
        page = client_of(world, someone).get(address).content.decode()
        assert "Médecine polyvalente" in page
        for name in ("Camille", "Yanis", "Inès"):
            assert name not in page
    page = (
        client_of(world, MME_ROUX)
        .get(reverse("roster:hospital", args=[world.ours.hospital.pk]))
        .content.decode()
    )
    assert "Arrêter la version 1" in page


def test_the_wards_around_stay_flat(world: World, django_assert_num_queries: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = reverse("roster:hospital", args=[world.ours.hospital.pk])
    client = client_of(world, MME_ROUX)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    hospital = Hospital.objects.get(pk=world.ours.hospital.pk)
    for n in range(49):
        ward = Ward.objects.create(hospital=hospital, name=f"Service {n}")
        Roster.objects.create(ward=ward, first="2026-11-02", last="2026-11-15", facts={})
    with django_assert_num_queries(len(few)):  # type: ignore[operator]
        client.get(address)
