"""Each calculator: a form, and one domain call that gives its :class:`~sextant_web.rights.answer.Answer`."""

from __future__ import annotations

from sextant_web.rights.calculators.pay import BasePay, Duties, Indemnities, JuniorPay
from sextant_web.rights.calculators.question import Question
from sextant_web.rights.calculators.situations import Pregnancy, StrikeDates
from sextant_web.rights.calculators.slip import ExpectedSlip
from sextant_web.rights.calculators.time_off import LeaveBalance, LeaveCount, UnionLeave

CALCULATORS: dict[str, type[Question]] = {
    one.name: one
    for one in (
        BasePay,
        Duties,
        ExpectedSlip,
        Indemnities,
        LeaveBalance,
        LeaveCount,
        UnionLeave,
        Pregnancy,
        StrikeDates,
        JuniorPay,
    )
}
"""By the word of their address, in the order of the index."""
