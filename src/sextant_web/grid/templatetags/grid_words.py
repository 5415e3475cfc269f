"""How cells, differences and swaps are said in templates."""

from __future__ import annotations

from datetime import date

from django import template

from sextant import wording
from sextant.almanac.activity import Activity
from sextant.almanac.half_day import HalfDay
from sextant.law import say
from sextant.roster.duty_words import the_kind
from sextant.roster.papers.legend import mark_of
from sextant.roster.repair import Repair

register = template.Library()


@register.simple_tag
def changed_cells(repair: Repair) -> str:
    """« 5 cases changées », those of the absence left out."""
    count = sum(len(one.differences) for one in repair.touched)
    return wording.say_count(count, "case changée", "cases changées")


@register.filter
def day_of(ordinal: int) -> date:
    """The date of an ordinal."""
    return date.fromordinal(ordinal)


@register.filter
def half_day_name(half_day: int) -> str:
    """« matin », « après-midi », « nuit »."""
    return say.half_day(HalfDay(half_day))


@register.filter
def sign_of(activity: Activity | None) -> str:
    """The letter of an activity, empty for nothing."""
    return mark_of(activity).letter if activity else ""


@register.filter
def name_of(activity: Activity | None) -> str:
    """« garde de nuit », « rien »."""
    return say.name(activity.kind) if activity else "rien"


@register.filter
def the_kind_of(activity: Activity) -> str:
    """« la garde de nuit », « l’astreinte »."""
    return the_kind(activity.kind)
