"""What is owed when leaving early, drawn; numbers are written with points, whatever the language of the page."""

from __future__ import annotations

from django import template

from sextant import wording
from sextant.benefits.clawback import Phase, curve
from sextant_web.benefits.outcome import mail_link

register = template.Library()
register.filter("mail_link", mail_link)

_WIDE, _HIGH = 320.0, 120.0


@register.inclusion_tag("benefits/screens/_curve.html")
def owed(phase: Phase) -> dict[str, object]:
    """The line, its marks, and the same as a table: every six months, or every year when it is long."""
    drawn = curve(phase, _WIDE, _HIGH)
    every = 6 if phase.months <= 60 else 12
    months = sorted({*range(0, phase.months, every), max(phase.months - 1, 0), phase.months})
    return {
        "title": phase.title,
        "points": " ".join(f"{x:.1f},{y:.1f}" for x, y in drawn.points),
        "months": [(f"{x:.1f}", words) for x, words in drawn.months],
        "amounts": [(f"{y:.1f}", words) for y, words in drawn.amounts],
        "unit": phase.unit,
        "rows": [(wording.say_count(month, "mois", "mois"), _amount(phase, month)) for month in months],
        "at_most": phase.at_most,
    }


def _amount(phase: Phase, month: int) -> str:
    value = phase.after(month)
    return wording.say_money(value) if phase.unit == "€" else f"{wording.say_number(value)} {phase.unit}"
