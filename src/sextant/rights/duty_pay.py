"""What gardes, demi-gardes, astreintes and call-outs pay, garde month by garde month.

1. Each duty belongs to the garde month it starts in (first Monday 08:30 to the next; arrêté of 10 September 2002,
   art. 4 IV).
2. It is paid at the rate of its kind, its weekday and its date (arrêté of 20 May 2016; astreintes: 6 August 2015).
3. Week nights beyond the normal service (one night a week, mean over the garde month: rule G1) have a rate of
   their own. The last ones in order are taken for those beyond: no text read says which.
4. Beyond sixteen gardes, twenty in a month of five weeks (rule G3), nothing more is paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sextant import wording
from sextant.almanac.activity import Activity, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.span import local
from sextant.almanac.timeline import Timeline
from sextant.almanac.week import GardeMonth, garde_month
from sextant.law.library import Library, load
from sextant.law.reading import Reading
from sextant.law.settings import Settings
from sextant.law.shapes.count_at_most import CountAtMost
from sextant.rights.figure import Figure, cents
from sextant.rights.pay_line import PayLine, Total, pay_line, total
from sextant.rights.tariff import Tariff, load_tariff

_SATURDAY, _SUNDAY = 5, 6
_EXCEPTIONAL_MINUTES = 5 * 60
"""An organ-retrieval call pays a demi-garde up to five hours, a garde beyond (arrêté of 10 Sept 2002, art. 5)."""

_LONG_ASTREINTE = 15 * 60


@dataclass(frozen=True, slots=True)
class MonthOfDuties:
    """The pay of one garde month.

    ``gardes`` counts a demi-garde as a half; ``cap`` is the most that is paid, in the same unit; ``unpaid`` are the
    duties beyond. ``pool_minutes`` of call-outs are left towards the next five hours at the end of the month.
    """

    month: GardeMonth
    lines: tuple[PayLine, ...]
    gardes: Decimal
    cap: Decimal
    unpaid: tuple[Activity, ...]
    pool_minutes: int

    @property
    def total(self) -> Total:
        """The sum of the lines."""
        return total(self.lines)


def duty_pay(
    timeline: Timeline,
    settings: Settings | None = None,
    *,
    tariff: Tariff | None = None,
    library: Library | None = None,
) -> tuple[MonthOfDuties, ...]:
    """The pay of every garde month that holds a duty, in order."""
    tariff, library = tariff or load_tariff(), library or load()
    reading = Reading([timeline], settings)
    slices_of, pools = _call_out_credits(reading)
    by_month: dict[GardeMonth, list[Activity]] = {}
    for activity in timeline.activities:
        if activity.kind in _PAID:
            by_month.setdefault(month_of(activity, timeline.person.zone), []).append(activity)
    return tuple(
        _month(month, by_month[month], timeline, tariff, library, slices_of, pools)
        for month in sorted(by_month, key=lambda one: one.first)
    )


_PAID = frozenset(
    {
        Kind.GARDE_NUIT,
        Kind.GARDE_JOUR,
        Kind.DEMI_GARDE,
        Kind.CONTINUITE,
        Kind.EXCEPTIONAL,
        Kind.ASTREINTE,
        Kind.PDSA,
    }
)


def month_of(activity: Activity, zone: str) -> GardeMonth:
    """The garde month of a duty: by the clock on the wall at its start."""
    start = local(activity.start, zone)
    return garde_month(start.date(), start.hour * 60 + start.minute)


def _month(
    month: GardeMonth,
    activities: Sequence[Activity],
    timeline: Timeline,
    tariff: Tariff,
    library: Library,
    slices_of: dict[int, int],
    pools: dict[int, int],
) -> MonthOfDuties:
    person = timeline.person
    cap, kinds = _cap(month, library)
    normal = _normal_nights(month, library)
    counted, nights = Decimal(0), Decimal(0)
    paid: dict[tuple[str, date], list[int]] = {}
    unpaid: list[Activity] = []
    for activity in activities:
        if activity.kind in (Kind.ASTREINTE, Kind.PDSA):
            continue
        weight = Decimal("0.5") if _is_half(activity) else Decimal(1)
        if activity.kind in kinds:
            if counted + weight > cap:
                counted += weight
                unpaid.append(activity)
                continue
            counted += weight
        if activity.kind is Kind.GARDE_NUIT:
            nights += 1
        name = rate_name(
            activity, person.territory, beyond=activity.kind is Kind.GARDE_NUIT and nights > normal
        )
        paid.setdefault((name, _day(activity)), []).append(activity.day)
    lines = [*_grouped(paid, tariff), *_astreintes(activities, tariff, slices_of), *_town(activities)]
    left = [pools[id(a)] for a in activities if id(a) in pools]
    return MonthOfDuties(month, tuple(lines), counted, cap, tuple(unpaid), left[-1] if left else 0)


def _day(activity: Activity) -> date:
    return date.fromordinal(activity.day)


def _is_half(activity: Activity) -> bool:
    short = activity.kind is Kind.EXCEPTIONAL and activity.minutes <= _EXCEPTIONAL_MINUTES
    return short or activity.kind in (Kind.DEMI_GARDE, Kind.CONTINUITE)


def rate_name(activity: Activity, territory: str, *, beyond: bool = False) -> str:
    """The name of the amount that pays a garde, a demi-garde or a half-day on site; empty when no text says.

    ``beyond``: a night that the normal service does not hold.
    """
    weekday = (activity.day - 1) % 7
    free = weekday == _SUNDAY or is_holiday(activity.day, territory)
    if activity.kind is Kind.GARDE_JOUR and not free:
        return ""
    if activity.kind is Kind.CONTINUITE and not free and weekday != _SATURDAY:
        return ""
    # A Saturday is of the week-end from noon: its morning is normal service.
    week_end = free or (weekday == _SATURDAY and activity.half_day is not HalfDay.MORNING)
    what = "demi-garde" if _is_half(activity) else "garde"
    return f"{what}-{'week-end' if week_end else 'au-dela' if beyond else 'semaine'}"


def _grouped(paid: dict[tuple[str, date], list[int]], tariff: Tariff) -> Iterator[PayLine]:
    """One line per rate and per value of it, in the order of the amounts' file."""
    found: dict[tuple[str, Decimal | None, bool], tuple[Figure, list[int]]] = {}
    for (name, day), days in paid.items():
        figure = tariff.on(name, day) if name else _no_text(day)
        found.setdefault((name, figure.value, figure.to_confirm), (figure, []))[1].extend(days)
    order = [amount.form.name for amount in tariff.amounts]
    for key in sorted(found, key=lambda key: (order.index(key[0]) if key[0] else 999, key[1] or Decimal(0))):
        figure, days = found[key]
        yield pay_line("gardes", figure, len(days), sorted(days))


