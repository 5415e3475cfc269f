"""A rule that says how the other rules are read; it has examples, not breaches of its own."""

from __future__ import annotations

from typing import Literal

from sextant.law.shapes.shape import Shape


class ReadingRule(Shape):
    """How to count or to read. ``of`` names the codes it governs; examples show it through them."""

    shape: Literal["reading"]
    of: tuple[str, ...] = ()
    topic: str = ""
