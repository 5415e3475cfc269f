"""The answer to « is my planning legal? » as a PDF to take away, made in memory: nothing touches a disk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from sextant import wording
from sextant.almanac.holidays import TERRITORIES
from sextant.almanac.timeline import Nature
from sextant.law.library import Library, load
from sextant.law.rule import Force
from sextant.roster.papers.check import Check, Finding, Measure, Week
from sextant.roster.papers.legend import MARKS

_TEMPLATE = Path(__file__).parent / "check.typ"
_FORCES = {Force.LAW: "loi", Force.CHARTER: "charte", Force.DEMAND: "demande syndicale"}


def check_pdf(checked: Check, *, printed_on: date, version: str, library: Library | None = None) -> bytes:
    """The bytes of the PDF; same arguments, same bytes."""
    data = _document(checked, printed_on, version, library or load())
    compiler = typst.Compiler(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
    )
    stamp = datetime(printed_on.year, printed_on.month, printed_on.day, 12, tzinfo=UTC)
    content = compiler.compile(format="pdf", timestamp=stamp)
    assert isinstance(content, bytes)
    return content


def code_of(checked: Check) -> str:
    """The same planning gives the same code, any change another one (48 bits of SHA-256)."""
    line = checked.timeline
    facts = [(a.kind.value, a.start, a.end, int(a.half_day)) for a in line.activities]
    said = [line.first.isoformat(), line.last.isoformat(), line.nature.value, line.person.territory, facts]
    digits = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    return "-".join(digits[i : i + 4] for i in (0, 4, 8))


def _document(checked: Check, printed_on: date, version: str, library: Library) -> dict[str, object]:
    """Everything that the template prints."""
    line, say = checked.timeline, wording.typography
    law = f"Droit appliqué : textes en vigueur {wording.say_span(line.first, line.last)}"
    if library.rules:
        law += f", vérifiés le {wording.say_date(max(rule.checked for rule in library.rules))}"
    nature = "prévu" if line.nature is Nature.PLANNED else "fait"
    return {
        "imprint": {
            "code": code_of(checked),
            "printed": f"Sextant {version}, imprimé le {wording.say_date(printed_on)}",
            "law": say(law),
        },
        "marks": {letter: asdict(mark) | {"says": mark.says} for letter, mark in MARKS.items()},
        "legend": list(checked.legend),
        "title": f"Contrôle d’un planning {nature}",
        "period": checked.span,
        "about": say(_about(checked)),
        "answer": checked.answer,
        "verdict": say(checked.says),
        "hedges": [say(one) for one in checked.hedges],
        "todo": [say(one) for one in checked.todo],
        "measures": [_measure(one) for one in checked.measures],
        "figures": [asdict(one) for one in checked.figures],
        "weeks": [_week(one, checked.intake.undated) for one in checked.weeks],
        "breaches": list(map(_finding, checked.breaches)),
        "warnings": list(map(_finding, checked.warnings)),
        "unheard": [
            f"{one} « {one.written} »" if one.written else str(one) for one in checked.intake.unheard
        ],
        "notes": [say(note) for note in checked.intake.notes],
    }


def _about(checked: Check) -> str:
    person = checked.timeline.person
    parts: Iterable[str] = (
        person.status.value.replace("-", " "),
        f"stage en {person.placement.value}" if person.placement.is_ambulatory else "stage à l’hôpital",
        f"quotité {wording.say_number(100 * person.share)} %" if person.share < 1 else "",
        "grossesse déclarée" if person.pregnancy else "",
        f"jours fériés : {TERRITORIES[person.territory].name}",
    )
    return ", ".join(part for part in parts if part).replace("hopital", "hôpital").capitalize() + "."


def _measure(one: Measure) -> dict[str, object]:
    return {"name": one.name, "says": wording.typography(one.says), "share": one.gauge.share,
            "limited": one.gauge.limit is not None, "over": one.gauge.over}  # fmt: skip


def _week(one: Week, undated: bool) -> dict[str, object]:
    return {
        "title": one.title,
        "says": one.says,
        "days": [
            {
                "label": day.label[:3] if undated else day.label,
                "bands": list(day.bands),
                "shaded": day.shaded,
                "codes": list(dict.fromkeys(breach.code for breach in day.breaches)),
                "broken": day.broken,
            }
            for day in one.drawn.days
        ],
    }  # fmt: skip


def _finding(one: Finding) -> dict[str, object]:
    rule, say = one.rule, wording.typography
    more = f"Et {wording.say_count(one.more, 'autre fois', 'autres fois')}." if one.more else ""
    return {
        "code": rule.code,
        "force": rule.force.value,
        "says": [say(sentence) for sentence in one.sentences] + ([more] if more else []),
        "rule": say(rule.says[0].upper() + rule.says[1:] + "."),
        "article": say("; ".join(str(cite) for cite in rule.cites)),
        "about": f"{_FORCES[rule.force]}, {one.reliance}",
        "doubt": say(rule.doubt),
    }
