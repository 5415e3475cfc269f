"""The demo has a swap to answer."""

import pytest

from sextant_web.grid.demo import load
from sextant_web.grid.models import Swap, SwapState
from tests.sextant_web.grid.rows import prepared
from tests.sextant_web.world import World


@pytest.mark.django_db
def test_the_demo_proposes_a_legal_swap(world: World) -> None:
    version = prepared(world, published=True)
    load(version.roster.first)
    swap = Swap.objects.get(version=version)
    assert swap.state == SwapState.PROPOSED
    assert {swap.by, swap.to} <= {seat.user for seat in version.roster.seats.select_related("user")}