def _no_text(
    day: date, says: str = "garde de jour hors dimanche et jour férié, ou demi-journée de semaine"
) -> Figure:
    sample = load_tariff().on("garde-week-end", day)
    return Figure(
        name="",
        says=says,
        value=None,
        unit="€",
        on=day,
        source=sample.source,
        seen=sample.seen,
        confidence=sample.confidence,
        checked=sample.checked,
        doubt="le texte lu ne paie de garde de jour que le dimanche et les jours fériés",
    )


# -- astreintes ---------------------------------------------------------------------------------------


def _call_out_credits(reading: Reading) -> tuple[dict[int, int], dict[int, int]]:
    """By astreinte (``id`` of the activity): slices of call-outs paid, and minutes left in the pool after it."""
    slices_of: dict[int, int] = {}
    pools: dict[int, int] = {}
    for row in range(len(reading.who)):
        if reading.parent[row] >= 0:
            key = id(reading.activities[row])
            slices_of[key] = slices_of.get(key, 0) + int(reading.half_days[row])
            pools[key] = int(reading.pool_after.get(row, 0))
    return slices_of, pools


def _astreintes(
    activities: Sequence[Activity], tariff: Tariff, slices_of: dict[int, int]
) -> Iterator[PayLine]:
    """The base of each period, then its call-outs up to the most that a period pays."""
    bases: dict[tuple[Decimal | None, bool], tuple[Figure, list[int]]] = {}
    calls: dict[tuple[Decimal | None, bool], tuple[Figure, list[tuple[Activity, int]]]] = {}
    long = 0
    for activity in activities:
        if activity.kind is not Kind.ASTREINTE:
            continue
        long += activity.minutes > _LONG_ASTREINTE
        figure = tariff.on("astreinte-base", _day(activity))
        bases.setdefault((figure.value, figure.to_confirm), (figure, []))[1].append(activity.day)
        if slices_of.get(id(activity)):
            rate = tariff.on("deplacement", _day(activity))
            calls.setdefault((rate.value, rate.to_confirm), (rate, []))[1].append(
                (activity, slices_of[id(activity)])
            )
    note = (
        f"{wording.say_count(long, 'astreinte')} de plus de 15 h, comptée pour une seule période : "
        "si ce sont deux périodes, écrivez-les à part"
        if long
        else ""
    )
    for figure, days in bases.values():
        yield pay_line("astreintes", figure, len(days), days, note)
    for rate, called in calls.values():
        slices = sum(count for _, count in called)
        euros = None
        if rate.value is not None:
            euros = Decimal("0.00")
            for activity, count in called:
                most = tariff.on("deplacement-plafond", _day(activity)).value
                euros += cents(min(rate.value * count, most) if most is not None else rate.value * count)
        yield PayLine("astreintes", rate, Decimal(slices), euros, tuple(a.day for a, _ in called))


def _town(activities: Sequence[Activity]) -> Iterator[PayLine]:
    """Out-of-hours shifts in town: no text says what they pay an intern."""
    shifts = [a for a in activities if a.kind is Kind.PDSA]
    if shifts:
        figure = _no_text(_day(shifts[0]), "effection de permanence des soins en ville")
        yield pay_line(
            "gardes", figure, len(shifts), [a.day for a in shifts], "aucun texte lu ne paie l’interne"
        )


# -- the two numbers of the law ------------------------------------------------------------------------


def _cap(month: GardeMonth, library: Library) -> tuple[Decimal, frozenset[Kind]]:
    """Gardes paid at most in the month (rule G3), and the kinds that count; a huge number when no rule says."""
    for rule in library.rules:
        shape = rule.shape
        if rule.code != "G3" or not isinstance(shape, CountAtMost) or not rule.valid.covers(month.first):
            continue
        if shape.at_most_per_week is not None:
            return Decimal(str(shape.at_most_per_week)) * month.weeks, frozenset(shape.kinds)
    return Decimal(10**6), frozenset()


def _normal_nights(month: GardeMonth, library: Library) -> Decimal:
    """Nights of the normal service in the month (rule G1)."""
    for rule in library.rules:
        shape = rule.shape
        if rule.code != "G1" or not isinstance(shape, CountAtMost) or not rule.valid.covers(month.first):
            continue
        if shape.at_most_per_week is not None:
            return Decimal(str(shape.at_most_per_week)) * month.weeks
    return Decimal(10**6)
