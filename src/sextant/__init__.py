"""What is true: time, law, rosters. Pure Python; no Django, no network, no clock of its own."""

__version__ = "0.1.0"
