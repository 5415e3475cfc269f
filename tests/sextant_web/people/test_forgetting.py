"""What has lasted enough is forgotten, and not a day sooner."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from sextant_web.people.forgetting import forget
from sextant_web.people.models import Invitation, Reading, Role, RoleKind, User
from sextant_web.queue.models import Job
from sextant_web.roster.models import Roster, RosterState
from tests.cast import CAMILLE, DR_LEMOINE, YANIS
from tests.sextant_web.world import World

DAY = date(2026, 11, 4)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))


def forgotten(title: str, last_kept: date) -> tuple[int, int]:
    """How many go on the last day that they are kept, and on the day after."""
    return forget(last_kept, dry=True)[title], forget(last_kept + timedelta(days=1), dry=True)[title]


def test_a_role_is_kept_a_year_after_its_end(world: World) -> None:
    Role.objects.filter(user=world.user(CAMILLE)).update(last=DAY)
    assert forgotten("Rôles", DAY + timedelta(days=365)) == (0, 1)


def test_a_reading_is_kept_a_year(world: World) -> None:
    Reading.note(world.user(DR_LEMOINE), "Dr Lemoine", [world.user(CAMILLE)], "x", DAY)
    assert forgotten("Qui a lu quoi", DAY + timedelta(days=365)) == (0, 1)


def test_an_invitation_is_kept_thirty_days_after_its_end(world: World) -> None:
    Invitation.objects.update(expires_at=noon(DAY))
    assert forgotten("Invitations", DAY + timedelta(days=30)) == (0, 2)


def test_a_job_is_kept_ninety_days(world: World) -> None:
    Job.objects.create(kind="x", subject=world.own["roster"], ended_at=noon(DAY), state="done")
    assert forgotten("Calculs demandés", DAY + timedelta(days=90)) == (0, 1)


@pytest.mark.parametrize(("state", "days"), [(RosterState.PREPARING, 365), (RosterState.PUBLISHED, 5 * 365)])
def test_a_roster_is_kept_as_long_as_its_state_asks(world: World, state: str, days: int) -> None:
    Roster.objects.update(state=state)
    assert forgotten("Tableaux en préparation", date(2026, 11, 29) + timedelta(days=days)) == (0, 2)


def test_a_session_goes_when_it_is_over(db: None) -> None:
    Session.objects.create(session_key="a", session_data="", expire_date=noon(DAY))
    assert forgotten("Session ouverte", DAY) == (0, 1)


def test_an_address_never_confirmed_goes_after_a_week(world: World) -> None:
    User.objects.create_user("jamais@exemple.fr", verified=False, date_joined=noon(DAY))
    assert forgotten("Compte", DAY + timedelta(days=7)) == (0, 1)


def test_an_officer_named_from_the_terminal_is_not_taken_for_one(db: None) -> None:
    user = User.objects.create_user("noor@exemple.fr", verified=False, date_joined=noon(DAY))
    Role.objects.create(user=user, kind=RoleKind.FEDERATION, first=DAY)
    assert forget(DAY + timedelta(days=30), dry=True)["Compte"] == 0


class TestAnAccountNobodyUses:
    LAST = DAY
    WARNED = DAY + timedelta(days=3 * 365 - 29)

    @pytest.fixture
    def camille(self, world: World) -> User:
        camille = world.user(CAMILLE)
        camille.last_login = noon(self.LAST)
        camille.save()
        world.user(YANIS).roles.update(last=None)
        return camille

    def test_is_warned_once_then_erased_a_month_later(self, camille: User) -> None:
        forget(self.WARNED - timedelta(days=1))
        assert mail.outbox == []
        for number in range(30):
            forget(self.WARNED + timedelta(days=number))
        assert [letter.to for letter in mail.outbox] == [[camille.email]]
        assert "sera effacé" in mail.outbox[0].subject
        assert User.objects.filter(pk=camille.pk).exists()
        forget(self.WARNED + timedelta(days=30))
        assert not User.objects.filter(pk=camille.pk).exists()

    def test_stays_when_its_owner_comes_back(self, camille: User) -> None:
        forget(self.WARNED)
        camille.refresh_from_db()
        camille.last_login = noon(self.WARNED + timedelta(days=5))
        camille.save()
        forget(self.WARNED + timedelta(days=40))
        assert User.objects.filter(pk=camille.pk).exists()
        # three years later it is warned again, and not erased on the old warning
        counts = forget(self.WARNED + timedelta(days=5 + 3 * 365 - 29))
        assert (counts["Comptes inutilisés, prévenus"], counts["Comptes inutilisés, effacés"]) == (1, 0)


def test_a_dry_run_writes_nothing(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    Role.objects.filter(user=world.user(CAMILLE)).update(last=date(2020, 1, 1), first=date(2019, 1, 1))
    before = counts()
    call_command("retain", "--dry-run")
    said = capsys.readouterr().out
    assert "     1  Rôles" in said
    assert "À blanc" in said
    assert counts() == before
    call_command("retain")
    assert counts() != before


def counts() -> dict[str, Any]:
    return {model.__name__: model.objects.count() for model in (User, Role, Invitation, Reading, Roster)}
