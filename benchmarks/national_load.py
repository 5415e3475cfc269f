"""The national load: every intern of general practice, half a year of entries, recounted and audited whole.

Seeded: the same seed gives the same file. Entries are stored as one Parquet table, sorted by person and start,
and a second one for call-outs; what is measured goes from these files to one table of sites.
"""

from __future__ import annotations

import gc
import os
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.table import figure, held, table
from benchmarks.trial import alone
from sextant.almanac.activity import Activity, CallOut, Kind
from sextant.almanac.half_day import HalfDay
from sextant.almanac.holidays import is_holiday
from sextant.almanac.notation import parse_week
from sextant.almanac.person import Person
from sextant.almanac.timeline import Timeline
from sextant.law.audit import judge
from sextant.law.counting import CODE, KINDS

FIRST = date(2026, 11, 2)
INTERNS, WEEKS, SITES = 11_000, 26, 320
TARGET_SECONDS, TARGET_MIB = 60, 4096
_CHUNK = 250

# Weeks as they are lived, the ordinary ones first. About fourteen entries each, rests written down.
_WEEKS = (
    "MA MAN RR MA uA M RR", "MA MA up MAN RR M J", "MAN RR MA uA MAN RR RR", "MA uA MA MA pA G RR", "MAD RA MA MA uA M J",
    "MAa(20:00-22:00~1h) MA MA pA uA M J", "MAN RR MAN RR uA Mp J", "MA uA pA MA MA G RR", "MAN RR MA uA MA Mp J",
    "MAa(20:00-22:00~1h,01:30-04:30~2h) RR MA pA uA M J", "MA MA MAN RR uA Mp J",
)  # fmt: skip
_ROUGH = ("MA MAN A MAN RA MA J", "MA MA MAN MA MAN A RR", "MAD MA MAD MA MAN RR JN")
_AWAY = ("c c c c c .. ..", "m m m m m .. ..")


def write_load(folder: Path, interns: int = INTERNS, weeks: int = WEEKS, seed: int = 1) -> int:
    """Write the two tables into ``folder``; the number of entries."""
    random = np.random.default_rng(seed)
    forms = (*_WEEKS, *_ROUGH, *_AWAY)
    site = random.integers(0, SITES, interns)
    rough = random.random(SITES)[site] * 0.5  # some sites more than others
    draw = random.random((interns, weeks))
    ordinary = random.integers(0, len(_WEEKS), (interns, weeks))
    hard = len(_WEEKS) + random.integers(0, len(_ROUGH), (interns, weeks))
    away = len(_WEEKS) + len(_ROUGH) + random.integers(0, len(_AWAY), (interns, weeks))
    chosen = np.where(draw < 0.06, away, np.where(draw < 0.06 + rough[:, None], hard, ordinary))
    parts, calls = [], []
    for week in range(weeks):
        monday = FIRST + timedelta(weeks=week)
        for number, form in enumerate(forms):
            who = np.flatnonzero(chosen[:, week] == number)
            for activity in parse_week(form, monday):
                if activity.kind in (Kind.STAGE, Kind.UNIVERSITY) and is_holiday(activity.day):
                    continue
                late = activity.kind is Kind.STAGE and activity.half_day is HalfDay.AFTERNOON
                # What nobody plans: an afternoon that ends when it ends, before the night if there is one.
                followed = set("NDG") & set(form.split()[activity.day - monday.toordinal()])
                over = random.integers(0, 6, len(who)) * 15 if late and not followed else 0
                parts.append(_columns(who, activity, over))
                calls += [
                    (who, np.full(len(who), activity.start), np.full(len(who), call.start), np.full(len(who), call.end),
                     np.full(len(who), call.on_site))
                    for call in activity.call_outs
                ]  # fmt: skip
    names = ("who", "start", "end", "day", "half_day", "kind")
    types = (pl.UInt16, pl.Int32, pl.Int32, pl.Int32, pl.UInt8, pl.UInt8)
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    frame = pl.DataFrame(dict(zip(names, columns, strict=True)), schema=dict(zip(names, types, strict=True)))
    frame.sort("who", "start").write_parquet(folder / "entries.parquet", row_group_size=200_000)
    keys = ("who", "of", "start", "end", "on_site")
    called = [np.concatenate(column) for column in zip(*calls, strict=True)]
    pl.DataFrame(dict(zip(keys, called, strict=True))).sort("who", "start").write_parquet(
        folder / "call_outs.parquet"
    )
    pl.DataFrame({"who": np.arange(interns), "site": site}).write_parquet(folder / "people.parquet")
    return len(frame)


def _columns(who: Any, activity: Activity, over: Any) -> tuple[Any, ...]:
    size = len(who)
    return (
        who, np.full(size, activity.start), np.full(size, activity.end) + over, np.full(size, activity.day),
        np.full(size, int(activity.half_day)), np.full(size, CODE[activity.kind]),
    )  # fmt: skip


