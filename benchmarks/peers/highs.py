"""HiGHS as a MIP solver on the plain model."""

from __future__ import annotations

import time

import highspy
import numpy as np

from benchmarks.peers.answer import Answer
from benchmarks.peers.plain_model import plain_model
from sextant.roster.search.shift_table import ShiftTable


def solve(table: ShiftTable, seconds: float, seed: int, started: float, workers: int) -> Answer:
    """Until ``seconds`` after ``started``."""
    plain = plain_model(table)
    count = len(plain.upper)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count, len(plain.rows)
    costs = np.zeros(count)
    costs[list(plain.costs)] = list(plain.costs.values())
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = costs, np.zeros(count), np.array(plain.upper, float)
    lp.row_lower_ = np.array([low for _, low, _ in plain.rows], float)
    lp.row_upper_ = np.array([high for _, _, high in plain.rows], float)
    lp.offset_ = plain.constant
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, _, _ in plain.rows)])
    lp.a_matrix_.index_ = np.array([v for terms, _, _ in plain.rows for v, _ in terms])
    lp.a_matrix_.value_ = np.array([c for terms, _, _ in plain.rows for _, c in terms], float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * count
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", workers)
    solver.setOptionValue("random_seed", seed)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("time_limit", max(0.1, seconds - (time.monotonic() - started)))
    first: list[float] = []

    def improved(event: highspy.HighsCallbackEvent) -> None:
        if not first:
            first.append(time.monotonic() - started)

    solver.cbMipImprovingSolution.subscribe(improved)
    solver.passModel(lp)
    solver.run()
    found = solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = solver.getSolution().col_value
    given = {cell for cell, v in plain.given.items() if values[v] > 0.5} if found else None
    proved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Answer.of(table, given, solver.getInfo().mip_dual_bound, proved, first[0] if first else None)
