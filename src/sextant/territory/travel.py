"""How long it takes to drive, when no road table is loaded: an estimate from the crow's flight, with its error.

``t = -4.99 + 0.352 km + 7.66 ln(1 + km)`` minutes, never below zero: fitted on 24,505 commune-to-commune times
published by DREES (access to emergency care, 2019) up to 30 minutes; root mean square error 3.3 min, R² 0.73.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EARTH_KM = 6371.0088
ERROR_MINUTES = 3.3
FITTED_UP_TO = 30.0
"""Minutes beyond which the estimate was not fitted."""
SAID = "temps de route estimé à vol d’oiseau, à 3,3 min près en moyenne jusqu’à 30 min ; faux à travers l’eau ou la montagne"


def minutes(km: Floats) -> Floats:
    """Estimated minutes by road for crow-fly kilometres."""
    return np.maximum(0.0, -4.99 + 0.352 * km + 7.66 * np.log1p(km))


def kilometres(latitude: Floats, longitude: Floats, to_latitude: float, to_longitude: float) -> Floats:
    """Great-circle kilometres from each point to one (degrees, WGS 84)."""
    lat, lon, lat2, lon2 = (np.radians(x) for x in (latitude, longitude, to_latitude, to_longitude))
    half = np.sin((lat2 - lat) / 2) ** 2 + np.cos(lat) * np.cos(lat2) * np.sin((lon2 - lon) / 2) ** 2
    found: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return found


def on_the_globe(latitude: Floats, longitude: Floats) -> Floats:
    """Points of a globe in kilometres, (n, 3): straight distances there rank as the crow flies."""
    lat, lon = np.radians(latitude), np.radians(longitude)
    return EARTH_KM * np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def arc(chord_km: Floats) -> Floats:
    """Kilometres over the ground for a straight line through it."""
    found: Floats = 2 * EARTH_KM * np.arcsin(np.clip(chord_km / (2 * EARTH_KM), 0, 1))
    return found
