"""How fast a ledger seals, verifies, takes in one entry more, and answers with an account."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.table import figure, held, table
from benchmarks.trial import alone
from sextant.almanac.activity import Kind
from sextant.almanac.person import Person
from sextant.almanac.span import instant
from sextant.law.audit import judge
from sextant.ledger.account import ledger_accounts, whole_timeline
from sextant.ledger.entry import Entry
from sextant.ledger.journal import Sealed, beginning, replay, seal
from sextant.ledger.ledger_file import check_ledger, line_of, new_ledger
from sextant.ledger.neighbours import Neighbours
from sextant.ledger.periods import By

TARGET_VERIFY, TARGET_PAGE = 200_000, 50
_NOW = datetime(2026, 12, 1, tzinfo=UTC)
_CHAIN = "banc-0001"
_SAID = """\
Un cœur. Vérifier : fichier entier, chaque sceau recalculé (cible : au moins {target} entrées par seconde de \
processeur, {met}). Ajouter : recherche des voisines, contrôles, sceau ; le temps ne doit pas grandir avec le passé. \
Page : 26 semaines d’un interne, compte par mois et toutes les règles (cible : moins de {page} ms, {fits})."""


def section(quick: bool) -> str:
    """The table of the ledger's speed."""
    sizes = [1_000, 10_000] if quick else [1_000, 10_000, 100_000]
    found = [alone("benchmarks.ledger_speed:measure", one_core=True, size=size) for size in sizes]
    error = next((one["error"] for one in found if "error" in one), "")
    if error:
        return f"## Carnet\n\n{error}"
    best = max(one["verify"] for one in found)
    slowest = max(one["page"] for one in found)
    said = _SAID.format(
        target=figure(TARGET_VERIFY, 0),
        met=held(best >= TARGET_VERIFY),
        page=TARGET_PAGE,
        fits=held(slowest < TARGET_PAGE),
    )
    heads = ["entrées déjà là", "vérifier (entrées/s)", "sceller (entrées/s)", "relire (entrées/s)",
             "ajouter une entrée (µs)", "page d’un interne (ms)"]  # fmt: skip
    rows = [
        [figure(size, 0), f"**{figure(one['verify'], 0)}**", figure(one["seal"], 0), figure(one["replay"], 0),
         figure(one["add"]), figure(one["page"])]
        for size, one in zip(sizes, found, strict=True)
    ]  # fmt: skip
    return "\n\n".join(("## Carnet : sceller, vérifier, ajouter", said, table(heads, rows)))


def measure(size: int) -> dict[str, Any]:
    """Entries a second of processor time, and the time of one more entry, in this process."""
    entries = [_entry(n) for n in range(size)]
    lines: list[Sealed] = []

    def seal_all() -> None:
        lines.clear()
        previous = beginning(_CHAIN)
        for entry in entries:
            previous = seal(previous, entry, _NOW)
            lines.append(previous)

    sealing = _processor(seal_all, 1)
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "carnet.jsonl"
        new_ledger(path, _CHAIN, {"name": "Camille"})
        with path.open("ab") as opened:
            opened.writelines(line_of(line) for line in lines)
        verifying = _processor(lambda: check_ledger(path), max(3, 20_000 // size))
        assert check_ledger(path)[0].whole
    replayed = replay(lines)
    reading = _processor(lambda: replay(lines), 1)
    around = Neighbours(replayed)
    head, more, adding = lines[-1], [_entry(size + n) for n in range(200)], []
    for entry in more:
        start = time.process_time()
        head = seal(head, around.take(entry, _NOW), _NOW)
        adding.append(time.process_time() - start)
    return {
        "seal": size / sealing, "verify": size / verifying, "replay": size / reading,
        "add": median(adding) * 1e6, "page": _page(),
    }  # fmt: skip


def _entry(n: int) -> Entry:
    """An hour each, going back into the past: a hundred thousand of them are eleven years."""
    start = 29_900_000 - 60 * (n + 1)
    return Entry(f"entree-{n:08d}", Kind.STAGE, start, start + 45, _NOW)


def _page() -> float:
    """Milliseconds of processor for the account and the verdict of half a year of one intern."""
    first = date(2026, 5, 4)
    days = [first + timedelta(days=n) for n in range(182) if (first + timedelta(days=n)).weekday() < 5]
    entries = [
        Entry(
            f"{day}-{clock}",
            Kind.STAGE,
            instant(day.toordinal(), clock),
            instant(day.toordinal(), clock + 270),
            _NOW,
        )
        for day in days
        for clock in (510, 840)
    ]
    person = Person("Camille")

    def page() -> None:
        ledger_accounts(person, entries, By.MONTH)
        judge([whole_timeline(person, entries)])

    page()
    return 1000 * _processor(page, 7)


def _processor(work: Callable[[], object], times: int) -> float:
    """Median seconds of processor: the other programs of the machine do not count."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return median(found)
