"""A duty that nobody holds: who cannot take it, by what rule, and whom to call on."""

from __future__ import annotations

from importlib.resources import files

from sextant.almanac.activity import Kind
from sextant.document import parse_document
from sextant.roster.audit import audit
from sextant.roster.nearest import nearest
from sextant.roster.open_post import open_posts, why_nobody
from sextant.roster.roster import Roster
from sextant.roster.solve import solve
from sextant.roster.ward_file import problem_of
from tests.sextant.roster.plain import plain_ward


def test_every_open_duty_of_the_nearest_roster_says_why_nobody_takes_it() -> None:
    example = files("sextant.roster") / "demo" / "impossible.yaml"
    near = nearest(problem_of(parse_document(example.read_text(encoding="utf-8"), "")), seconds=20, workers=1)
    assert near is not None
    posts = open_posts(near.roster)
    assert len(posts) == len(near.open)
    known = audit(near.roster)
    for name, because in why_nobody(near.roster, posts[0], known=known):
        assert because, name
    assert posts[0].call_on


def test_a_full_roster_has_none_and_a_duty_taken_away_is_found_with_who_could() -> None:
    found = solve(plain_ward(8, 2), seconds=20, workers=1).roster
    assert found is not None
    assert open_posts(found) == ()
    name, duty = next((n, a) for n, own in found.activities.items() for a in own if a.kind is Kind.GARDE_NUIT)
    left = Roster(
        found.problem,
        {**found.activities, name: tuple(a for a in found.activities[name] if a != duty)},
    )
    (post,) = open_posts(left)
    assert (post.line.id, post.day, post.letter) == (duty.line, duty.day, "N")
    assert dict(why_nobody(left, post))[name] == ""
