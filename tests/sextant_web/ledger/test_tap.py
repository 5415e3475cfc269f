"""What two taps say together, and what an arrival most likely starts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sextant.almanac.activity import Kind
from sextant_web.ledger.tap import Leaving, entries_from, likely_kind

EIGHT = datetime(2026, 11, 4, 8, 27, tzinfo=UTC)
EVENING = datetime(2026, 11, 4, 18, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("planned", "now", "kind"),
    [
        ([], EIGHT, Kind.STAGE),
        ([], EVENING, Kind.GARDE_NUIT),
        ([Kind.STAGE, Kind.GARDE_NUIT], EIGHT, Kind.STAGE),
        ([Kind.STAGE, Kind.GARDE_NUIT], EVENING, Kind.GARDE_NUIT),
        ([Kind.STAGE, Kind.ASTREINTE], EVENING, Kind.ASTREINTE),
        ([Kind.GARDE_JOUR], EIGHT, Kind.GARDE_JOUR),
        (
            [Kind.LEAVE],
            EIGHT,
            Kind.STAGE,
        ),  # called back on a day of leave: still a button that can be pressed
        ([Kind.PERSONAL, Kind.UNIVERSITY], EIGHT, Kind.UNIVERSITY),
    ],
)
def test_the_button_starts_what_is_planned(planned: list[Kind], now: datetime, kind: Kind) -> None:
    assert likely_kind(planned, now) is kind


@pytest.mark.parametrize(
    ("hours", "half_days"),
    [((8, 18), 2), ((8, 13), None), ((14, 19), None), ((11, 16), 2), ((13, 20), None)],
)
def test_a_stage_is_two_half_days_from_the_morning_to_the_evening(
    hours: tuple[int, int], half_days: int | None
) -> None:
    start, end = (datetime(2026, 11, 4, hour - 1, 0, tzinfo=UTC) for hour in hours)  # Paris is an hour ahead
    (entry,) = entries_from("w-0000000001", Kind.STAGE, start, "Europe/Paris", [], Leaving(end, lunch=30))
    assert entry.half_days == half_days
    assert entry.lunch == (30 if half_days == 2 else 0)
