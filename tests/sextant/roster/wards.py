"""A small ward that is well written, and problems and rosters drawn at random."""

from __future__ import annotations

from sextant.document import parse_document
from sextant.roster.problem import Problem
from sextant.roster.ward_file import problem_of

GOOD = """ward: Médecine
from: 2026-11-02
to: 2026-11-29
interns:
  - name: Camille
    leave: [{from: 2026-11-09, to: 2026-11-14}]
    university: [jeudi après-midi]
    fixed: [{day: 2026-11-04, what: N@gardes}]
  - name: Yanis
    wishes:
      personal: [{when: vendredi matin, weight: 3}]
      avoid: [{days: [2026-11-11, samedi], line: gardes, weight: 5}]
    history: {nights: 3, last_duty_end: "2026-11-02 08:30"}
  - name: Inès
    pregnancy: {third_month: 2026-11-16}
  - {name: Théo, share: 0.5, phase: socle, semester: 1}
  - {name: Jade, university: [2026-11-10 matin]}
lines:
  - id: gardes
    kind: garde
    who: {except: [Théo]}
  - id: astreintes
    kind: astreinte
    shared: {with: Gériatrie, ours: [semaines paires], interns: 4}
presence:
  - {days: [lundi au vendredi], minimum: 1, wanted: 2, maximum: 4}
  - {days: [samedi], half_day: matin, minimum: 0, wanted: 1}
signatories: {responsable: Dr Lemoine}
"""


def ward(text: str = GOOD) -> Problem:
    """The problem of a ward file's text."""
    return problem_of(parse_document(text, "service.yaml"))
