"""A swap by three people: proposed with its verdict, accepted, approved in a new version; refused if anything changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from sextant.almanac.activity import Kind
from sextant.errors import BadInput
from sextant.roster.handed import Hand
from sextant.roster.swap import judge_swap
from sextant_web.grid.models import Swap, SwapState
from sextant_web.roster.bridge import roster_of_version
from sextant_web.roster.models import Version
from tests.cast import CAMILLE, DR_LEMOINE, MALO, YANIS
from tests.sextant_web.grid.rows import client_of, prepared, publish, row_of
from tests.sextant_web.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(world: World) -> Version:
    return prepared(world, published=True)


def legal_swap(version: Version) -> dict[str, str]:
    """What Camille's form sends for an exchange with Yanis that is legal."""
    planned = roster_of_version(version)
    first = planned.problem.first.toordinal()
    held = {
        name: [a for a in planned.activities[name] if a.line and a.day > first + 5]
        for name in ("Camille", "Yanis")
    }
    for duty in held["Camille"]:
        for back in held["Yanis"]:
            hands = [
                Hand("Camille", "Yanis", duty.day, duty.half_day, duty.line),
                Hand("Yanis", "Camille", back.day, back.half_day, back.line),
            ]
            try:
                legal = judge_swap(planned, hands).legal
            except BadInput:
                continue
            if legal:
                return {
                    "tableau": str(version.roster_id),
                    "jour": date.fromordinal(duty.day).isoformat(),
                    "demi": str(int(duty.half_day)),
                    "avec": f"{row_of('Yanis')}|{back.day}|{int(back.half_day)}",
                }
    raise AssertionError("no legal swap in this roster")


def proposed(world: World, version: Version) -> Swap:
    answer = client_of(world, CAMILLE).post(
        reverse("grid:propose"), legal_swap(version) | {"op": "send", "note": "Merci !"}
    )
    assert answer.status_code == 302, answer.content.decode()
    return Swap.objects.get(state=SwapState.PROPOSED, by=world.user(CAMILLE), version=version)


def post(client: Client, swap: Swap, op: str) -> Any:
    return client.post(reverse("grid:swap", args=[swap.pk]), {"op": op})


def decide(world: World, swap: Swap, op: str) -> Any:
    address = reverse("grid:decide", args=[world.ours.ward.pk, swap.pk])
    return client_of(world, DR_LEMOINE).post(address, {"op": op}, follow=True)


def test_my_roster_says_my_next_duty_and_offers_to_swap_it(world: World, version: Version) -> None:
    page = client_of(world, CAMILLE).get(reverse("grid:mine")).content.decode()
    assert "C’est votre prochaine garde." in page
    assert "Échanger" in page
    assert "Aucun tableau publié" in client_of(world, MALO).get(reverse("grid:mine")).content.decode()


def test_the_verdict_is_shown_before_anything_is_sent(world: World, version: Version) -> None:
    camille = client_of(world, CAMILLE)
    page = camille.get(reverse("grid:propose"), legal_swap(version)).content.decode()
    assert "Légal : rien de nouveau n’est enfreint." in page.replace("\u202f", " ")
    assert "Proposer à Yanis" in page
    asked = {key: value for key, value in legal_swap(version).items() if key != "avec"}
    assert "Les gardes les plus proches" in camille.get(reverse("grid:propose"), asked).content.decode()
    assert not Swap.objects.filter(version=version).exists()


def test_three_people_make_a_swap(world: World, version: Version) -> None:
    swap = proposed(world, version)
    assert [letter.to for letter in mail.outbox] == [[world.user(YANIS).email]]
    page = client_of(world, YANIS).get(reverse("grid:swap", args=[swap.pk])).content.decode()
    assert "Accepter" in page
    assert "Merci !" in page
    post(client_of(world, YANIS), swap, "accept")
    assert {to for letter in mail.outbox for to in letter.to} >= {
        world.user(DR_LEMOINE).email,
        world.user(CAMILLE).email,
    }
    waiting = (
        client_of(world, DR_LEMOINE).get(reverse("grid:swaps", args=[world.ours.ward.pk])).content.decode()
    )
    assert "Approuver" in waiting
    decide(world, swap, "approve")
    swap.refresh_from_db()
    assert swap.state == SwapState.APPROVED
    made = swap.made
    assert made is not None
    assert (made.parent_id, made.lawful, made.status) == (version.pk, True, "draft")
    before, after = roster_of_version(version), roster_of_version(made)
    hand = swap.hands[0]
    day = date.fromisoformat(hand["day"]).toordinal()
    assert any(a.day == day and a.line for a in before.activities["Camille"])
    assert any(a.day == day and a.line for a in after.activities["Yanis"])
    assert "Échange" in made.note


