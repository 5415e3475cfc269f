"""Server and database killed while interns note their hours: what was accepted is there, once."""

import pytest

from benchmarks.load import LAST_SECONDS, measure
from benchmarks.own_postgresql import tools


@pytest.mark.parametrize("base", ["SQLite", pytest.param("PostgreSQL", marks=pytest.mark.postgres)])
def test_nothing_accepted_is_lost_or_doubled_by_kill_9(base: str) -> None:
    if base == "PostgreSQL":
        assert tools(), "no initdb on this machine"
    found = measure(base, interns=12, seconds=LAST_SECONDS + 10)
    assert found.accepted > 12  # they were acting
    assert (found.lost, found.doubled) == (0, 0)
    assert [line for line in found.lines if line.failed] == []  # before the kill, nothing failed
