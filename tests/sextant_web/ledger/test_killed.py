"""Server and database killed while interns note their hours: what was accepted is there, once."""

import pytest

from benchmarks.own_postgresql import tools
from benchmarks.site_load import measure


@pytest.mark.parametrize("base", ["SQLite", pytest.param("PostgreSQL", marks=pytest.mark.postgres)])
def test_nothing_accepted_is_lost_or_doubled_by_kill_9(base: str) -> None:
    if base == "PostgreSQL":
        assert tools(), "no initdb on this machine"
    found = measure(base, interns=12, seconds=120, enough=40)
    assert found.accepted >= 40  # they were acting, and went on until the kill
    assert (found.lost, found.doubled) == (0, 0)
    assert [line for line in found.lines if line.failed] == []  # before the kill, nothing failed
