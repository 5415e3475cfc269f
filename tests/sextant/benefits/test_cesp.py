"""The commitment clock of a CESP."""

from __future__ import annotations

from datetime import date

import pytest

from sextant.benefits.cesp import clock, months_between
from sextant.errors import BadInput

PAID = (date(2026, 2, 1), date(2029, 1, 31))  # three years


def test_as_many_months_are_due_as_were_paid() -> None:
    found = clock(*PAID, date(2030, 3, 31), degree=date(2029, 1, 31), started=date(2029, 4, 1))
    assert (found.paid, found.due, found.served, found.left) == (36, 36, 12, 24)
    assert found.ends == date(2032, 3, 31)
    assert not found.late


def test_two_years_are_due_at_least() -> None:
    assert clock(date(2026, 2, 1), date(2026, 7, 31), date(2026, 12, 1)).due == 24


def test_the_start_may_be_put_off_by_one_year_at_most() -> None:
    degree = date(2029, 1, 31)
    waiting = clock(*PAID, date(2030, 1, 31), degree=degree)
    assert waiting.latest_start == date(2030, 1, 31)
    assert not waiting.late
    assert clock(*PAID, date(2030, 2, 1), degree=degree).late


def test_an_interruption_moves_the_end() -> None:
    away = [(date(2029, 7, 1), date(2029, 9, 30))]
    found = clock(*PAID, date(2030, 3, 31), started=date(2029, 4, 1), interruptions=away)
    assert found.ends == date(2032, 7, 1)
    assert found.served == 8


def test_dates_that_do_not_follow_are_refused() -> None:
    with pytest.raises(BadInput):
        clock(PAID[1], PAID[0], date(2030, 1, 1))
    with pytest.raises(BadInput):
        clock(
            *PAID,
            date(2030, 1, 1),
            started=date(2029, 4, 1),
            interruptions=[(date(2029, 1, 1), date(2029, 2, 1))],
        )


def test_months_are_whole() -> None:
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert months_between(date(2026, 2, 1), date(2029, 2, 1)) == 36
