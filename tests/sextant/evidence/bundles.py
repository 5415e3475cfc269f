"""Small matters to make bundles of."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sextant.document import Document
from sextant.evidence.dossier import Dossier, make_dossier
from sextant.evidence.source import Source
from sextant.law.planning_file import planning_from
from sextant.procedure.case_facts import Facts, facts_of

TODAY = date(2026, 11, 25)
HARD = "MA MAN MA .. MA MA .."  # a day worked right after a night, and a Saturday afternoon
PLAIN = "MA MA .. MA MA .. .."


def source(*weeks: str, start: date = date(2026, 11, 2), **more: Any) -> Source:
    data = {"person": {"name": "Camille"}, "nature": "realise", "from": start, "weeks": list(weeks), **more}
    planning = planning_from(data)
    return Source(planning.timeline, planning.settings, "Relevé déclaré par l’interne")


def facts() -> Facts:
    data = {
        "procedure": "plus-de-48-heures",
        "steps": {
            "documenter": {"done": date(2026, 11, 2)},
            "recuperation": {
                "sent": date(2026, 11, 10),
                "received": date(2026, 11, 12),
                "proof": "AR 1A 234",
            },
        },
        "fields": {"hopital": "CH de Kerlann", "service": "Médecine polyvalente"},
    }
    return facts_of(Document("faits.yaml", data, {}))


def bundle(*weeks: str, **more: Any) -> Dossier:
    return make_dossier(source(*weeks), TODAY, **more)


def picture(folder: Path) -> Path:
    """A PNG of one pixel."""
    content = bytes.fromhex(
        "89504e470d0a1a0a0000000d494844520000000100000001080600000"
        "01f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    path = folder / "capture.png"
    path.write_bytes(content)
    return path
