"""The lines and the shifts in words; how many interns a line needs: the law first, a short search when it is quick."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sextant import wording
from sextant.errors import BadInput, Undecided
from sextant.law.library import load
from sextant.law.shapes.hours_within import HoursWithin
from sextant.roster.audit import judge_interns
from sextant.roster.encode.variables import shift_activity
from sextant.roster.headcount import headcount
from sextant.roster.roster import Roster
from sextant_web.roster.bridge import problem_of_facts
from sextant_web.roster.editing import said

SECONDS = 2
"""The longest that somebody who types waits."""

_KINDS = {"garde": "Garde sur place", "demi-garde": "Demi-garde", "astreinte": "Astreinte"}


@dataclass(frozen=True)
class Told:
    """A line or a shift as its card says it."""

    name: str
    says: str
    needs: str
    id: str = ""
    forbidden: str = ""


def lines_told(facts: dict[str, Any]) -> list[Told]:
    """Each line in words."""
    return [Told(str(one.get("name") or one.get("id", "")), _says(one), "") for one in facts.get("lines", [])]


def shifts_told(facts: dict[str, Any]) -> list[Told]:
    """Each shift in words, whether a rule says how many people hold it, and what law forbids its hours."""
    forbidden = _forbidden_hours(facts)
    counted = Counter(
        str(post)
        for one in facts.get("policies", {}).get("cover", [])
        for post in ([one["posts"]] if isinstance(one.get("posts"), str) else one.get("posts", []))
    )
    return [
        Told(
            str(one.get("name") or one.get("id", "")),
            _shift_says(one),
            f"{wording.say_count(counted[str(one.get('id', ''))], 'règle dit', 'règles disent')} "
            "combien de personnes il faut."
            if counted[str(one.get("id", ""))]
            else "",
            str(one.get("id", "")),
            forbidden.get(str(one.get("id", "")), ""),
        )
        for one in facts.get("shifts", [])
    ]


def _forbidden_hours(facts: dict[str, Any]) -> dict[str, str]:
    """Shifts that nobody may hold, whatever the day, and the rule that says so: « … (règle G4) »."""
    try:
        problem = problem_of_facts(facts)
    except BadInput:
        return {}
    library, found = load(), {}
    for shift in problem.shifts:
        intern = problem.intern(shift.eligible[0])
        alone = Roster(problem, {intern.name: (shift_activity(problem, shift, problem.first.toordinal()),)})
        for breach in judge_interns(alone, [intern], library).unlawful:
            if isinstance(breach.rule.shape, HoursWithin):
                found[shift.id] = f"{breach.rule.says} (règle {breach.code})"
    return found


def _shift_says(shift: dict[str, Any]) -> str:
    parts = [str(shift.get("hours", ""))]
    if isinstance(shift.get("minutes"), int):
        parts.append(f"{wording.say_duration(shift['minutes'])} comptées")
    if shift.get("skill"):
        parts.append(f"pour qui a la compétence « {shift['skill']} »")
    if only := shift.get("only"):
        parts.append(f"seulement {wording.join(only if isinstance(only, list) else [only])}")
    return ", ".join(part for part in parts if part) + "."


def _says(line: dict[str, Any]) -> str:
    parts = [_KINDS.get(str(line.get("kind")), "")]
    if line.get("duties"):
        parts.append(wording.say_count(len(line["duties"]), "sorte de poste", "sortes de postes"))
    if shared := line.get("shared"):
        parts.append(f"partagée avec {shared.get('with', 'un autre service')}")
    if line.get("senior_roster"):
        parts.append("complétée par des seniors")
    if line.get("cover") == "wanted":
        parts.append("peut rester vide")
    return ", ".join(part for part in parts if part) + "."


def needed(facts: dict[str, Any], n: int) -> str:
    """« Cette ligne demande 7 internes… », or what is missing to say it.

    Counted over the first five weeks, by the line alone: ordinary interns, nobody on leave.
    """
    lines = facts.get("lines", [])
    if n >= len(lines):
        return "Dites ce que la ligne tient : le nombre d’internes qu’elle demande s’affichera ici."
    people = [
        {key: intern[key] for key in ("name", "phase", "semester", "share") if key in intern}
        for intern in facts.get("interns", [])
    ] or [{"name": "Interne"}]
    last = facts.get("to")
    try:
        first = date.fromisoformat(str(facts["from"]))
        last = min(date.fromisoformat(str(last)), first + timedelta(days=34)).isoformat()
        alone = {**facts, "to": last, "interns": people, "lines": [lines[n]], "presence": []}
        found = headcount(problem_of_facts(alone), seconds=SECONDS)
    except BadInput as error:
        return f"Pour compter : {said(error)}"
    except Undecided:
        return "Le compte demande plus de temps : le calcul le dira."
    if found.needed is None:
        return f"Cette ligne ne peut pas être tenue : {found.proof}."
    answer = f"Cette ligne demande {wording.say_count(found.needed, 'interne')}"
    there = len(facts.get("interns", []))
    if there < found.needed:
        answer += f" ; le service en compte {there}"
    return f"{answer}. Pas moins : {found.proof}."
