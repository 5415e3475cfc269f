"""The clock on the wall, on the two nights when it lies."""

from __future__ import annotations

from datetime import date

import pytest

from sextant.almanac.span import PARIS, instant
from sextant.errors import BadEntry
from sextant.ledger.wall_clock import is_twice, read_wall, wall_clock

FORWARD, BACK = date(2027, 3, 28), date(2026, 10, 25)


def test_an_ordinary_time_is_the_almanac_s() -> None:
    assert wall_clock(date(2026, 11, 16), 510, PARIS) == instant(date(2026, 11, 16).toordinal(), 510)
    assert read_wall("2026-11-16 08:30", PARIS) == wall_clock(date(2026, 11, 16), 510, PARIS)


def test_a_time_that_does_not_exist_is_told() -> None:
    with pytest.raises(BadEntry, match="n’existe pas le dimanche 28 mars 2027"):
        wall_clock(FORWARD, 150, PARIS)


def test_a_time_that_comes_twice_is_asked_again() -> None:
    assert is_twice(BACK, 150, PARIS)
    assert not is_twice(BACK, 150, "Indian/Reunion")
    with pytest.raises(BadEntry, match=r"2026-10-25 02:30\+02:00"):
        read_wall("2026-10-25 02:30", PARIS)
    first, second = (read_wall(f"2026-10-25 02:30{offset}", PARIS) for offset in ("+02:00", "+01:00"))
    assert second - first == 60


@pytest.mark.parametrize("text", ["", "demain", "2026-11-16", "2026-02-30 08:30", "2026-11-16 25:00"])
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(BadEntry):
        read_wall(text, PARIS)
