"""Why no roster exists: the few rules and facts that cannot hold together, and the smallest ways out.

The solver's own core is not trusted: each set of reasons named here was proved impossible by a search of
our own, and no reason of it can be left out. Each way out was tried, and its roster judged by the auditor.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from ortools.sat.python import cp_model

from sextant import wording
from sextant.almanac.activity import Kind
from sextant.errors import Undecided
from sextant.law import say
from sextant.law.library import Library, load
from sextant.law.shapes.leave_run import LeaveRun
from sextant.law.shapes.line_at_least import LineAtLeast
from sextant.roster.audit import audit
from sextant.roster.encode.lines_only import can_hold, fits, lines_model, run, set_domain
from sextant.roster.encode.variables import Model, Reason, decode
from sextant.roster.headcount import with_interns
from sextant.roster.policies.policy import POLICY_NAMES
from sextant.roster.problem import Leave, Problem
from sextant.roster.refused import refused
from sextant.roster.roster import Roster


@dataclass(frozen=True, slots=True)
class WayOut:
    """A change that makes the ward possible: what to do, in French, and the audited roster it gives.

    ``roster`` leaves the duties of ``uncovered`` open, when that is the way out.
    """

    kind: str
    what: str
    roster: Roster
    uncovered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a ward is impossible. ``reasons`` are sentences that cannot be true together; ``codes`` the rules named.

    ``minimal`` says that every reason is needed (each set without one of them was proved possible).
    """

    sentence: str
    reasons: tuple[str, ...]
    codes: tuple[str, ...]
    ways_out: tuple[WayOut, ...]
    minimal: bool = True


def explain(problem: Problem, library: Library | None = None, *, seconds: float = 30) -> Explanation | None:
    """Explain why the ward has no legal roster; None when it has one.

    Raises Undecided when ``seconds`` do not suffice to know.
    """
    library = library or load()
    limit = time.monotonic() + seconds
    refusal = refusal_of(problem, library)
    if refusal is not None:
        completed = replace(problem, lines=tuple(replace(line, senior_roster=True) for line in problem.lines))
        seniors = _with_seniors(completed, library, limit)
        ways = (*_less_leave(problem, library, limit), *seniors, *_more_interns(problem, library, limit))
        return replace(refusal, ways_out=ways)
    model = lines_model(problem, library, explaining=True)
    if fits(model, frozenset(model.switches), max(limit - time.monotonic(), 1)):
        return None
    core, minimal = _shrink(model, limit - seconds / 2)
    reasons = tuple(_say(problem, library, core))
    return Explanation(
        sentence="Aucun tableau légal n’existe : "
        + (
            f"ces {len(reasons)} points ne tiennent pas ensemble."
            if len(reasons) > 1
            else "ce point ne peut pas être tenu."
        ),
        reasons=reasons,
        codes=tuple(dict.fromkeys(r.code for r in core if r.kind in ("rule", "exemption"))),
        ways_out=_ways_out(problem, library, core, limit),
        minimal=minimal,
    )


# -- refused before any search --------------------------------------------------------------------------


def refusal_of(problem: Problem, library: Library) -> Explanation | None:
    """What no timetable can mend, told by the auditor: a line with too few interns, a leave too long; or None."""
    found = refused(problem, library)
    if not found:
        return None
    reasons = []
    for breach in found:
        says = breach.rule.says.rstrip(".")
        reasons.append(f"{breach.code} — {breach.because} ; {says} ({breach.rule.article}).")
    if all(isinstance(breach.rule.shape, LineAtLeast) for breach in found):
        refusal = "Cette ligne est refusée" if len(found) == 1 else "Ces lignes sont refusées"
    else:
        refusal = "Ce service est refusé"
    codes = tuple(dict.fromkeys(breach.code for breach in found))
    return Explanation(f"{refusal} avant tout calcul.", tuple(reasons), codes, ())


# -- the core -----------------------------------------------------------------------------------------


