"""Markdown tables and figures, as the report writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sextant.wording import say_number


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column to the left, figures to the right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def figure(value: float | None, decimals: int = 1) -> str:
    """« 12,3 », or a dash when there is none."""
    return "–" if value is None else say_number(value, decimals)


def percent(value: float | None) -> str:
    """« 1,8 % », or a dash."""
    return "–" if value is None else f"{say_number(100 * value, 1)}\u202f%"


def held(yes: bool) -> str:
    """How a target is said to be met or not."""
    return "tenue" if yes else "**manquée**"
