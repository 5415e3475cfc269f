"""The master problem: one row a person chosen among those known, missing and surplus people paid (HiGHS)."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from sextant.roster.search.shift_table import ShiftTable, weekends_worked

Row = NDArray[np.int64]


_DUAL, _PRIMAL = 1, 4


class Pool:
    """Rows known to be legal, each once, with whose they are and what they cost by themselves."""

    def __init__(self, table: ShiftTable) -> None:
        self.table = table
        self.rows: list[Row] = []
        self.person: list[int] = []
        self.cost: list[int] = []
        self.of: list[list[int]] = [[] for _ in table.people]
        self._known: dict[tuple[int, bytes], int] = {}
        self._days = np.arange(table.days)
        self._lock = threading.Lock()

    def add(self, person: int, row: Row) -> int:
        """The number of the row, which is kept if it was not known."""
        key = person, row.astype(np.int16).tobytes()
        with self._lock:
            number = self._known.get(key)
            if number is None:
                number = self._known[key] = len(self.rows)
                self.rows.append(row.astype(np.int64))
                self.person.append(person)
                cells = int(self.table.cell_cost[person, self._days, row].sum(dtype=np.int64))
                self.cost.append(cells + self._of_weekends(row))
                self.of[person].append(number)
        return number

    def _of_weekends(self, row: Row) -> int:
        price = self.table.weekend_price
        return price * int(weekends_worked(self.table, row[None])[0]) if price else 0

    def roster(self, numbers: Iterable[int]) -> NDArray[np.int64]:
        """The roster made of these rows, one a person."""
        cells = np.zeros((len(self.table.people), self.table.days), dtype=np.int64)
        for number in numbers:
            cells[self.person[number]] = self.rows[number]
        return cells


class Master:
    """A linear problem over rows of some people; the rows of the others are fixed and taken off the cover."""

    def __init__(
        self,
        pool: Pool,
        people: Sequence[int],
        fixed: NDArray[np.int64] | None = None,
        days: slice | None = None,
    ) -> None:
        self.pool = pool
        table = pool.table
        self.people = list(people)
        self.place = {person: i for i, person in enumerate(self.people)}
        self.kinds = len(table.kinds)
        self.need = table.cover_need.astype(np.int64).copy()
        if fixed is not None:
            self.need -= np.stack([(fixed == k).sum(axis=0) for k in range(self.kinds)], axis=1)
        self.days = days or slice(0, table.days)
        self.need = self.need[self.days]
        self.cells = len(self.need) * (self.kinds - 1)
        self.columns: list[int] = []
        self._held = False
        self._in: set[int] = set()
        self.solver = solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            solver.setOptionValue(option, value)
        self._build(table)

    def _build(self, table: ShiftTable) -> None:
        need = self.need[:, 1:].reshape(-1).astype(np.float64)
        people = len(self.people)
        rows = self.cells + people
        lower = np.concatenate((need, np.ones(people)))
        empty = np.zeros(0, dtype=np.int32)
        self.solver.addRows(rows, lower, lower, 0, np.zeros(rows, np.int32), empty, np.zeros(0))
        under = table.cover_under[self.days, 1:].reshape(-1).astype(np.float64)
        over = table.cover_over[self.days, 1:].reshape(-1).astype(np.float64)
        count, index = self.cells, np.arange(self.cells, dtype=np.int32)
        endless = np.full(count, highspy.kHighsInf)
        for cost, sign in ((under, 1.0), (over, -1.0)):
            self.solver.addCols(
                count, cost, np.zeros(count), endless, count, index, index, np.full(count, sign)
            )
        # a dear way out, so that there always is a solution: nobody's row
        self.dear = float(
            10 * (table.cover_under.max(initial=1) + table.cell_cost.max(initial=1)) * table.days
        )
        index = np.arange(people, dtype=np.int32)
        self.solver.addCols(
            people,
            np.full(people, self.dear),
            np.zeros(people),
            np.full(people, highspy.kHighsInf),
            people,
            index,
            self.cells + index,
            np.ones(people),
        )
        self.first = 2 * self.cells + people

    def add(self, numbers: Iterable[int]) -> int:
        """Take in these rows of the pool; how many were new here."""
        new = [number for number in numbers if number not in self._in]
        if not new:
            return 0
        starts, indices, costs = [], [], []
        length = 0
        for number in new:
            row = self.pool.rows[number][self.days]
            worked = np.flatnonzero(row)
            index = worked * (self.kinds - 1) + row[worked] - 1
            indices.append(np.append(index, self.cells + self.place[self.pool.person[number]]))
            starts.append(length)
            length += len(index) + 1
            costs.append(self.pool.cost[number])
        count = len(new)
        self.solver.addCols(
            count,
            np.array(costs, dtype=np.float64),
            np.zeros(count),
            np.full(count, highspy.kHighsInf),
            length,
            np.array(starts, dtype=np.int32),
            np.concatenate(indices).astype(np.int32),
            np.ones(length),
        )
        self.columns.extend(new)
        self._in.update(new)
        return count

    def relax(
        self, seconds: float
    ) -> tuple[float, NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Solve the relaxation: value, cover prices ``[d, k]``, one price a person, share of each row taken."""
        # after new rows the last basis is feasible, after a row was held its prices are: each has its simplex
        self.solver.setOptionValue("simplex_strategy", _DUAL if self._held else _PRIMAL)
        self._held = False
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + max(seconds, 0.1))
        self.solver.run()
        solution = self.solver.getSolution()
        dual = np.array(solution.row_dual)
        price = np.zeros((self.pool.table.days, self.kinds))
        price[self.days, 1:] = dual[: self.cells].reshape(-1, self.kinds - 1)
        shares = np.array(solution.col_value)[self.first :]
        return self.solver.getObjectiveValue(), price, dual[self.cells :], shares

    def hold(self, place: int, share: float) -> None:
        """Take at least this share of the row at this place."""
        self.solver.changeColBounds(self.first + place, share, highspy.kHighsInf)
        self._held = True


