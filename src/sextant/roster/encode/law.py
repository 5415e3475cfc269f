"""The rules in force told to the model, shape by shape: the table of contents of what is forbidden."""

from __future__ import annotations

from sextant.law.library import Library
from sextant.law.rule import Force, Level, Rule
from sextant.law.shapes.count_at_most import CountAtMost
from sextant.law.shapes.exempted import Exempted
from sextant.law.shapes.hours_within import HoursWithin
from sextant.law.shapes.longest_run import LongestRun
from sextant.law.shapes.mean_at_least import MeanAtLeast
from sextant.law.shapes.mean_at_most import MeanAtMost
from sextant.law.shapes.not_between import NotBetween
from sextant.law.shapes.recovered_within import RecoveredWithin
from sextant.law.shapes.rest_after import RestAfter
from sextant.roster.encode import count_at_most, exempted, longest_run, mean_at_least, mean_at_most, rest_after
from sextant.roster.encode.variables import Model


def obey(model: Model, library: Library) -> None:
    """Forbid what each binding rule forbids. Warnings, charters and demands are left to the auditor."""
    for rule in binding(model, library):
        shape = rule.shape
        if isinstance(shape, RestAfter):
            rest_after.forbid(model, rule, shape)
        elif isinstance(shape, LongestRun):
            longest_run.forbid(model, rule, shape)
        elif isinstance(shape, MeanAtMost | RecoveredWithin):
            mean_at_most.forbid(model, rule, shape)
        elif isinstance(shape, MeanAtLeast):
            mean_at_least.forbid(model, rule, shape)
        elif isinstance(shape, CountAtMost):
            count_at_most.forbid(model, rule, shape)
        elif isinstance(shape, Exempted | NotBetween | HoursWithin):
            exempted.forbid(model, rule, shape)
        if isinstance(shape, RecoveredWithin):
            model.half_days_owed = shape.per_week


def binding(model: Model, library: Library) -> list[Rule]:
    """Rules of law, in force on the first day of the period, whose finding is a breach."""
    problem = model.problem
    return [
        rule
        for rule in library.rules
        if rule.force is Force.LAW
        and rule.level_in(problem.settings) is Level.BREACH
        and rule.valid.covers(problem.first)
    ]
