"""The verification code: stable, and changed by any change."""

import re
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sextant.roster.papers.fingerprint import verification_code
from sextant.roster.roster import Roster
from tests.cast import CAMILLE


def test_a_code_can_be_read_aloud(roster: Roster) -> None:
    assert re.fullmatch(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}", verification_code(roster))


def test_the_same_roster_has_the_same_code(
    roster: Roster, writing: Callable[..., Roster], written_weeks: dict[str, str]
) -> None:
    backwards = dict(reversed(written_weeks.items()))
    assert verification_code(writing(written_weeks)) == verification_code(writing(backwards))
    assert verification_code(writing(written_weeks)) == verification_code(roster)


@given(data=st.data())
def test_taking_anything_away_changes_the_code(roster: Roster, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(roster.activities)))
    mine = roster.activities[name]
    gone = data.draw(st.sampled_from(range(len(mine))))
    changed = Roster(roster.problem, {**roster.activities, name: mine[:gone] + mine[gone + 1 :]})
    assert verification_code(changed) != verification_code(roster)


def test_a_minute_changes_the_code(roster: Roster) -> None:
    mine = roster.activities[CAMILLE.name]
    later = (replace(mine[0], end=mine[0].end + 1), *mine[1:])
    changed = Roster(roster.problem, {**roster.activities, CAMILLE.name: later})
    assert verification_code(changed) != verification_code(roster)


def test_another_ward_has_another_code(
    roster: Roster, writing: Callable[..., Roster], written_weeks: dict[str, str]
) -> None:
    assert verification_code(writing(written_weeks, "Gériatrie")) != verification_code(roster)
