"""The estimate of travel time says what its source says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.territory import travel


@pytest.mark.parametrize(("km", "expected"), [(5, 10.5), (10, 16.9), (13, 19.8), (0, 0)])
def test_published_points(km: float, expected: float) -> None:
    assert travel.minutes(np.array([float(km)]))[0] == pytest.approx(expected, abs=0.06)


@given(st.floats(0, 900), st.floats(0, 900))
def test_further_is_never_quicker(one: float, other: float) -> None:
    near, far = sorted((one, other))
    assert travel.minutes(np.array([near]))[0] <= travel.minutes(np.array([far]))[0]


@given(st.floats(-60, 60), st.floats(-180, 180), st.floats(-60, 60), st.floats(-180, 180))
def test_two_ways_of_measuring_agree(lat: float, lon: float, lat2: float, lon2: float) -> None:
    direct = travel.kilometres(np.array([lat]), np.array([lon]), lat2, lon2)[0]
    points = travel.on_the_globe(np.array([lat, lat2]), np.array([lon, lon2]))
    through = travel.arc(np.array([np.linalg.norm(points[0] - points[1])]))[0]
    assert through == pytest.approx(direct, abs=0.2)


def test_paris_to_angers() -> None:
    assert travel.kilometres(np.array([48.8566]), np.array([2.3522]), 47.4784, -0.5632)[0] == pytest.approx(
        265, abs=2
    )
