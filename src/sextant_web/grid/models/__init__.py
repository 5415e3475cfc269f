"""Rows and constraints; no decision."""

from sextant_web.grid.models.edit import Edit
from sextant_web.grid.models.subscription import Subscription
from sextant_web.grid.models.swap import Swap, SwapState

__all__ = ["Edit", "Subscription", "Swap", "SwapState"]
