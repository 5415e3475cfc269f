"""Dates, durations, numbers and typography in templates, said by :mod:`sextant.wording`."""

from __future__ import annotations

from datetime import date

from django import template
from django.template.defaultfilters import stringfilter

from sextant import wording

register = template.Library()


@register.filter
def say_date(day: date | None) -> str:
    """« lundi 2 novembre 2026 »; nothing for nothing."""
    return wording.say_date(day) if day else ""


@register.filter
def say_day(day: date | None) -> str:
    """« 2 novembre 2026 »; nothing for nothing."""
    return wording.say_day(day) if day else ""


@register.simple_tag
def say_span(first: date, last: date) -> str:
    """« du 2 au 8 novembre 2026 »."""
    return wording.say_span(first, last)


@register.filter
def say_duration(minutes: float) -> str:
    """« 5 h 20 », rounded to the minute."""
    return wording.say_duration(round(minutes))


@register.filter
def say_number(value: float) -> str:
    """« 1 200 », « 8,62 »."""
    return wording.say_number(value)


@register.filter
def say_money(euros: float) -> str:
    """« 2 052,37 € »."""
    return wording.say_money(euros)


@register.simple_tag
def say_count(value: float, one: str, many: str = "") -> str:
    """« 1 demi-journée », « 2 demi-journées »."""
    return wording.say_count(value, one, many)


@register.filter
@stringfilter
def de(name: str) -> str:
    """« d’Adam Fontaine », « de Camille »."""
    return wording.de(name)


@register.filter(is_safe=True)
@stringfilter
def typography(text: str) -> str:
    """Narrow no-break spaces where French wants them; the text is still escaped."""
    return wording.typography(text)


@register.filter
@stringfilter
def capital(text: str) -> str:
    """A sentence starts with a capital; the rest is left as it is."""
    return text[:1].upper() + text[1:]
