"""The best row of one person at given prices: a shortest path through days, exact, by dynamic programming.

A state says how the last day ended: the length of a rest so far (no further than what is enough), or the kind worked
and the length of the run. Beside it are counted the minutes (in steps), the weekends, and how often one chosen
kind was given. Values are integers, shifted left to carry the state they come from: a minimum is then also
an arg-minimum, and the loops over minutes run several at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sextant.roster.search.compiled import compiled
from sextant.roster.search.shift_table import ShiftTable

Ints64 = NDArray[np.int64]
Flags = NDArray[np.bool_]

_BITS = 12
_LOW = (1 << _BITS) - 1
IMPOSSIBLE = np.int64(1) << np.int64(60)
"""The price of what may not be, and of a row that cannot be."""
_HALF = np.int64(1) << np.int64(59)


@dataclass(frozen=True)
class RowRules:
    """What one person's row must keep, in the units that the search counts in.

    ``length[k]`` in steps of minutes (all 0 when minutes are free), ``least``/``most`` steps in all; ``runs``: run
    states kept, ``endless`` when the last stands for itself and longer; ``group[k]``: kinds with the same
    kinds before them share a group, ``before[g, k]`` says which.
    """

    length: Ints64
    least: int
    most: int
    runs: int
    endless: bool
    min_run: int
    min_rest: int
    max_run: int
    weekends: int
    max_of_kind: Ints64
    group: Ints64
    before: Flags
    may_start: Flags
    may_end: Flags
    floor: Ints64
    ceiling: Ints64


def row_rules(table: ShiftTable, person: int) -> RowRules:
    """The rules of one person of the table."""
    days = table.days
    usable = table.allowed[person].any(axis=0) & (table.max_of_kind[person] > 0)
    usable[0] = False
    minutes = table.minutes.astype(np.int64)
    longest = int(minutes[usable].max(initial=0))
    step = gcd(*(int(m) for m in minutes[usable])) or 1
    least = -(-int(table.min_minutes[person]) // step)
    most = min(int(table.max_minutes[person]), days * longest) // step
    length = np.where(usable, minutes // step, 0)
    if least <= 0 and most * step >= days * longest:
        length, least, most = np.zeros_like(length), 0, 0
    max_run, min_run = int(table.max_run[person]), max(1, int(table.min_run[person]))
    min_rest = max(1, min(int(table.min_rest_run[person]), days))
    endless = max_run >= days
    runs = max(2, min(min_run, days)) if endless else max_run
    weekends = int(table.max_weekends[person])
    if weekends >= int(table.weekend_of.max(initial=-1)) + 1:
        weekends = -1
    sets, group = np.unique(table.may_follow[1:, 1:].T, axis=0, return_inverse=True)
    before = np.zeros((len(sets), len(minutes)), dtype=np.bool_)
    before[:, 1:] = sets
    before[:, 1:] &= usable[1:]
    limits = np.minimum(table.max_of_kind[person].astype(np.int64), days)
    limits[0] = days
    cycle = max_run + min_rest
    full = np.arange(days + 1, dtype=np.int64)
    work = full // cycle * max_run + np.minimum(full % cycle, max_run)
    reach = work * int(length.max(initial=0))
    return RowRules(
        length=length,
        least=least,
        most=most,
        runs=runs,
        endless=endless,
        min_run=min_run,
        min_rest=min_rest,
        max_run=max_run,
        weekends=weekends,
        max_of_kind=limits,
        group=np.concatenate(([0], group.reshape(-1))).astype(np.int64),
        before=before,
        may_start=table.may_follow[0].copy(),
        may_end=table.may_follow[:, 0].copy(),
        floor=np.maximum(0, least - reach[::-1][1:]),
        ceiling=np.minimum(most, reach[1:]),
    )


@compiled
def best_row(
    price: Ints64,
    weekday: Ints64,
    length: Ints64,
    least: int,
    runs: int,
    endless: bool,
    min_run: int,
    min_rest: int,
    weekends: int,
    weekend_floor: Ints64,
    wide: int,
    counted: int,
    count_most: int,
    group: Ints64,
    before: Flags,
    may_start: Flags,
    may_end: Flags,
    floor: Ints64,
    ceiling: Ints64,
    weekend_price: int,
    row: Ints64,
) -> Any:
    """Fill ``row`` with the cheapest legal row, return its price; IMPOSSIBLE when there is none.

    ``price[d, k]``: IMPOSSIBLE where not allowed. ``weekday[d]``: 5 and 6 are the weekend. ``weekends`` -1: not
    counted. ``counted``: the kind that ``count_most`` limits, 0 for none. ``floor`` and ``ceiling``: the steps of
    minutes looked at after each day; ``weekend_floor`` and ``wide`` the numbers of weekends. ``weekend_price``: what
    each weekend worked costs.
    """
    days, kinds = price.shape
    work = kinds - 1
    states = min_rest + work * runs
    groups = before.shape[0]
    sources = min_rest + 1 + groups * (runs - 1)
    levels = 0
    for d in range(days):
        levels = max(levels, ceiling[d] - floor[d] + 1)
    deep = (count_most if counted > 0 else 0) + 1
    size = wide * deep
    now = np.full((states, size, levels), IMPOSSIBLE, dtype=np.int64)
    then = np.full((states, size, levels), IMPOSSIBLE, dtype=np.int64)
    best = np.full((sources, size, levels), IMPOSSIBLE, dtype=np.int64)
    came = np.empty((days, sources, size, levels), dtype=np.uint16)
    span = 1  # levels in use
    base = 0  # the steps of minutes that the first level stands for
    first = 0  # the number of weekends that the first place stands for
    for d in range(days):
        # -- where each group of states may come from --------------------------------------------------
        for s in range(sources):
            for q in range(size):
                for m in range(span):
                    best[s, q, m] = IMPOSSIBLE
        if d == 0:
            best[0, 0, 0] = 0
            best[min_rest, 0, 0] = 0
        else:
            # a rest begins after a run that may end (or that touches the first day)
            for w in range(1, runs + 1):
                if w >= min_run or w == d:
                    for k in range(1, kinds):
                        if may_end[k]:
                            s = min_rest + (w - 1) * work + k - 1
                            for q in range(size):
                                for m in range(span):
                                    best[0, q, m] = min(best[0, q, m], now[s, q, m] + s)
            # a rest goes on
            for r in range(min_rest):
                to = min(r + 1, min_rest - 1)
                for q in range(size):
                    for m in range(span):
                        best[to, q, m] = min(best[to, q, m], now[r, q, m] + r)
            # a run begins after a rest that is long enough (or touches the first day)
            for r in range(min_rest):
                if r == min_rest - 1 or r + 1 == d:
                    for q in range(size):
                        for m in range(span):
                            best[min_rest, q, m] = min(best[min_rest, q, m], now[r, q, m] + r)
            # a run goes on
            for w in range(1, min(runs, d) + 1):
                to = w
                if w == runs:
                    if not endless:
                        continue
                    to = runs - 1
                for g in range(groups):
                    target = min_rest + 1 + (to - 1) * groups + g
                    for k in range(1, kinds):
                        if before[g, k]:
                            s = min_rest + (w - 1) * work + k - 1
                            for q in range(size):
                                for m in range(span):
                                    best[target, q, m] = min(best[target, q, m], now[s, q, m] + s)
        for s in range(sources):
            for q in range(size):
                for m in range(span):
                    came[d, s, q, m] = best[s, q, m] & _LOW
                    best[s, q, m] = (best[s, q, m] >> _BITS) << _BITS
        # -- what the day adds --------------------------------------------------------------------------
        new_base = floor[d]
        new_span = ceiling[d] - new_base + 1
        new_first = weekend_floor[d]
        for s in range(states):
            for q in range(size):
                for m in range(new_span):
                    then[s, q, m] = IMPOSSIBLE
        for k in range(kinds):
            if price[d, k] >= _HALF:
                continue
            add = price[d, k] << _BITS
            by = base + length[k] - new_base
            a = max(0, -by)
            b = min(span, new_span - by)
            one = 1 if k > 0 and k == counted else 0
            for w in range(1, (min_rest if k == 0 else runs) + 1):
                more = 0
                paid = add
                if k == 0:
                    source = w - 1
                    s = w - 1
                else:
                    source = min_rest if w == 1 else min_rest + 1 + (w - 2) * groups + group[k]
                    s = min_rest + (w - 1) * work + k - 1
                    if w == 1 and not may_start[k]:
                        continue
                    if weekday[d] == 5 or (weekday[d] == 6 and (d == 0 or w == 1)):
                        more = 1 if weekends >= 0 else 0
                        paid = add + (weekend_price << _BITS)
                for e in range(wide):
                    other = e + first + more - new_first
                    if other < 0 or other >= wide or (weekends >= 0 and other + new_first > weekends):
                        continue
                    for n in range(deep - one):
                        q = e * deep + n
                        to = other * deep + n + one
                        for m in range(a, b):
                            then[s, to, m + by] = min(IMPOSSIBLE, best[source, q, m] + paid)
        now, then = then, now
        span, base, first = new_span, new_base, new_first
    # -- the best end, and the way back -----------------------------------------------------------------
    found = IMPOSSIBLE
    state = -1
    at_q = 0
    at_m = 0
    for s in range(states):
        for q in range(size):
            for m in range(max(0, least - base), span):
                if now[s, q, m] < found:
                    found = now[s, q, m]
                    state, at_q, at_m = s, q, m
    if found >= _HALF:
        return IMPOSSIBLE
    for d in range(days - 1, -1, -1):
        before_base = floor[d - 1] if d > 0 else 0
        before_first = weekend_floor[d - 1] if d > 0 else 0
        k = 0
        more = 0
        source = state
        if state >= min_rest:
            w = (state - min_rest) // work + 1
            k = (state - min_rest) % work + 1
            source = min_rest if w == 1 else min_rest + 1 + (w - 2) * groups + group[k]
            if weekends >= 0 and (weekday[d] == 5 or (weekday[d] == 6 and (d == 0 or w == 1))):
                more = 1
            if k == counted:
                at_q -= 1
        row[d] = k
        at_m += floor[d] - length[k] - before_base
        at_q -= (more + before_first - weekend_floor[d]) * deep
        state = came[d, source, at_q, at_m]
    return found >> _BITS
