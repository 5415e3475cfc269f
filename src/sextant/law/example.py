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
    weeks = list(example.weeks) or ([example.week] if example.week else [])
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
            wrong.append(f"{rule.code} : {wording.say_count(example.breaches, 'constat')} attendu(s), {count} trouvé(s)")
    for code, expected in example.says.items():
        count = sum(1 for breach in found.breaches if breach.code == code)
        if count != expected:
            wrong.append(f"{code} : {wording.say_count(expected, 'manquement')} attendu(s), {count} trouvé(s)")
    for name, value in example.account.items():
        actual = figure(found.accounts[0], name)
        if actual != (value if isinstance(value, str) else float(value)):
            wrong.append(f"{name} : {value} attendu, {actual} trouvé")
    return wrong


def figure(account: Account, name: str) -> str | float:
    """A figure of an account by its name in an example: ``hours`` and ``mean_hours`` as "41:20"."""
    if name in ("hours", "mean_hours"):
        minutes = round(account.minutes if name == "hours" else account.mean_minutes)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return float(getattr(account, name))
