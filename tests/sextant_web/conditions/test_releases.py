"""A release on the site: who is in it, that it is frozen, and what remains when somebody goes."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from sextant_web.conditions import jobs
from sextant_web.conditions.bridge import read
from sextant_web.conditions.models import Consent, Counted, Release
from sextant_web.conditions.releasing import ask_release
from sextant_web.ledger.models import Chain
from sextant_web.people.erasure import erase
from sextant_web.people.models import Role
from sextant_web.queue.models import Job
from tests.cast import SACHA
from tests.sextant_web.conditions.wards import SPRING, TODAY, WINTER, interns, release, ward_of
from tests.sextant_web.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def told(row: Release, place: object) -> set[str]:
    site = read(row).site(str(place.pk))  # type: ignore[attr-defined]
    return set(site.cells) if site else set()


def test_a_union_asks_and_the_queue_makes_it(client: Client, world: World) -> None:
    interns(ward_of(world.ours.hospital, "Cardio"), 6)
    client.force_login(world.user(SACHA))
    address = reverse("conditions:sites", kwargs={"subdivision": world.ours.subdivision.pk})
    assert client.post(address, {"first": SPRING.isoformat()}).status_code == 302
    assert "En cours" in client.get(address).content.decode()
    made = release(SPRING, world.user(SACHA))
    page = client.get(address).content.decode().replace("\u202f", " ")
    assert "Cardio" in page
    assert "50 h" in page
    assert made.seal[:12] in page


def test_a_trimester_not_over_or_too_recent_is_refused(client: Client, world: World) -> None:
    client.force_login(world.user(SACHA))
    address = reverse("conditions:sites", kwargs={"subdivision": world.ours.subdivision.pk})
    early = client.post(address, {"first": "2026-08-03"})
    assert (early.status_code, "11 novembre" in early.content.decode()) == (422, True)
    for first in ("2026-11-02", "2026-05-05", "demain", "9999-99-99"):
        assert client.post(address, {"first": first}).status_code == 422
    assert Release.objects.count() == Job.objects.count() == 0


def test_only_those_who_agree_are_counted(world: World) -> None:
    ward = ward_of(world.ours.hospital, "Cardio")
    people = interns(ward, 7)
    silent = interns(ward_of(world.ours.hospital, "Urgences"), 6, agree=False)
    Consent.objects.filter(user=people[0]).update(revoked_at="2026-11-01T00:00Z")
    made = release(SPRING, world.user(SACHA))
    counted = set(Counted.objects.filter(release=made).values_list("user", flat=True))
    assert counted == {user.pk for user in people[1:]}
    assert not counted & {user.pk for user in silent}


def test_a_release_is_frozen(world: World) -> None:
    """Nothing that happens afterwards changes it: a consent taken back, an account erased, hours corrected, one more."""
    ward = ward_of(world.ours.hospital, "Cardio")
    people = interns(ward, 6)
    made = release(SPRING, world.user(SACHA))
    Consent.objects.filter(user=people[0]).update(revoked_at="2026-11-04T00:00Z")
    erase(people[1])
    Chain.objects.get(user=people[2]).delete()
    interns(ward_of(world.ours.hospital, "Urgences"), 6)
    again = release_again(world)
    assert (again.content, again.seal) == (made.content, made.seal)
    assert Release.objects.count() == 1


def release_again(world: World) -> Release:
    row = ask_release(SPRING, TODAY, world.user(SACHA))
    assert not Job.objects.unfinished().exists()
    return row


def test_a_release_holds_no_row_about_anybody(world: World) -> None:
    people = interns(ward_of(world.ours.hospital, "Cardio"), 6)
    content = release(SPRING, world.user(SACHA)).content
    for user in people:
        consent = Consent.objects.get(user=user)
        for trace in (str(user.pk), str(consent.who), user.name, user.email, str(user.chain.pk)):  # type: ignore[attr-defined]
            assert trace not in content


def test_what_is_kept_of_a_person_says_no_hour(world: World) -> None:
    (user, *_) = interns(ward_of(world.ours.hospital, "Cardio"), 6)
    release(SPRING, world.user(SACHA))
    row = Counted.objects.get(user=user)
    assert {field.name for field in Counted._meta.concrete_fields} == {
        "id", "release", "who", "user", "ward", "indicators",
    }  # fmt: skip
    assert "hours" in row.indicators


def test_an_erased_account_still_covers_its_departure(world: World) -> None:
    """Eleven told, one erases everything: the ten left, subtracted, would give her hours. Four more are left out."""
    ward = ward_of(world.ours.hospital, "Cardio")
    people = interns(ward, 11, trimesters=(WINTER, SPRING))
    first = release(WINTER, world.user(SACHA))
    erase(people[0])
    assert Counted.objects.filter(release=first, user=None).count() == 1
    second = release(SPRING, world.user(SACHA))
    with_hours = [one for one in Counted.objects.filter(release=second) if "hours" in one.indicators]
    assert len(with_hours) == 6
    assert "hours" in told(second, ward)


def test_a_small_ward_hides_its_neighbour(world: World) -> None:
    """Six and three: nine together, never six nor three."""
    six, three = (ward_of(world.ours.hospital, name) for name in ("Cardio", "Urgences"))
    interns(six, 6)
    interns(three, 3)
    made = release(SPRING, world.user(SACHA))
    assert told(made, six) == told(made, three) == set()
    assert {"hours", "over_48", "rest_after_garde", "roster"} <= told(made, world.ours.hospital)


def test_somebody_who_changed_wards_is_counted_where_they_were(world: World) -> None:
    one, other = (ward_of(world.ours.hospital, name) for name in ("Cardio", "Urgences"))
    people = interns(one, 6)
    Role.objects.filter(user__in=people).update(
        first="2026-02-02", last="2026-05-03"
    )  # gone before the trimester
    for user in people:
        Role.objects.create(user=user, kind="intern", ward=other, first=SPRING)
    made = release(SPRING, world.user(SACHA))
    assert "hours" in told(made, other)
    assert told(made, one) == set()


def test_a_consent_taken_back_while_the_release_is_made_is_heard(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = interns(ward_of(world.ours.hospital, "Cardio"), 7)
    read_once = jobs.contributions
    calls = []

    def hesitant(first: date, last: date) -> list[object]:
        found = list(read_once(first, last))
        if not calls:
            Consent.objects.filter(user=people[0]).update(revoked_at="2026-11-04T09:00Z")
        calls.append(len(found))
        return found  # type: ignore[return-value]

    monkeypatch.setattr(jobs, "contributions", hesitant)
    made = release(SPRING, world.user(SACHA))
    assert calls == [7, 6]
    assert not Counted.objects.filter(release=made, user=people[0]).exists()
