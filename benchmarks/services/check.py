"""The checker: a roster of an instance, made by anything, judged by the law and counted, without any solver.

The law is read by the auditor and the cost by the bill; neither imports the engine. A roster is a YAML file with
``roster:``, the weeks of each intern in letters, or a whole roster file of Sextant.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.services.frozen import path_of
from sextant.document import Document, read_document
from sextant.errors import BadInput
from sextant.roster.audit import audit
from sextant.roster.bill import bill, total
from sextant.roster.result import CostLine
from sextant.roster.roster_file import roster_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """``broken``: what the law or a line forbids, in French; a roster counts only when it is empty."""

    broken: tuple[str, ...]
    cost: int
    lines: tuple[CostLine, ...]

    @property
    def legal(self) -> bool:
        """True when the roster counts."""
        return not self.broken


def check(instance: str, roster: Path) -> Verdict:
    """Judge a roster of an instance. Raises BadInput, in French, when it cannot be read as one."""
    path = path_of(instance)
    if not path.is_file():
        raise BadInput(f"l’instance « {instance:.40} » n’existe pas", remedy="« list » les donne.")
    given = read_document(roster)
    if "roster" not in given.data:
        raise BadInput("ce fichier n’a pas de « roster: »", remedy="Écrivez les semaines de chaque interne.")
    facts = read_document(path)
    # The facts are those of the instance, whatever the file says of them.
    read = roster_of(
        Document(given.name, {**facts.data, "sextant": "tableau", "roster": given.data["roster"]}, {})
    )
    verdict = audit(read)
    broken = [breach.sentence for breach in verdict.judgement.unlawful]
    broken += [fault.sentence for fault in verdict.faults]
    lines = bill(read)
    return Verdict(tuple(broken), total(lines), lines)