def test_a_swap_that_is_not_legal_is_not_sent(world: World, version: Version) -> None:
    planned = roster_of_version(version)
    first = planned.problem.first.toordinal()
    nights = {
        name: {a.day for a in planned.activities[name] if a.kind is Kind.GARDE_NUIT}
        for name in ("Camille", "Yanis")
    }
    for duty in sorted(nights["Camille"]):
        if duty <= first + 5:
            continue
        given = {
            "tableau": str(version.roster_id),
            "jour": date.fromordinal(duty).isoformat(),
            "demi": "2",
            "avec": str(row_of("Yanis")),
        }
        answer = client_of(world, CAMILLE).post(reverse("grid:propose"), given | {"op": "send"})
        sent = Swap.objects.filter(version=version).exists()
        hands = [Hand("Camille", "Yanis", duty, 2, "gardes")]  # type: ignore[arg-type]
        try:
            legal = judge_swap(planned, hands).legal
        except BadInput:
            legal = False
        assert sent is legal
        assert answer.status_code == (302 if legal else 422)
        Swap.objects.filter(version=version).delete()


def test_a_swap_is_stale_once_the_roster_of_one_of_them_changed(world: World, version: Version) -> None:
    swap = proposed(world, version)
    post(client_of(world, YANIS), swap, "accept")
    cells = dict(version.cells)
    cells["Camille"] = [week.replace("M", ".", 1) for week in cells["Camille"]]
    publish(
        Version.objects.create(
            roster=version.roster, number=2, facts=version.facts, cells=cells, source="edit"
        )
    )
    answer = decide(world, swap, "approve")
    swap.refresh_from_db()
    assert swap.state == SwapState.STALE
    assert swap.made is None
    assert "a changé depuis" in answer.content.decode()


def test_a_new_version_that_leaves_both_alone_does_not_stop_a_swap(world: World, version: Version) -> None:
    swap = proposed(world, version)
    post(client_of(world, YANIS), swap, "accept")
    publish(
        Version.objects.create(
            roster=version.roster, number=2, facts=version.facts, cells=version.cells, source="edit"
        )
    )
    decide(world, swap, "approve")
    swap.refresh_from_db()
    assert swap.state == SwapState.APPROVED


def test_each_gesture_is_for_whom_it_belongs_to(world: World, version: Version) -> None:
    swap = proposed(world, version)
    assert post(client_of(world, CAMILLE), swap, "accept").status_code == 409
    assert post(client_of(world, YANIS), swap, "withdraw").status_code == 409
    assert post(client_of(world, MALO), swap, "accept").status_code == 404
    post(client_of(world, YANIS), swap, "decline")
    swap.refresh_from_db()
    assert swap.state == SwapState.DECLINED
    assert post(client_of(world, YANIS), swap, "accept").status_code == 409
    assert "déjà refusé" in decide(world, swap, "refuse").content.decode()


def test_who_proposed_may_take_it_back_and_the_head_may_refuse(world: World, version: Version) -> None:
    swap = proposed(world, version)
    post(client_of(world, CAMILLE), swap, "withdraw")
    swap.refresh_from_db()
    assert swap.state == SwapState.WITHDRAWN
    again = proposed(world, version)
    post(client_of(world, YANIS), again, "accept")
    decide(world, again, "refuse")
    again.refresh_from_db()
    assert (again.state, again.made) == (SwapState.REFUSED, None)


def test_nobody_swaps_on_a_roster_where_they_do_not_sit(world: World, version: Version) -> None:
    assert client_of(world, MALO).get(reverse("grid:propose"), legal_swap(version)).status_code == 404
    assert (
        client_of(world, CAMILLE).get(reverse("grid:propose"), {"tableau": "n’importe quoi"}).status_code
        == 404
    )
    wrong = legal_swap(version) | {"avec": "999|1|2"}
    assert client_of(world, CAMILLE).get(reverse("grid:propose"), wrong).status_code == 422


def test_the_list_of_swaps_is_flat_in_queries(
    world: World, version: Version, django_assert_max_num_queries: Any
) -> None:
    by = world.user(CAMILLE)
    for _ in range(30):
        Swap.objects.create(
            version=version, name="Camille", other="Yanis", by=by, hands=[], said="échange", state="declined"
        )
    head = client_of(world, DR_LEMOINE)
    with django_assert_max_num_queries(14):
        head.get(reverse("grid:swaps", args=[world.ours.ward.pk]))
