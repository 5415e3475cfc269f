"""The breaches of a hospital in figures, on paper: for an agency, a court, a minister. Nobody is named, nobody can be.

Python says what is true, ``paper.typ`` how it looks. Everything on it comes from sealed releases.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

from sextant import wording
from sextant.conditions.indicator import Worse
from sextant.conditions.past_survey import past_surveys
from sextant.conditions.register import series
from sextant.conditions.release import Release, Told
from sextant.conditions.table import HIDDEN, NOT_MEASURED, SELECTION, WHY_HIDDEN, rows_of, rule_of
from sextant.errors import BadInput

_TEMPLATE = Path(__file__).with_name("paper.typ")


def site_paper(releases: Sequence[Release], site: str, on: date, version: str) -> bytes:
    """The PDF of a site over one or several releases. Raises BadInput when none of them tells anything of it."""
    compiler = typst.Compiler(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(paper_values(releases, site, on, version), ensure_ascii=False)},
    )
    content = compiler.compile(format="pdf", timestamp=datetime(on.year, on.month, on.day, 12, tzinfo=UTC))
    assert isinstance(content, bytes)
    return content


def paper_values(releases: Sequence[Release], site: str, on: date, version: str) -> dict[str, Any]:
    """All that is printed, and nothing else."""
    told = [
        (release, found)
        for release in sorted(releases, key=lambda one: one.first)
        if (found := release.site(site))
    ]
    if not any(found.cells for _, found in told):
        raise BadInput(
            "aucune livraison ne dit quoi que ce soit de cet établissement",
            why="trop peu d’internes y ont accepté de compter",
            remedy="Attendez le trimestre suivant : un dossier ne se fait pas avec des chiffres masqués.",
        )
    release, here = told[-1]
    return {
        "site": here.name,
        "rank": here.say_rank(),
        "around": [one.name for one in release.around(here)[1:-1]],
        "period": release.says,
        "made_on": wording.say_day(on),
        "program": f"Sextant {version}",
        "rows": [_row(release, here, row, told) for row in rows_of(release, here)],
        "columns": [_short(one.first) for one, _ in told],
        "broken": _broken(release, here),
        "inside": _inside(release, here),
        "surveys": [
            f"{one.says} : {one.say_method()}. Source : {one.source} ; confiance {one.confidence.value}. "
            f"Non su : {one.unknown or 'rien de noté'}."
            for one in past_surveys()
        ],
        "notes": [SELECTION, WHY_HIDDEN, NOT_MEASURED],
        "seals": [[one.says, wording.say_day(one.made_on), one.seal()] for one, _ in told],
        "thresholds": f"Au moins {release.thresholds.people} personnes derrière chaque chiffre, "
        f"{release.thresholds.sensitive} pour un chiffre sensible.",
    }


def _row(release: Release, here: Told, row: Any, told: Sequence[tuple[Release, Told]]) -> dict[str, Any]:
    moments = series([one for one, _ in told], here.id, row.indicator.id)
    return {
        "says": row.indicator.says,
        "beyond": row.indicator.beyond,
        "values": [
            HIDDEN if m.cell is None else row.indicator.say(m.cell.value, m.cell.edge) for m in moments
        ],
        "behind": row.behind,
        "spread": row.spread,
        "surveys": row.beside(),
    }


def _broken(release: Release, here: Told) -> list[dict[str, str]]:
    """What the law asks and the figures do not show, with its article; a mean below its limit is not there."""
    found = []
    for row in rows_of(release, here):
        rule = rule_of(row.indicator, release)
        if (
            rule is None
            or row.cell is None
            or not _off(row.indicator.id, row.indicator.worse, row.cell.value, release)
        ):
            continue
        found.append(
            {
                "code": rule.code,
                "force": rule.force.value,
                "says": f"{row.indicator.says} : {row.says}",
                "rule": rule.says,
                "article": f"{rule.article} ; confiance {rule.confidence.value}, lu le {wording.say_day(rule.checked)}",
                "doubt": rule.doubt,
            }
        )
    return found


def _off(indicator: str, worse: Worse, value: float, release: Release) -> bool:
    """Whether a figure says that the rule was not kept by all: a share of what is owed, or a mean over its limit."""
    if worse is Worse.LESS:
        return value < release.thresholds.register_below
    limit = {"hours": float(release.thresholds.heavy_week), "half_days": 8.0}.get(indicator)
    return limit is not None and value > limit


def _inside(release: Release, here: Told) -> list[dict[str, Any]]:
    names = ("hours", "over_48", "rest_after_garde", "rest_after_demi_garde", "rest_after_call_out")
    rows = []
    for one in release.sites:
        if one.inside == here.id:
            found = {row.indicator.id: row.says for row in rows_of(release, one)}
            rows.append({"name": one.name, "values": [found.get(name, HIDDEN) for name in names]})
    return sorted(rows, key=lambda row: str(row["name"]))


def _short(day: date) -> str:
    return wording.say_day(day).split(" ", 1)[1]
