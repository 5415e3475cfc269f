"""The answer to « is my planning legal? »: the same on the page and on the paper that is taken away.

Verdict in a sentence, figures against their limits, the weeks drawn, what breaks and why, what to do. A line that
was not understood suspends the verdict: nothing is called legal on a planning that was read in part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from sextant import wording
from sextant.almanac.letters import DAY_NAMES
from sextant.almanac.timeline import Nature, Timeline
from sextant.almanac.week import monday_of
from sextant.law.account import Account, WeekAccount
from sextant.law.audit import Judgement, judge
from sextant.law.breach import Breach
from sextant.law.intake import Intake
from sextant.law.library import Library, load
from sextant.law.rule import Confidence, Force, Rule
from sextant.roster.papers.drawn_week import DrawnWeek, drawn_weeks, legend_of
from sextant.roster.papers.figures import Figure, Gauge, figures, half_day_gauge, hour_gauge, limits

_TOLD = 3
"""Findings of one rule told one by one; the others are counted."""
_MARGIN = 1e-6

Answer = Literal["lawful", "unlawful", "unknown"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Everything found by one rule: the first times in full, how many more."""

    rule: Rule
    sentences: tuple[str, ...]  # what happened, each time, without the article
    more: int

    @property
    def reliance(self) -> str:
        """How far the rule was checked: « confiance haute, vérifiée le 22 novembre 2026 »."""
        day = wording.say_day(self.rule.checked)
        if self.rule.confidence is Confidence.UNVERIFIED:
            return f"source non vérifiée, relue le {day}"
        return f"confiance {self.rule.confidence.value}, vérifiée le {day}"


@dataclass(frozen=True, slots=True)
class Measure:
    """A weekly mean, its limit, and both in words."""

    name: str
    gauge: Gauge
    says: str


@dataclass(frozen=True, slots=True)
class Week:
    """A drawn week, its name, and what it counts."""

    drawn: DrawnWeek
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Check:
    """The whole answer. ``says`` is the verdict, ``hedges`` what it does not say, ``todo`` what to do now."""

    intake: Intake
    timeline: Timeline
    answer: Answer
    says: str
    hedges: tuple[str, ...]
    todo: tuple[str, ...]
    measures: tuple[Measure, ...]
    figures: tuple[Figure, ...]
    weeks: tuple[Week, ...]
    legend: tuple[str, ...]
    breaches: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @property
    def span(self) -> str:
        """« du 2 au 8 novembre 2026 », or how many ordinary weeks."""
        if self.intake.undated:
            return wording.say_count(len(self.weeks), "semaine ordinaire", "semaines ordinaires")
        return wording.say_span(self.timeline.first, self.timeline.last)


def check(intake: Intake, library: Library | None = None) -> Check | None:
    """Judge what was read of a planning; None when nothing was."""
    if intake.planning is None:
        return None
    library = library or load()
    planning = intake.planning
    line, person = planning.timeline, planning.timeline.person
    judgement = judge([line], library=library, settings=planning.settings, lines=planning.lines)
    account = judgement.accounts[0]
    limit = limits(library, line.last)
    drawn = drawn_weeks(
        line, judgement.breaches, hours=intake.hours, settings=planning.settings, library=library
    )
    half_days = half_day_gauge(account, person, limit, judgement)
    hours = hour_gauge(account, person, limit, judgement)
    if len(account.weeks) == 1:  # a week alone is told as it is, were it given from its Wednesday on
        half_days = replace(
            half_days, value=account.stage_half_days, says=wording.say_number(account.stage_half_days)
        )
        hours = replace(hours, value=account.minutes / 60, says=wording.say_duration(account.minutes))
    return Check(
        intake=intake,
        timeline=line,
        answer=_answer(intake, judgement),
        says=_says(intake, judgement, line),
        hedges=tuple(_hedges(intake, judgement, account)),
        todo=tuple(_todo(judgement, account, line.nature, intake.undated)),
        measures=(
            Measure(
                "Demi-journées en stage",
                half_days,
                _against(
                    half_days, account, wording.say_count(half_days.value, "demi-journée", "demi-journées")
                ),
            ),
            Measure("Heures", hours, _against(hours, account, hours.says)),
        ),
        figures=tuple(_without_day(one, intake) for one in figures(account, person, limit, judgement)[2:]),
        weeks=tuple(_weeks(drawn, account.weeks, intake.undated)),
        legend=tuple(legend_of(drawn)),
        breaches=tuple(_by_rule(judgement.breaches, line if intake.undated else None)),
        warnings=tuple(_by_rule(judgement.warnings, line if intake.undated else None)),
        notes=tuple(_by_rule(judgement.notes, line if intake.undated else None)),
    )


def _answer(intake: Intake, judgement: Judgement) -> Answer:
    if not judgement.legal:
        return "unlawful"
    return "unknown" if intake.unheard else "lawful"