def _shrink(model: Model, limit: float) -> tuple[list[Reason], bool]:
    """Leave out reasons, largest groups first, as long as the rest stays impossible. (core, is it minimal?)"""
    core = _first_core(model)
    # Whole families first (all the leaves, all of one rule), then one reason at a time.
    for key in sorted({(r.kind, r.code) for r in core}):
        rest = [r for r in core if (r.kind, r.code) != key]
        if time.monotonic() < limit and len(rest) < len(core) and not _fits(model, rest, limit):
            core = rest
    minimal = True
    for reason in list(core):
        rest = [r for r in core if r != reason]
        if time.monotonic() > limit:
            minimal = False
            break
        if not _fits(model, rest, limit):
            core = rest
    return core, minimal


def _first_core(model: Model) -> list[Reason]:
    """The solver's own core when a search of ours confirms it, else every reason."""
    everything = list(model.switches)
    model_literals = {literal.index: reason for reason, literal in model.switches.items()}
    for literal in model.switches.values():
        set_domain(model, literal, 0, 1)
    model.cp.add_assumptions(list(model.switches.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = 1.5
    status = solver.solve(model.cp)
    model.cp.clear_assumptions()
    if status == cp_model.INFEASIBLE:
        named = [
            model_literals[i]
            for i in solver.sufficient_assumptions_for_infeasibility()
            if i in model_literals
        ]
        if named and not _fits(model, named, time.monotonic() + 5):
            return named
    return everything


def _fits(model: Model, reasons: list[Reason], limit: float) -> bool:
    try:
        return fits(model, frozenset(reasons), max(min(limit - time.monotonic(), 5.0), 0.5))
    except Undecided:
        return True  # not proved impossible: the reason stays in the core


# -- in words -----------------------------------------------------------------------------------------


_KINDS = ("cover", "rule", "exemption", "leave", "fixed", "course", "policy")


def _say(problem: Problem, library: Library, core: list[Reason]) -> list[str]:
    """The reasons of a core, one sentence for each rule, line, leave."""
    said: list[str] = []

    def key(reason: Reason) -> tuple[int, str]:
        return _KINDS.index(reason.kind), reason.code

    for (_, code), group in groupby(sorted(core, key=key), key=key):
        reasons = list(group)
        kind = reasons[0].kind
        people = wording.join(sorted({r.who for r in reasons if r.who}))
        if kind == "cover":
            line = next(line for line in problem.lines if line.id == code)
            weeks = sorted({int(r.what) for r in reasons})
            said.append(f"La ligne « {line.name} » est tenue chaque jour prévu, {_weeks(weeks, problem)}.")
        elif kind == "rule" or kind == "exemption":
            ids = {r.what for r in reasons}
            rules = [rule for rule in library.by_code(code) if rule.id in ids]
            says = " ; ".join(rule.says for rule in rules)
            said.append(f"{code} — {says} ({rules[0].article})" + (f" : {people}." if people else "."))
        elif kind == "policy":
            said.append(
                f"Les règles du service sont tenues : {POLICY_NAMES[code]}"
                + (f", pour {people}." if people else ".")
            )
        elif kind == "leave":
            said += [f"{r.who} est en congé {r.what}." for r in reasons]
        elif kind == "fixed":
            said += [f"{r.who} : {r.what}, décidé d’avance." for r in reasons]
        else:
            said.append(f"Les cours de {people} sont tenus.")
    return said


def _weeks(mondays: list[int], problem: Problem) -> str:
    first, last = problem.first.toordinal(), problem.last.toordinal()
    if len(mondays) == 1:
        return f"la semaine du {wording.say_day(date.fromordinal(mondays[0]))}"
    if mondays[-1] - mondays[0] == 7 * (len(mondays) - 1):
        return say.period(max(mondays[0], first), min(mondays[-1] + 6, last))
    return "les semaines du " + wording.join([wording.say_day(date.fromordinal(m)) for m in mondays])


# -- ways out -----------------------------------------------------------------------------------------


def _ways_out(problem: Problem, library: Library, core: list[Reason], limit: float) -> tuple[WayOut, ...]:
    """The ways out that were found and audited, smallest change first."""
    found = [
        *_other_leave(problem, library, core, limit),
        *_necessity(problem, library, core, limit),
        *_more_interns(problem, library, limit),
        *_fewest_open(problem, library, limit),
    ]
    return tuple(found)


def _held(problem: Problem, library: Library, limit: float) -> Roster | None:
    """An audited roster of this changed ward, or None."""
    try:
        roster = can_hold(problem, library, max(min(limit - time.monotonic(), 10.0), 0.5))
    except Undecided:
        return None
    if roster is not None and not audit(roster, library).clean:
        return None
    return roster


def _more_interns(problem: Problem, library: Library, limit: float) -> tuple[WayOut, ...]:
    """The smallest number of ordinary interns to add, up to six."""
    for more in range(1, 7):
        changed = with_interns(problem, len(problem.interns) + more)
        if not refused(changed, library) and (roster := _held(changed, library, limit)) is not None:
            return (WayOut("interns", f"Ajouter {wording.say_count(more, 'interne')} à la ligne.", roster),)
    return ()


def _necessity(problem: Problem, library: Library, core: list[Reason], limit: float) -> tuple[WayOut, ...]:
    """Record an imperative necessity (rule G2) on the lines whose ceiling of gardes is in the way."""
    lines = {r.code for r in core if r.kind == "cover"}
    if not any(r.code == "G1" for r in core):
        return ()
    changed = replace(
        problem,
        lines=tuple(
            replace(line, necessity=line.necessity or "à motiver") if line.id in lines else line
            for line in problem.lines
        ),
    )
    roster = _held(changed, library, limit)
    if roster is None:
        return ()
    what = (
        "Consigner la nécessité impérieuse de service (règle G2), motivée, qui permet de dépasser le service de garde normal ; "
        "ce n’est possible que si le tableau ne peut être fait autrement."
    )
    return (WayOut("necessity", what, roster),)


def _other_leave(problem: Problem, library: Library, core: list[Reason], limit: float) -> tuple[WayOut, ...]:
    """One leave of the core moved by a few weeks, or else given up: three such ways at most, looked for a short while."""
    found: list[WayOut] = []
    limit = min(limit, time.monotonic() + _A_WHILE)
    for reason in core:
        if reason.kind != "leave":
            continue
        intern = problem.intern(reason.who)
        for leave in intern.leaves:
            if f"du {leave.first:%d/%m/%Y} au {leave.last:%d/%m/%Y}" != reason.what or not leave.movable:
                continue
            if len(found) == _WAYS or time.monotonic() > limit:
                return tuple(found)
            given_up = _given_up(problem, library, reason, leave, limit)
            # where the ward cannot do with the intern there all along, no move helps
            if given_up is not None:
                found.append(_moved(problem, library, reason, leave, limit) or given_up)
    return tuple(found)


_WAYS, _A_WHILE = 3, 2.0
"""Ways out by a leave, at most; seconds after which no other leave is tried. A page waits for the answer."""


def _moved(problem: Problem, library: Library, reason: Reason, leave: Leave, limit: float) -> WayOut | None:
    """The leave a few weeks later or earlier, the nearest first."""
    intern = problem.intern(reason.who)
    for weeks in (1, -1, 2, -2, 3, -3, 4, -4):
        away = timedelta(weeks=weeks)
        moved = replace(leave, first=leave.first + away, last=leave.last + away)
        inside = problem.first <= moved.first and moved.last <= problem.last
        if not inside or _busy(intern.leaves, leave, moved):
            continue
        roster = _held(_with_leave(problem, reason.who, leave, (moved,)), library, limit)
        if roster is not None:
            to = say.period(moved.first.toordinal(), moved.last.toordinal())
            return WayOut("leave", f"Déplacer le congé de {reason.who} {reason.what} : {to}.", roster)
    return None


def _given_up(
    problem: Problem, library: Library, reason: Reason, leave: Leave, limit: float
) -> WayOut | None:
    """The leave out of the period."""
    roster = _held(_with_leave(problem, reason.who, leave, ()), library, limit)
    if roster is None:
        return None
    return WayOut("leave", f"Reporter après la période le congé de {reason.who} {reason.what}.", roster)


def _less_leave(problem: Problem, library: Library, limit: float) -> tuple[WayOut, ...]:
    """When the law refuses the leave itself: the last leaves given up, one by one, until it no longer does."""
    given_up: list[str] = []
    while found := [b for b in refused(problem, library) if isinstance(b.rule.shape, LeaveRun)]:
        name = found[0].person
        leaves = [x for x in problem.intern(name).leaves if x.kind is Kind.LEAVE and x.movable]
        if not leaves:
            return ()
        last = max(leaves, key=lambda leave: leave.first)
        given_up.append(f"{name} {say.period(last.first.toordinal(), last.last.toordinal())}")
        problem = _with_leave(problem, name, last, ())
    roster = _held(problem, library, limit) if given_up and not refused(problem, library) else None
    if roster is None:
        return ()
    which = "le congé" if len(given_up) == 1 else "les congés"
    return (WayOut("leave", f"Ne pas compter ici {which} de {wording.join(given_up)}.", roster),)


def _busy(leaves: tuple[Leave, ...], but: Leave, moved: Leave) -> bool:
    return any(x is not but and x.first <= moved.last and moved.first <= x.last for x in leaves)


def _with_leave(problem: Problem, name: str, old: Leave, new: tuple[Leave, ...]) -> Problem:
    """The same ward with one leave moved or given up; courses of the days that it now covers are missed."""
    return replace(
        problem,
        interns=tuple(
            replace(i, leaves=tuple(y for x in i.leaves for y in (new if x is old else (x,))))
            if i.name == name
            else i
            for i in problem.interns
        ),
    )


def _with_seniors(problem: Problem, library: Library, limit: float) -> tuple[WayOut, ...]:
    """A senior roster that completes the lines: with nothing left open, or holding what interns cannot."""
    what = "Compléter la ligne par une liste de seniors"
    roster = _held(problem, library, limit)
    if roster is not None:
        return (WayOut("seniors", f"{what} ; les internes tiennent alors tout le reste.", roster),)
    return tuple(
        replace(
            way,
            kind="seniors",
            what=f"{what}, qui tiendrait au moins {wording.say_count(len(way.uncovered), 'garde')}.",
        )
        for way in _fewest_open(problem, library, limit)
    )


def _fewest_open(problem: Problem, library: Library, limit: float) -> tuple[WayOut, ...]:
    """The roster with the fewest duties left open, and which ones."""
    model = lines_model(problem, library, may_stay_open=True)
    open_posts = [cost for cost in model.costs if cost.kind == "uncovered"]
    model.cp.minimize(sum(cost.amount for cost in open_posts))
    solver = cp_model.CpSolver()
    status = run(solver, model, max(min(limit - time.monotonic(), 10.0), 0.5))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return ()
    roster = decode(model, lambda literal: int(solver.value(literal)))
    left = [cost for cost in open_posts if solver.value(cost.amount)]
    verdict = audit(roster, library)
    if not left or not verdict.judgement.legal:
        return ()
    days = tuple(cost.what.removesuffix(" : personne") for cost in sorted(left, key=lambda c: c.day))
    proved = "au moins, c’est prouvé" if status == cp_model.OPTIMAL else "au mieux trouvé"
    what = f"Laisser {wording.say_count(len(left), 'garde')} sans interne ({proved}), à confier à un senior."
    return (WayOut("open", what, roster, days),)
