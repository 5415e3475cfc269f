"""What a planning has to say in a letter: figures, breaches, sentences ready to be read."""

from __future__ import annotations

from sextant import wording
from sextant.law.audit import Judgement, judge
from sextant.law.breach import Breach
from sextant.law.planning_file import Planning
from sextant.law.rule import Force

MOST_OF_A_RULE = 3
"""Breaches of one rule told one by one; the others are counted."""


def fields_of(planning: Planning, judgement: Judgement | None = None) -> dict[str, str]:
    """The fields that a judged planning fills in, by name; those it cannot say are absent."""
    judgement = judgement or judge([planning.timeline], settings=planning.settings)
    account, one = judgement.accounts[0], planning.timeline
    found = {
        "periode": wording.say_span(one.first, one.last),
        "demi_journees": wording.say_count(account.stage_half_days, "demi-journée"),
        "moyenne_heures": wording.say_duration(round(account.mean_minutes)),
    }
    weeks = sum(window.weeks for window in account.windows)
    if weeks > 0:
        mean = account.stage_half_days / weeks
        found["moyenne_demi_journees"] = wording.say_count(mean, "demi-journée")
    if account.surplus > 0:
        found["surplus"] = wording.say_count(account.surplus, "demi-journée")
    if account.recover_before is not None:
        found["fin_trimestre"] = wording.say_day(account.recover_before)
    if judgement.unlawful:
        found["manquements"] = "\n".join(breach_lines(judgement.unlawful))
    return found


def breach_lines(breaches: tuple[Breach, ...]) -> list[str]:
    """One line a breach, with its article; a rule broken often is told a few times, then counted."""
    by_rule: dict[str, list[Breach]] = {}
    for breach in breaches:
        if breach.rule.force is Force.LAW:
            by_rule.setdefault(breach.rule.id, []).append(breach)
    lines: list[str] = []
    for same in by_rule.values():
        told = same[:MOST_OF_A_RULE]
        lines += [breach.sentence for breach in told]
        if len(same) > len(told):
            more = wording.say_count(len(same) - len(told), "autre fois", "autres fois")
            lines.append(f"la même règle encore {more}, {same[0].rule.article}.")
    return lines
