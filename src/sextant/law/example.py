"""Runs the worked examples of the rules: what a rule says of a week, against what its file expects."""

from __future__ import annotations

from datetime import date
from typing import Any

from sextant import wording
from sextant.law.account import Account
from sextant.law.audit import Judgement, judge
from sextant.law.library import Library
from sextant.law.planning_file import Planning, planning_from
from sextant.law.rule import Example, Rule

# Weeks without public holidays: undated examples are ordinary weeks.
_PLAIN, _TRIMESTER = date(2026, 11, 16), date(2026, 11, 2)


def planning_of(example: Example) -> Planning:
    """The planning that an example describes, dated when it is not."""
    weeks = [week for line in (example.week, *example.weeks) for week in line.split("|") if week.strip()]
    person: dict[str, Any] = {"name": "Camille", **example.person}
    start = example.start
    if start is None:
        start = _PLAIN if len(weeks) * example.repeat <= 4 else _TRIMESTER
        person.setdefault("territory", "sans-ferie")
    data: dict[str, Any] = {
        "person": person,
        "nature": example.nature,
        "from": start,
        "repeat": example.repeat,
        "weeks": weeks,
        "activities": list(example.activities),
        "settings": example.settings,
        "records": example.records,
        "lines": [example.line] if example.line else [],
    }
    if not weeks and example.line:
        data["weeks"] = [".. .. .. .. .. .. .."]
    return planning_from({key: value for key, value in data.items() if value not in ([], {})}, "exemple")


def is_broken(example: Example) -> bool:
    """True when the example shows a rule that does not hold: a breach of it, or of a rule that it governs."""
    return bool(example.breaches) or any(example.says.values())


def judge_example(example: Example, library: Library) -> Judgement:
    """What the auditor says of an example."""
    planning = planning_of(example)
    return judge([planning.timeline], library=library, settings=planning.settings, lines=planning.lines)


def differences(rule: Rule, example: Example, library: Library) -> list[str]:
    """What the auditor says otherwise than the example expects, in French; empty when they agree."""
    found = judge_example(example, library)
    everything = (*found.breaches, *found.warnings, *found.notes)
    wrong: list[str] = []
    if example.breaches is not None:
        level = rule.level_in(planning_of(example).settings)  # a finding lowered to information is no finding
        count = sum(1 for breach in everything if breach.rule.id == rule.id and breach.level is level)
        if count != example.breaches:
            wrong.append(_expected(rule.code, example.breaches, "constat", count))
    for code, expected in example.says.items():
        count = sum(1 for breach in found.breaches if breach.code == code)
        if count != expected:
            wrong.append(_expected(code, expected, "manquement", count))
    for name, value in example.account.items():
        actual = figure(found.accounts[0], name)
        if actual != (value if isinstance(value, str) else float(value)):
            wrong.append(f"{name} : {value} attendu, {actual} trouvé")
    return wrong


def _expected(code: str, expected: int, noun: str, count: int) -> str:
    many = "s" if expected > 1 else ""
    return f"{code} : {wording.say_count(expected, noun, noun + 's')} attendu{many}, {count} trouvé{'s' if count > 1 else ''}"


_LENGTHS = {"hours": "minutes", "mean_hours": "mean_minutes", "call_out_hours": "call_out_minutes"}
_COUNTS = (
    "stage_half_days", "university_half_days", "personal_half_days", "charter_half_days", "surplus",
    "nights", "day_duties", "demi_gardes", "weekends", "holidays", "astreintes", "call_outs",
    "rests_owed", "rests_kept", "leave_taken", "leave_left", "leave_payable", "sick_days",
)  # fmt: skip
FIGURES: tuple[str, ...] = (*_COUNTS, *_LENGTHS)
"""What ``account`` of an example may name."""


def figure(account: Account, name: str) -> str | float | None:
    """A figure of an account by its name in an example: a number, or hours as "41:20"."""
    if name in _LENGTHS:
        minutes = round(getattr(account, _LENGTHS[name]))
        return f"{minutes // 60}:{minutes % 60:02d}"
    value = getattr(account, name)
    return None if value is None else float(value)