def recount(folder: Path, weeks: int = WEEKS, processes: int = 2) -> pl.DataFrame:
    """One row a site: people, weeks, means, weeks beyond 48 h, rests kept, breaches of the law."""
    people = len(pl.read_parquet(folder / "people.parquet"))
    half = -(-people // processes)
    spans = [(begin, min(begin + half, people)) for begin in range(0, people, half)]
    # Spawned, not forked: a fork would copy the locks of the threads that read Parquet.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(_part, [folder] * len(spans), spans, [weeks] * len(spans)))
    return (
        pl.concat(parts)
        .group_by("site")
        .agg(
            pl.len().alias("interns"), pl.col("weeks").sum(), pl.col("minutes").sum(), pl.col("heavy").sum(),
            pl.col("rests_owed").sum(), pl.col("rests_kept").sum(), pl.col("breaches").sum(),
        )
        .with_columns((pl.col("minutes") / pl.col("weeks") / 60).alias("hours"))
        .sort("site")
    )  # fmt: skip


def _part(folder: Path, span: tuple[int, int], weeks: int) -> pl.DataFrame:
    """The rows of the people of ``span``, judged a few hundred at a time."""
    gc.disable()  # millions of small objects without a cycle: looking for cycles takes a third of the time
    within = pl.col("who").is_between(span[0], span[1] - 1)
    entries = pl.scan_parquet(folder / "entries.parquet").filter(within).collect()
    calls = pl.scan_parquet(folder / "call_outs.parquet").filter(within).collect()
    sites = pl.read_parquet(folder / "people.parquet")["site"].to_list()
    rows: list[tuple[Any, ...]] = []
    for begin in range(span[0], span[1], _CHUNK):
        group = range(begin, min(begin + _CHUNK, span[1]))
        timelines = _timelines(_of(entries, group), _of(calls, group), group, weeks)
        found = judge(timelines)
        broken = {one.person.name: 0 for one in timelines}
        for breach in found.unlawful:
            broken[breach.person] += 1
        rows += [
            (
                sites[who], sum(window.weeks for window in account.windows), account.minutes,
                sum(1 for week in account.weeks if week.minutes > 48 * 60), account.rests_owed,
                account.rests_kept, broken[account.person],
            )
            for who, account in zip(group, found.accounts, strict=True)
        ]  # fmt: skip
    names = ("site", "weeks", "minutes", "heavy", "rests_owed", "rests_kept", "breaches")
    return pl.DataFrame(rows, schema=names, orient="row")


def _of(frame: pl.DataFrame, group: range) -> pl.DataFrame:
    """The rows of a group, cut out of a frame that is sorted by person: nothing is searched twice."""
    begin, end = (int(frame["who"].search_sorted(who)) for who in (group.start, group.stop))
    return frame.slice(begin, end - begin)


def _timelines(entries: pl.DataFrame, calls: pl.DataFrame, group: range, weeks: int) -> list[Timeline]:
    """Timelines of a group, from its columns."""
    called: dict[tuple[int, int], list[CallOut]] = {}
    for who, of, start, end, on_site in calls.iter_rows():
        called.setdefault((who, of), []).append(CallOut(start, end, on_site))
    of_person: dict[int, list[Activity]] = {who: [] for who in group}
    slots, at_home = tuple(HalfDay), CODE[Kind.ASTREINTE]
    names = ("who", "start", "end", "day", "half_day", "kind")
    for who, start, end, day, slot, kind in zip(*(entries[name].to_list() for name in names), strict=True):
        outs = tuple(called.get((who, start), ())) if kind == at_home else ()
        of_person[who].append(Activity(KINDS[kind], day, slots[slot], start, end, "", "", outs))
    last = FIRST + timedelta(weeks=weeks, days=-1)
    # Sorted in the file, and checked when they were noted: nothing is checked again.
    return [
        Timeline(Person(f"Interne {who:05d}"), FIRST, last, tuple(done)) for who, done in of_person.items()
    ]


# -- the report -----------------------------------------------------------------------------------------

_SAID = """\
Charge inventée (`benchmarks/national_load.py`), même graine, mêmes fichiers : {interns} internes, {weeks} semaines, \
{entries} entrées ({per_week} par semaine), {size} Mo en Parquet. Mesuré des fichiers au tableau des {sites} terrains : \
lecture, recompte, toutes les règles, agrégation, deux processus. Cibles : {target} s ({met}) et 4 Gio ({fits})."""


def section(quick: bool) -> str:
    """The table of the national load."""
    interns = 1_000 if quick else INTERNS
    found = alone("benchmarks.national_load:measure", interns=interns)
    if "error" in found:
        return f"## Charge nationale\n\n{found['error']}"
    said = _SAID.format(
        interns=figure(interns, 0), weeks=WEEKS, entries=figure(found["entries"], 0),
        per_week=figure(found["entries"] / interns / WEEKS), size=figure(found["size"]), sites=found["sites"],
        target=TARGET_SECONDS, met=held(found["seconds"] < TARGET_SECONDS), fits=held(found["memory"] < TARGET_MIB),
    )  # fmt: skip
    heads = ["internes", "recompte et contrôle (s)", "processeur (s)", "personnes-semaines par seconde",
             "mémoire des processus (Mio)",
             "manquements à la loi", "fabrication des fichiers, non comptée (s)"]  # fmt: skip
    row = [
        figure(interns, 0), f"**{figure(found['seconds'])}**", figure(found["processor"]),
        figure(interns * WEEKS / found["seconds"], 0),
        figure(found["memory"], 0), figure(found["breaches"], 0), figure(found["making"]),
    ]  # fmt: skip
    return "\n\n".join(
        ("## Charge nationale : une demi-année de tous les internes", said, table(heads, [row]))
    )


def measure(interns: int) -> dict[str, Any]:
    """Make the files, then recount them, in this process and two of its own."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        start = time.perf_counter()
        entries = write_load(folder, interns)
        making = time.perf_counter() - start
        size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        start = time.perf_counter()
        found = recount(folder, processes=min(2, len(os.sched_getaffinity(0))))
        seconds = time.perf_counter() - start
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    worst = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "entries": entries, "making": making, "size": size, "seconds": seconds, "memory": 2 * worst + own,
        "sites": len(found), "processor": spent.ru_utime + spent.ru_stime, "breaches": int(found["breaches"].sum()),
    }  # fmt: skip
