"""Runs or skips the lanes, and says at the end which could not run here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.lanes import all_required, missing_lanes

# Two workers on two cores: a slow draw says nothing about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The longest by far, minutes of its own: first, so that no core waits for it at the end.
    items.sort(key=lambda item: not item.nodeid.startswith("tests/sextant_web/test_on_postgresql.py"))
    for lane, reason in missing_lanes().items():
        if all_required():
            continue  # the tests run, and fail where the lane is missing
        for item in items:
            if item.get_closest_marker(lane):
                item.add_marker(pytest.mark.skip(reason=f"lane {lane}: {reason}"))


@pytest.hookimpl(wrapper=True, tryfirst=True)  # around everybody: the lanes come last
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    yield
    verdict = "missing" if all_required() else "skipped"
    for lane, reason in missing_lanes().items():
        terminalreporter.write_line(f"lane {lane}: {verdict}, {reason}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    # A lane whose tests were deselected is missing all the same.
    if all_required() and missing_lanes() and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
