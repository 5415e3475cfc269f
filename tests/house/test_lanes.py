"""A lane that cannot run is said aloud, and refused where every lane is required."""

import os
import subprocess
import sys

import pytest

from tests.lanes import LANES, ROOT

TWO_QUICK_TESTS = (
    "tests/house/test_lanes.py::test_every_lane_is_a_marker",
    "tests/house/test_coverage.py::test_the_rows_are_those_of_the_documents",  # of the lane "shared"
)


def run(**environment: str) -> subprocess.CompletedProcess[str]:
    """Two tests, where ../shared is nowhere to be found."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("SEXTANT_", "PYTEST_"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *TWO_QUICK_TESTS],
        cwd=ROOT,
        env=bare | {"SEXTANT_SHARED": str(ROOT / "nowhere")} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_lane_is_a_marker(pytestconfig: pytest.Config) -> None:
    markers = {line.partition(":")[0] for line in pytestconfig.getini("markers")}
    assert set(LANES) <= markers


def test_a_missing_lane_is_said_after_everything_else() -> None:
    answer = run()
    assert answer.returncode == 0, answer.stdout
    *_, last_lane, closing = answer.stdout.strip().splitlines()
    assert last_lane.startswith("lane shared: skipped, ")  # shared is the last of LANES
    assert "1 passed, 1 skipped" in closing


def test_a_missing_lane_fails_where_all_are_required() -> None:
    answer = run(SEXTANT_REQUIRE_LANES="all")
    assert answer.returncode != 0
    assert "lane shared: missing, " in answer.stdout
    assert "1 failed, 1 passed" in answer.stdout
