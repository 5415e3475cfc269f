"""« Et si je prends cette garde ? »: accounts and breaches before and after, and nothing is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant import wording
from sextant.almanac.activity import Kind
from sextant.almanac.holidays import is_holiday
from sextant.almanac.hours import DEFAULT_HOURS
from sextant.almanac.hours_form import write_clock
from sextant.almanac.span import local
from sextant.almanac.week import leave_year
from sextant.errors import BadInput
from sextant.law.rule import Force
from sextant.ledger.entry import Entry, Source
from sextant.ledger.from_activities import entries_from
from sextant.ledger.periods import By
from sextant.ledger.what_if import WhatIf, what_if
from sextant_web.ledger.bridge import chain_of, entries_of, person_of
from sextant_web.ledger.models import Chain
from sextant_web.ledger.noting import capital
from sextant_web.ledger.overview import span_of
from sextant_web.ledger.planned import planned
from sextant_web.ledger.typed import now_utc, read_entries

ASKED = {
    Kind.GARDE_NUIT: "garde de nuit",
    Kind.DEMI_GARDE: "demi-garde",
    Kind.GARDE_JOUR: "garde de jour (dimanche ou férié)",
    Kind.CONTINUITE: "continuité de service (samedi après-midi, dimanche)",
    Kind.ASTREINTE: "astreinte, sans déplacement",
    Kind.PDSA: "effection de PDSA",
    Kind.STAGE: "journée de stage",
    Kind.UNIVERSITY: "cours, université",
}
"""What may be asked about, in the order in which it is offered."""

_USUAL = {
    Kind.GARDE_NUIT: DEFAULT_HOURS.night,
    Kind.DEMI_GARDE: DEFAULT_HOURS.demi_garde,
    Kind.GARDE_JOUR: DEFAULT_HOURS.day_duty,
    Kind.CONTINUITE: DEFAULT_HOURS.afternoon,
    Kind.ASTREINTE: DEFAULT_HOURS.night,
    Kind.PDSA: (20 * 60, 24 * 60),
    Kind.STAGE: DEFAULT_HOURS.day_duty,
    Kind.UNIVERSITY: DEFAULT_HOURS.afternoon,
}
FARTHEST = 200  # days ahead: a semester, and no more


@dataclass(frozen=True)
class Row:
    """One figure of the account, before and after."""

    says: str
    before: str
    after: str


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """``jour`` and ``nature`` ask; ``de`` and ``a`` are the usual hours when they are left empty."""
    chain, now = chain_of(request.user), now_utc(timezone.now())
    today = timezone.localdate()
    typed = {name: request.GET.get(name, "").strip() for name in ("jour", "nature", "de", "a", "voulue")}
    page: dict[str, object] = {
        "kinds": [(kind.value, said) for kind, said in ASKED.items()],
        "fields": typed | {"jour": typed["jour"] or (today + timedelta(days=1)).isoformat()},
    }
    if typed["nature"]:
        try:
            page |= _answer(chain, typed, now, today)
        except BadInput as error:
            page["trouble"] = capital(str(error))
    return render(request, "ledger/screens/what_if.html", page, status=422 if "trouble" in page else 200)


def _answer(chain: Chain, typed: dict[str, str], now: datetime, today: date) -> dict[str, object]:
    person = person_of(chain)
    added = _added(typed, now, person.territory)
    day = date.fromordinal(added.day)
    if added.end <= int(now.timestamp() // 60):
        raise BadInput("ce jour est passé", remedy="Ce qui a été fait se note dans « Ma journée ».")
    if (day - today).days > FARTHEST:
        raise BadInput(f"ce jour est dans plus de {FARTHEST} jours", remedy="Choisissez un jour du semestre.")
    around = span_of(By.SEMESTER, day, person)
    noted = entries_of(chain, min(around.first, leave_year(day)[0]), today)
    ahead = _ahead(chain, noted, today, span_of(By.TRIMESTER, day, person).last)
    found = what_if(person, [*noted, *ahead], [added])
    return {
        "found": found,
        "said": _say(found),
        "unlawful": _unlawful(found),
        "asked": f"{ASKED[added.kind]}, {wording.say_date(day)}, de {_clock(added.start, added.zone)} à "
        f"{_clock(added.end, added.zone)}",
        "rows": _rows(found),
        "rest": _rest(found, person.zone),
        "planned_until": date.fromordinal(max(one.day for one in ahead)) if ahead else None,
        "empty": not ahead and (day - today).days > 7,
        "over": is_holiday(added.day, person.territory),
    }


def _added(typed: dict[str, str], now: datetime, territory: str) -> Entry:
    """The duty asked about, at its usual hours when none are said. Raises BadInput."""
    if typed["nature"] not in [kind.value for kind in ASKED]:
        raise BadInput("dites de quoi il s’agit", remedy="Choisissez dans la liste : garde, astreinte…")
    kind = Kind(typed["nature"])
    start, end = (write_clock(clock) for clock in _USUAL[kind])
    fields = {
        "id": "et-si-0001",
        "kind": kind.value,
        "day": typed["jour"],
        "start": typed["de"] or start,
        "end": typed["a"] or end,
        "consent": typed["voulue"],
    }
    return read_entries(fields, now, territory)[0]


def _ahead(chain: Chain, noted: list[Entry], today: date, last: date) -> list[Entry]:
    """What the published roster plans after the last day noted, up to the end of the trimester."""
    known = max((one.day for one in noted), default=0)
    plan = [one for one in planned(chain.user, today, last) if one.day > known]
    zone = person_of(chain).zone
    return entries_from(plan, zone, Source.ROSTER, datetime.combine(today, time(), UTC))


def _unlawful(found: WhatIf) -> bool:
    return any(one.rule.force is Force.LAW for one in (*found.new, *found.worse))


def _say(found: WhatIf) -> str:
    if _unlawful(found):
        return "Ce serait contraire à la loi."
    return "Une charte ne serait pas respectée." if found.new or found.worse else "Rien d’illégal de plus."


def _rows(found: WhatIf) -> list[Row]:
    before, after = found.accounts
    number, length = wording.say_number, wording.say_duration
    rows = [
        Row("Heures comptées", length(before.minutes), length(after.minutes)),
        Row("Demi-journées de stage", number(before.stage_half_days), number(after.stage_half_days)),
        Row("Gardes de nuit", number(before.nights), number(after.nights)),
        Row("Gardes de jour", number(before.day_duties), number(after.day_duties)),
        Row("Demi-gardes", number(before.demi_gardes), number(after.demi_gardes)),
        Row("Astreintes", number(before.astreintes), number(after.astreintes)),
        Row("Week-ends travaillés", number(before.weekends), number(after.weekends)),
    ]
    earlier = {one.first: one for one in before.windows}
    for one in after.windows:
        was = earlier.get(one.first)
        span = wording.say_span(one.first, one.last)
        hours, halves = f"Moyenne par semaine, {span}", f"Demi-journées par semaine, {span}"
        rows.append(
            Row(hours, length(round(was.mean_minutes)) if was else "", length(round(one.mean_minutes)))
        )
        rows.append(Row(halves, number(was.mean_half_days) if was else "", number(one.mean_half_days)))
    return [row for row in rows if row.before != row.after]


def _rest(found: WhatIf, zone: str) -> str:
    if found.rest is None:
        return ""
    end = local(found.rest.span.end, zone)
    return f"{wording.say_date(end.date())} à {wording.say_time(end.hour * 60 + end.minute)}"


def _clock(moment: int, zone: str) -> str:
    when = local(moment, zone)
    return wording.say_time(when.hour * 60 + when.minute)
