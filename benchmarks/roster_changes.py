"""How fast a roster is changed, repaired with its proof, and a swap judged: what people wait for."""

from __future__ import annotations

import time
from datetime import timedelta
from statistics import median

from benchmarks.table import figure, held, table
from benchmarks.wards import Recipe, draw
from sextant.almanac.activity import Kind
from sextant.almanac.half_day import HalfDay
from sextant.errors import BadInput
from sextant.law.library import load
from sextant.roster.audit import audit
from sextant.roster.change import Cell, Edit, change
from sextant.roster.fairness import fairness
from sextant.roster.handed import Hand
from sextant.roster.repair import Absence, repair
from sextant.roster.roster import Roster
from sextant.roster.solve import solve
from sextant.roster.swap import judge_swap
from sextant.roster.why import why

REPAIR_TARGET, SWAP_TARGET = 2.0, 50.0  # seconds; milliseconds
_SAID = """\
14 internes, 13 semaines, tableau tiré au sort puis calculé. La réparation compte la construction du modèle, la preuve, \
le contrôle et les raisons ; l’échange est jugé avec ses moyennes rendues, l’audit du tableau étant connu."""


def section(quick: bool) -> str:
    """The table of what people feel."""
    roster = solve(draw(Recipe(14, 13)), seconds=10 if quick else 60).roster
    assert roster is not None
    repairs = _repairs(roster, 4 if quick else 20)
    proved = sum(one[1] for one in repairs)
    rows = [
        ["une case changée et jugée (ms)", *_summary(_edits(roster), 1000)],
        ["un échange jugé (ms)", *_summary(swaps := _swaps(roster), 1000)],
        ["pourquoi elle, pas les treize autres (ms)", *_summary(_whys(roster), 1000)],
        ["une absence réparée (s)", *_summary([seconds for seconds, _ in repairs], 1)],
    ]
    verdict = (
        f"Cibles : réparation prouvée en moins de {figure(REPAIR_TARGET, 0)} s "
        f"({held(max(s for s, _ in repairs) < REPAIR_TARGET and proved == len(repairs))}, "
        f"{proved} preuves sur {len(repairs)}), échange jugé en moins de {figure(SWAP_TARGET, 0)} ms "
        f"({held(median(swaps) * 1000 < SWAP_TARGET)} à la médiane)."
    )
    heads = ["geste", "médiane", "le plus long", "essais"]
    return f"## Un tableau qui change\n\n{_SAID}\n\n{table(heads, rows)}\n\n{verdict}"


def _summary(seconds: list[float], unit: float) -> list[str]:
    return [figure(median(seconds) * unit), figure(max(seconds) * unit), str(len(seconds))]


def _nights(roster: Roster) -> list[tuple[int, str]]:
    return sorted(
        (a.day, n) for n, held_ in roster.activities.items() for a in held_ if a.kind is Kind.GARDE_NUIT
    )


def _edits(roster: Roster) -> list[float]:
    library, known, found = load(), audit(roster), []
    names = [intern.name for intern in roster.problem.interns]
    for n, name in enumerate(names * 2):
        edit = Edit(Cell(name, roster.problem.days[3 * n], HalfDay.MORNING))
        started = time.perf_counter()
        change(roster, [edit], library, known=known)
        found.append(time.perf_counter() - started)
    return found


def _swaps(roster: Roster) -> list[float]:
    library, known, share = load(), audit(roster), fairness(roster)
    found, nights = [], _nights(roster)
    for (day, name), (other_day, other) in zip(nights, nights[5:], strict=False):
        hands = [Hand(name, other, day, HalfDay.NIGHT), Hand(other, name, other_day, HalfDay.NIGHT)]
        started = time.perf_counter()
        try:
            judge_swap(roster, hands, library, known=known, share=share)
        except BadInput:
            continue
        found.append(time.perf_counter() - started)
    return found


def _whys(roster: Roster) -> list[float]:
    library, known, found = load(), audit(roster), []
    for day, name in _nights(roster)[::15]:
        started = time.perf_counter()
        why(roster, name, day, HalfDay.NIGHT, library=library, known=known)
        found.append(time.perf_counter() - started)
    return found


def _repairs(roster: Roster, count: int) -> list[tuple[float, bool]]:
    """Absences of three days to three weeks, spread over the people and the weeks."""
    found = []
    for n in range(count):
        first = roster.problem.first + timedelta(days=4 * n + 1)
        last = min(first + timedelta(days=(2, 6, 13, 20)[n % 4]), roster.problem.last)
        absence = Absence(roster.problem.interns[n % 14].name, first, last)
        made = repair(roster, since=first, absences=[absence])
        found.append((made.seconds, made.proved))
    return found
