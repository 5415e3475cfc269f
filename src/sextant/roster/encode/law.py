"""The rules in force told to the model, shape by shape: the table of contents of what is forbidden."""

from __future__ import annotations

from sextant.law.library import Library
from sextant.law.rule import Force, Level, Rule
from sextant.law.settings import Settings
from sextant.law.shapes.count_at_most import CountAtMost
from sextant.law.shapes.exempted import Exempted
from sextant.law.shapes.free_stretch import FreeStretch
from sextant.law.shapes.hours_within import HoursWithin
from sextant.law.shapes.longest_run import LongestRun
from sextant.law.shapes.mean_at_least import MeanAtLeast
from sextant.law.shapes.mean_at_most import MeanAtMost
from sextant.law.shapes.not_between import NotBetween
from sextant.law.shapes.record import AllowedKind
from sextant.law.shapes.recovered_within import RecoveredWithin
from sextant.law.shapes.rest_after import RestAfter
from sextant.law.shapes.rest_between import RestBetween
from sextant.roster.encode import (
    count_at_most,
    free_stretch,
    longest_run,
    mean_at_least,
    mean_at_most,
    never_made,
    rest_after,
    rest_between,
)
from sextant.roster.encode.variables import Model
from sextant.roster.problem import Problem


def obey(model: Model, library: Library) -> None:
    """Forbid what each binding rule forbids. Warnings, charters and demands are left to the auditor."""
    rules = binding(model, library)
    for rule in rules:  # first what bars a candidate by itself: the others then have less to say
        if isinstance(rule.shape, Exempted | NotBetween | HoursWithin | AllowedKind):
            never_made.forbid(model, rule, rule.shape)
    for rule in rules:
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
        elif isinstance(shape, RestBetween):
            rest_between.forbid(model, rule, shape)
        elif isinstance(shape, FreeStretch):
            free_stretch.forbid(model, rule, shape)
        if isinstance(shape, RecoveredWithin):
            model.half_days_owed = shape.per_week
        if isinstance(shape, MeanAtLeast) and shape.quantity == "personal_half_days":
            model.personal_owed = shape.at_least


def _level(rule: Rule, settings: Settings) -> Level:
    """What a finding is; the sliding mean judges when it is the way of averaging that was chosen."""
    shape, sliding = rule.shape, settings.window_mode == "glissante"
    if isinstance(shape, MeanAtMost) and shape.over == "rolling-13" and sliding:
        return Level.BREACH
    return rule.level_in(settings)


def binding(model: Model, library: Library) -> list[Rule]:
    """Rules of law in force on some day of the period, whose finding is a breach. Each minds its own days."""
    return binding_on(model.problem, library)


def binding_on(problem: Problem, library: Library) -> list[Rule]:
    """The same, of a ward that no model was made of."""
    return [
        rule
        for rule in library.rules
        if rule.force is Force.LAW
        and _level(rule, problem.settings) is Level.BREACH
        and (rule.valid.since is None or rule.valid.since <= problem.last)
        and (rule.valid.until is None or rule.valid.until > problem.first)
    ]