def _says(intake: Intake, judgement: Judgement, line: Timeline) -> str:
    count = wording.say_count(len(judgement.unlawful), "manquement")
    codes = wording.join(list(dict.fromkeys(breach.code for breach in judgement.unlawful)))
    lost = len(intake.unheard)
    if not judgement.legal:
        where = " dans ce qui a été compris" if lost else ""
        return f"Illégal{where} : {count} à la loi ({codes})."
    if lost:
        verb = "n’a pas été comprise" if lost == 1 else "n’ont pas été comprises"
        return f"Verdict suspendu : {wording.say_count(lost, 'ligne')} {verb}."
    days = (line.last - line.first).days + 1
    return f"Rien d’illégal trouvé dans {'ce jour' if days == 1 else f'ces {days} jours'}."


def _hedges(intake: Intake, judgement: Judgement, account: Account) -> Iterable[str]:
    lost = len(intake.unheard)
    if lost and not judgement.legal:
        verb = "n’a pas été comprise" if lost == 1 else "n’ont pas été comprises"
        them = "la" if lost == 1 else "les"
        yield f"{wording.say_count(lost, 'ligne')} {verb} : corrigez-{them} pour un verdict entier."
    elif lost:
        yield "Dans ce qui a été compris, rien d’illégal n’a été trouvé."
    if intake.undated:
        yield "Semaines ordinaires : aucune date n’est donnée, aucun jour férié n’est compté. Un premier jour les date."
    if any(breach.rule.force is Force.CHARTER for breach in judgement.breaches):
        yield "Une charte n’est pas respectée."
    if any(not window.closed for window in account.windows):
        yield (
            "Les moyennes de demi-journées et d’heures se jugent sur le trimestre de stage entier : "
            "ces semaines-ci ne suffisent pas à les dire tenues ou rompues."
        )
    if judgement.unlawful and all(b.rule.confidence is not Confidence.HIGH for b in judgement.unlawful):
        yield "Aucune de ces règles n’a été lue à la source sans réserve : voyez le doute de chacune avant de vous en servir."


def _todo(judgement: Judgement, account: Account, nature: Nature, undated: bool) -> Iterable[str]:
    if judgement.unlawful and nature is Nature.PLANNED:
        yield (
            "Demandez par écrit au praticien responsable de corriger le tableau avant qu’il soit arrêté, "
            "en citant l’article."
        )
    elif judgement.unlawful:
        yield (
            "Gardez ce relevé et vos horaires réels ; signalez-le par écrit au praticien responsable, en citant l’article."
        )
    if judgement.unlawful:
        yield "Sans réponse, votre structure locale d’internes peut vous appuyer."
    if account.surplus > _MARGIN and account.recover_before:
        before = "" if undated else f", le {wording.say_date(account.recover_before)}"
        yield (
            f"{wording.say_count(account.surplus, 'demi-journée', 'demi-journées')} au-delà de ce qui est dû : à récupérer "
            f"avant la fin du trimestre{before}."
        )


def _against(gauge: Gauge, account: Account, value: str) -> str:
    said = f"{value} par semaine" if len(account.weeks) > 1 else f"{value} cette semaine"
    if not gauge.allowed:
        return said
    said += f", {gauge.allowed} au plus en moyenne sur le trimestre"
    if gauge.over:
        return f"{said} : enfreint"
    over = gauge.limit is not None and gauge.value > gauge.limit + _MARGIN
    return f"{said} : au-dessus, sans manquement tant que le trimestre n’est pas fini" if over else said


def _weeks(drawn: Sequence[DrawnWeek], counted: Sequence[WeekAccount], undated: bool) -> Iterable[Week]:
    by_monday = {week.monday: week for week in counted}
    for number, week in enumerate(drawn, start=1):
        count = by_monday.get(week.monday)
        title = f"Semaine {number}" if undated else week.span[0].upper() + week.span[1:]
        says = "rien"
        if count is not None:
            half_days = wording.say_count(count.stage_half_days, "demi-journée", "demi-journées")
            says = f"{half_days}, {wording.say_duration(count.minutes)}"
        yield Week(week, title, says)


def _without_day(one: Figure, intake: Intake) -> Figure:
    """A line of the account; that of undated weeks names no day."""
    return replace(one, says=one.says.partition(" avant le ")[0]) if intake.undated else one


def _by_rule(breaches: Sequence[Breach], undated: Timeline | None) -> Iterable[Finding]:
    """Law first, then charter, then demand; each rule once."""
    found: dict[str, list[Breach]] = {}
    for breach in breaches:
        found.setdefault(breach.rule.id, []).append(breach)
    forces = list(Force)
    for same in sorted(found.values(), key=lambda same: forces.index(same[0].rule.force)):
        told = [f"{breach.because.rstrip('.')}." for breach in same[:_TOLD]]
        if undated is not None:
            told = [name_days(sentence, undated) for sentence in told]
        yield Finding(same[0].rule, tuple(told), max(0, len(same) - _TOLD))


def name_days(sentence: str, line: Timeline) -> str:
    """« mardi 24 novembre 2026 » becomes « mardi », or « mardi de la semaine 2 »: the dates are ours, not theirs."""
    monday = monday_of(line.first)
    for number in range((line.last - monday).days + 15):
        day = monday + timedelta(days=number)
        said = wording.say_date(day)
        if said in sentence:
            week = "" if line.last - monday < timedelta(days=7) else f" de la semaine {number // 7 + 1}"
            sentence = sentence.replace(said, f"{DAY_NAMES[day.weekday()]}{week}")
    return sentence
