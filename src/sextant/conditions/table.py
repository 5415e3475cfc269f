"""The table of one site: what its ledgers say, beside what surveys said. For the terminal, the site and paper alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sextant.conditions.indicator import Indicator
from sextant.conditions.past_survey import PastSurvey, SurveyFigure, past_surveys
from sextant.conditions.release import Cell, Release, Told
from sextant.law.library import load
from sextant.law.rule import Rule
from sextant.wording import fold

HIDDEN = "masqué"

SELECTION = (
    "Ces chiffres viennent des carnets d’internes qui l’ont voulu. Qui tient un carnet et accepte de compter n’est pas "
    "tiré au sort : ce n’est pas une moyenne de tous les internes, et l’écart n’est pas connu."
)
"""Said wherever a figure is shown."""

WHY_HIDDEN = (
    "« Masqué » veut dire : trop peu de personnes derrière ce chiffre, ou derrière un autre que celui-ci permettrait de "
    "retrouver par soustraction. Cela ne dit rien des conditions."
)

NOT_MEASURED = (
    "Un carnet d’heures ne mesure ni la charge ressentie, ni les responsabilités confiées : "
    "elles restent aux enquêtes."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of one site. ``cell`` is None when it is hidden."""

    indicator: Indicator
    cell: Cell | None
    surveys: tuple[tuple[PastSurvey, SurveyFigure], ...]

    @property
    def says(self) -> str:
        """« 62 % », « masqué »."""
        return HIDDEN if self.cell is None else self.indicator.say(self.cell.value, self.cell.edge)

    @property
    def spread(self) -> str:
        """« la moitié des semaines entre 44 h et 58 h, médiane 51 h », or nothing."""
        cell = self.cell
        if cell is None or cell.median is None or cell.quarter is None or cell.three_quarters is None:
            return ""
        low, middle, high = (
            self.indicator.say(hours) for hours in (cell.quarter, cell.median, cell.three_quarters)
        )
        return f"la moitié des semaines entre {low} et {high}, médiane {middle}"

    @property
    def behind(self) -> str:
        """« 11 à 19 internes, environ 180 semaines »."""
        if self.cell is None:
            return ""
        weeks = f", environ {self.cell.weeks} semaines" if self.cell.weeks else ""
        return f"{self.cell.say_people()}{weeks}"

    def beside(self) -> list[str]:
        """« 43 % en 2023 (…) », one sentence a survey."""
        return [
            f"{self.indicator.say(figure.value)} en {survey.last.year} : {figure.differs}"
            for survey, figure in self.surveys
        ]


def rows_of(release: Release, site: Told) -> list[Row]:
    """Every indicator of the release, in its order."""
    return [
        Row(
            one,
            site.cells.get(one.id),
            tuple(
                (survey, found) for survey in past_surveys() if (found := survey.figure(one.id)) is not None
            ),
        )
        for one in release.indicators
    ]


def rule_of(indicator: Indicator, release: Release) -> Rule | None:
    """The rule that an indicator watches, as in force at the end of the trimester."""
    if not indicator.rule:
        return None
    in_force = load().in_force(release.last).only([indicator.rule]).rules
    return in_force[0] if in_force else None


def site_json(release: Release, site: Told) -> dict[str, Any]:
    """A site of a release, for programs: hidden figures are null."""
    cells = {
        row.indicator.id: row.cell.model_dump(mode="json") if row.cell else None
        for row in rows_of(release, site)
    }
    return {
        "id": site.id,
        "name": site.name,
        "rank": site.rank.value,
        "inside": site.inside,
        "indicators": cells,
    }


def named(release: Release, words: str) -> Sequence[Told]:
    """The sites of that id or of that name."""
    wanted = fold(words).strip()
    return [one for one in release.sites if wanted in (one.id, fold(one.name))]
