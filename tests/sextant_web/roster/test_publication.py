"""From draft to published: who decides, what is fixed, who has seen it."""

from __future__ import annotations

from hashlib import sha256

import pytest
from django.core import mail

from sextant.roster.papers.fingerprint import verification_code
from sextant_web.roster.bridge import roster_of_version
from sextant_web.roster.models import Acknowledgement, Roster, RosterState, Status, Version
from sextant_web.roster.versions import Refused, approve, judged, papers_of, publish, reopen
from tests.cast import CAMILLE, DR_LEMOINE, MME_ROUX, YANIS
from tests.sextant_web.roster.rosters import at, client_of, prepared, solved
from tests.sextant_web.world import World


def test_a_version_is_approved_published_and_acknowledged(world: World) -> None:
    row = prepared(world)
    version = solved(row)
    head, director, camille = (client_of(world, one) for one in (DR_LEMOINE, MME_ROUX, CAMILLE))
    assert "pas encore publié" in camille.get(at("version", row, version.pk)).content.decode()
    assert "Arrêter cette version" not in head.get(at("version", row, version.pk)).content.decode()
    assert "Arrêter cette version" in director.get(at("version", row, version.pk)).content.decode()
    assert head.post(at("approve", row, version.pk)).status_code == 404
    director.post(at("approve", row, version.pk))
    head.post(at("publish", row, version.pk))
    version.refresh_from_db()
    row.refresh_from_db()
    assert (version.status, row.state) == (Status.PUBLISHED, RosterState.PUBLISHED)
    assert (version.approved_by, version.published_by) == (world.user(MME_ROUX), world.user(DR_LEMOINE))
    assert version.code == verification_code(roster_of_version(version))
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(s.user.email for s in row.seats.all())
    assert "J’ai lu ce tableau" in camille.get(at("version", row, version.pk)).content.decode()
    camille.post(at("acknowledge", row, version.pk))
    camille.post(at("acknowledge", row, version.pk))  # twice is once
    assert [one.user for one in Acknowledgement.objects.all()] == [world.user(CAMILLE)]
    page = head.get(at("version", row, version.pk)).content.decode()
    assert "pas encore" in page  # Yanis
    assert "en main propre" in page  # Inès has no account


def test_the_papers_are_those_of_the_day(world: World) -> None:
    row = prepared(world)
    version = solved(row)
    approve(version, world.user(MME_ROUX))
    publish(version, world.user(DR_LEMOINE))
    version.refresh_from_db()
    again = papers_of(judged(version), version.published_at.date())
    for paper in version.papers.all():
        assert sha256(bytes(paper.content)).hexdigest() == paper.sha256
        if paper.kind == "pdf":
            assert bytes(paper.content) == again["pdf"]  # printed again, the very same
    answer = client_of(world, YANIS).get(at("paper", row, version.pk))
    assert answer.content.startswith(b"%PDF")
    assert client_of(world, YANIS).get(at("paper", row, version.pk) + "?forme=xlsx").content.startswith(b"PK")


def test_a_version_that_breaks_the_law_is_not_approved(world: World) -> None:
    row = prepared(world)
    version = solved(row)
    weeks = [["MAN MAN MAN MAN MAN .. .."] * 2, *([[".. .. .. .. .. .. .."] * 2] * 2)]
    Version.objects.filter(pk=version.pk).update(cells=dict(zip(row.names, weeks, strict=True)))
    client_of(world, MME_ROUX).post(at("approve", row, version.pk))
    version.refresh_from_db()
    assert version.status == Status.DRAFT
    page = client_of(world, MME_ROUX).get(at("version", row, version.pk)).content.decode()
    assert "À corriger avant d’être arrêtée" in page


def test_a_draft_is_not_published_and_a_published_version_does_not_come_back(world: World) -> None:
    version = solved(prepared(world))
    with pytest.raises(Refused, match="d’abord arrêter"):
        publish(version, world.user(DR_LEMOINE))
    approve(version, world.user(MME_ROUX))
    reopen(version)
    approve(version, world.user(MME_ROUX))
    publish(version, world.user(DR_LEMOINE))
    with pytest.raises(Refused, match="déjà publiée"):
        publish(version, world.user(DR_LEMOINE))
    with pytest.raises(Refused):
        reopen(version)
    with pytest.raises(Refused, match="déjà arrêtée"):
        approve(version, world.user(MME_ROUX))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"lines": [{"id": "gardes", "kind": "garde", "necessity": "à motiver"}]}, "pas motivée"),
        ({"interns": [{"name": "Interne supplémentaire 1"}]}, "n’existe pas encore"),
    ],
)
def test_what_a_way_out_leaves_to_be_done_is_asked_for(
    world: World, changed: dict[str, object], why: str
) -> None:
    version = solved(prepared(world))
    Version.objects.filter(pk=version.pk).update(facts=version.facts | changed)
    with pytest.raises(Refused, match=why):
        approve(version, world.user(MME_ROUX))


def test_an_intern_of_another_roster_cannot_say_they_have_seen_it(world: World) -> None:
    row = prepared(world)
    version = solved(row)
    approve(version, world.user(MME_ROUX))
    publish(version, world.user(DR_LEMOINE))
    row.seats.all().delete()
    client_of(world, CAMILLE).post(at("acknowledge", row, version.pk))
    assert not Acknowledgement.objects.exists()


def test_facts_changed_afterwards_change_nothing_to_a_version(world: World) -> None:
    row = prepared(world)
    version = solved(row)
    before = roster_of_version(version)
    Roster.objects.filter(pk=row.pk).update(facts=row.facts | {"interns": [{"name": "Zoé"}]})
    assert roster_of_version(Version.objects.get(pk=version.pk)) == before


def test_the_shares_are_drawn_and_wishes_stay_with_who_prepares(world: World) -> None:
    row = prepared(world)
    version = solved(row)
    head, camille = client_of(world, DR_LEMOINE), client_of(world, CAMILLE)
    assert "Équité" not in camille.get(at("version", row, version.pk)).content.decode()
    page = head.get(at("version", row, version.pk)).content.decode()
    assert page.count("<figcaption>") == 6
    assert 3 <= page.count('class="shares"') <= 6  # a measure that nobody has is said, not drawn
    for said in ("Souhaits refusés", "part équitable", "Et si…", "Changer la façon de partager"):
        assert said in page
    assert len(page.encode()) < 60_000
    approve(version, world.user(MME_ROUX))
    version.refresh_from_db()
    publish(version, world.user(DR_LEMOINE))
    seen = camille.get(at("version", row, version.pk)).content.decode()
    assert seen.count("<figcaption>") == 5
    assert "Souhaits refusés" not in seen
    assert "Changer la façon" not in seen
