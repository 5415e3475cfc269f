"""Writes a problem as a ward file: the exact inverse of :mod:`sextant.roster.ward_file`, missed courses left out.

What a ward head said in words (« jeudi après-midi ») comes back as dates: the same facts, not the same text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import yaml

from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.hours import Hours
from sextant.almanac.hours_form import write_clocks
from sextant.almanac.notation import LETTERS
from sextant.almanac.person import Person
from sextant.almanac.span import local
from sextant.law.settings import Settings
from sextant.roster.day_words import WEEKDAYS
from sextant.roster.policy_text import policies_data, shift_data
from sextant.roster.problem import DutyLine, Fixed, History, Intern, Presence, Problem, Sharing, Weights
from sextant.roster.ward_days import days_text

_HALVES = {HalfDay.MORNING: "matin", HalfDay.AFTERNOON: "après-midi"}
_KEYS = {HalfDay.MORNING: "matin", HalfDay.AFTERNOON: "apres-midi"}


def ward_text(problem: Problem) -> str:
    """The YAML text of a problem; :func:`sextant.roster.ward_file.problem_of` reads the same problem back."""
    return dump(ward_data(problem))


def dump(data: dict[str, Any]) -> str:
    """Plain values as YAML that people can read: in order, without aliases, accents kept."""
    return yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None
    )


class _Dumper(yaml.SafeDumper):
    """No aliases (readers refuse them); text that looks like something else is quoted."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def ward_data(problem: Problem) -> dict[str, Any]:
    """The keys and values of a ward file."""
    settings = {k: v for k, v in problem.settings.model_dump().items() if v != getattr(Settings(), k)}
    usual = Weights()
    names = Weights.__dataclass_fields__
    weights = {
        k: getattr(problem.weights, k) for k in names if getattr(problem.weights, k) != getattr(usual, k)
    }
    return _filled(
        {
            "sextant": "service",
            "ward": problem.ward,
            "hospital": problem.hospital,
            "territory": problem.territory,
            "from": problem.first,
            "to": problem.last,
            "hours": {
                key: write_clocks(getattr(problem.hours, key))
                for key in ("morning", "afternoon", "night", "day_duty", "demi_garde")
            },
            "interns": [_intern(intern, problem.hours) for intern in problem.interns],
            "lines": [_line(line) for line in problem.lines],
            "presence": _presence(problem.presence, problem.territory),
            "normal_service": None if problem.normal_service else False,
            "sharing": None if problem.sharing is Sharing.TIME else problem.sharing.value,
            "shifts": [shift_data(shift) for shift in problem.shifts],
            "policies": policies_data(problem.policies),
            "weights": weights,
            "settings": settings,
            "records": dict(problem.records),
            "signatories": dict(problem.signatories),
        }
    )


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: the reader supplies it."""
    return {
        key: value
        for key, value in data.items()
        if value is not None and value != "" and value != [] and value != {}
    }


def _person(person: Person) -> dict[str, Any]:
    pregnancy = person.pregnancy
    return {
        "name": person.name,
        "status": person.status.value if person.status != Person("").status else None,
        "placement": person.placement.value if person.placement != Person("").placement else None,
        "share": person.share if person.share != 1 else None,
        "surnombre": person.surnombre or None,
        "pregnancy": pregnancy
        and _filled(
            {
                "third_month": pregnancy.third_month,
                "until": pregnancy.until,
                "consent": pregnancy.consent
                and _filled({"from": pregnancy.consent.since, "revoked": pregnancy.consent.revoked}),
            }
        ),
        "restrictions": [
            _filled(
                {
                    "from": r.since,
                    "to": r.until,
                    "kinds": sorted(k.value for k in r.kinds),
                    "reason": r.reason,
                }
            )
            for r in person.restrictions
        ],
        "placement_start": person.placement_start,
        "trimester": person.trimester and {"from": person.trimester[0], "to": person.trimester[1]},
        "leave_taken": person.leave_taken or None,
        "site": person.site,
    }


def _intern(intern: Intern, hours: Hours) -> dict[str, Any]:
    def wishes(prefer: bool) -> list[dict[str, Any]]:
        return [
            _filled({"days": days_text(w.days), "line": w.line, "weight": w.weight})
            for w in intern.duty_wishes
            if w.prefer is prefer
        ]

    return _filled(
        {
            **_person(intern.person),
            "phase": intern.phase.value,
            "semester": intern.semester,
            "university": [
                # A course of a day of leave is missed: a file that said both would be refused.
                f"{date.fromordinal(day)} {_HALVES[half]}"
                for day, half in sorted(intern.university)
                if not any(x.first <= date.fromordinal(day) <= x.last for x in intern.leaves)
            ],
            "leave": [
                {"kind": leave.kind.value, "from": leave.first, "to": leave.last, "movable": leave.movable}
                for leave in intern.leaves
            ],
            "wishes": _filled(
                {
                    "personal": [
                        {"when": f"{WEEKDAYS[w.weekday]} {_HALVES[w.half_day]}", "weight": w.weight}
                        for w in intern.personal_wishes
                    ],
                    "avoid": wishes(False),
                    "prefer": wishes(True),
                }
            ),
            "fixed": [{"day": date.fromordinal(f.day), "what": fixed_word(f, hours)} for f in intern.fixed],
            "history": _history(intern.history, intern.person.zone),
        }
    )


def _history(history: History, zone: str) -> dict[str, Any]:
    end = history.last_duty_end
    return _filled(
        {
            "nights": history.nights or None,
            "weekends": history.weekends or None,
            "holidays": history.holidays or None,
            "half_days": history.half_days or None,
            "last_duty_end": None if end is None else f"{local(end, zone):%Y-%m-%d %H:%M}",
        }
    )


def _line(line: DutyLine) -> dict[str, Any]:
    return _filled(
        {
            "id": line.id,
            "name": line.name,
            "kind": "garde",
            "duties": [
                {
                    "kind": duty.kind.value,
                    "days": days_text(duty.days),
                    "hours": write_clocks((duty.start, duty.end)),
                }
                for duty in line.duties
            ],
            "who": {"only": list(line.eligible)},
            "senior_roster": line.senior_roster or None,
            "shared": {"with": line.shared_with, "ours": ["tous"], "interns": line.extra_interns}
            if line.shared_with or line.extra_interns
            else None,
            "necessity": line.necessity,
            "cover": "required" if line.required else "wanted",
            "records": dict(line.records),
        }
    )


def fixed_word(fixed: Fixed, hours: Hours) -> str:
    """The word of one day that says a fixed assignment."""
    sense = [(letter, s.slot) for letter, s in LETTERS.items() if s.kind is fixed.kind]
    letter, slot = next(((one, at) for one, at in sense if at in (None, fixed.half_day)), sense[0])
    times = ""
    if fixed.kind is Kind.CONTINUITE and fixed.half_day is HalfDay.MORNING:
        times = f"({write_clocks(hours.morning)})"  # a bare S on a Saturday is the afternoon
    pause = "." if slot is None and fixed.half_day is HalfDay.AFTERNOON else ""
    return f"{pause}{letter}{times}{'@' if fixed.line else ''}{fixed.line}"


def _presence(needs: Sequence[Presence], territory: str) -> list[dict[str, Any]]:
    """One rule for the days that ask for the same."""
    alike: dict[tuple[HalfDay, int, int, int], list[int]] = {}
    for need in needs:
        alike.setdefault((need.half_day, need.minimum, need.wanted, need.maximum), []).append(need.day)
    return [
        {
            "days": _service_days(days, half, territory),
            "half_day": _KEYS[half],
            "minimum": low,
            "wanted": wanted,
            "maximum": high,
        }
        for (half, low, wanted, high), days in alike.items()
    ]


def _service_days(days: Sequence[int], half_day: HalfDay, territory: str) -> list[str | date]:
    """Runs of dates, but each half-day out of normal service by itself: a run would not mean it."""
    apart = {
        day
        for day in days
        if is_holiday(day, territory)
        or (day - 1) % 7 == 6
        or ((day - 1) % 7 == 5 and half_day is HalfDay.AFTERNOON)
    }
    return [*days_text(set(days) - apart), *(date.fromordinal(day) for day in sorted(apart))]