def choose(
    pool: Pool,
    numbers: Sequence[int],
    people: Sequence[int],
    fixed: NDArray[np.int64] | None,
    start: Sequence[int] | None,
    seconds: float,
    stop: threading.Event,
    *,
    days: slice | None = None,
    below: float = float("inf"),
    nodes: int | None = None,
) -> list[int] | None:
    """The best choice of one row a person among ``numbers``, by branch and bound; None when none below was found."""
    master = Master(pool, people, fixed, days)
    master.add(numbers)
    solver = master.solver
    count = len(master.columns)
    everyone = np.arange(count, dtype=np.int32) + master.first
    solver.changeColsIntegrality(count, everyone, np.full(count, highspy.HighsVarType.kInteger))
    for i in range(len(people)):  # nobody is left without a row
        solver.changeColBounds(2 * master.cells + i, 0.0, 0.0)
    solver.setOptionValue("presolve", "on")
    solver.setOptionValue("time_limit", max(seconds, 0.1))
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.99)
    if nodes is not None:
        solver.setOptionValue("mip_max_nodes", nodes)
    if below < float("inf"):
        solver.setOptionValue("objective_bound", below)
    if start is not None:
        places = {number: i for i, number in enumerate(master.columns)}
        taken = np.array([master.first + places[number] for number in start], dtype=np.int32)
        solver.setSolution(len(taken), taken, np.ones(len(taken)))
    over = threading.Event()
    watch = threading.Thread(target=_interrupt, args=(stop, over, solver), daemon=True)
    watch.start()
    try:
        solver.run()
    finally:
        over.set()
    solution = solver.getSolution()
    values = np.array(solution.col_value)
    if not solution.value_valid or len(values) < master.first:
        return None
    chosen = [master.columns[i] for i in np.flatnonzero(values[master.first :] > 0.5)]
    return chosen if len(chosen) == len(people) else None


def _interrupt(stop: threading.Event, over: threading.Event, solver: highspy.Highs) -> None:
    while not over.wait(0.1):
        if stop.is_set():
            solver.cancelSolve()  # type: ignore[no-untyped-call]
            return
