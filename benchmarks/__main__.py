"""``make bench``: measures, prints one report and writes it to benchmarks/RESULTS.md. Nothing in it is typed."""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable

from benchmarks import (
    audit_speed,
    benefit_speed,
    curtois_qu_bench,
    fleet,
    growth,
    ledger_speed,
    national_load,
    oncall,
    physician,
    roster_changes,
    service_set,
    site_load,
    territory_speed,
    ward_solving,
)
from benchmarks.machine import load, machine
from benchmarks.table import figure
from benchmarks.trial import ROOT

SECTIONS: dict[str, Callable[[bool], str]] = {
    "audit": audit_speed.section,
    "benefits": benefit_speed.section,
    "territory": territory_speed.section,
    "ledger": ledger_speed.section,
    "national": national_load.section,
    "wards": ward_solving.section,
    "services": service_set.section,
    "growth": growth.section,
    "changes": roster_changes.section,
    "oncall": oncall.section,
    "physician": physician.section,
    "curtois_qu_short": curtois_qu_bench.short,
    "load": site_load.section,
    "fleet": fleet.section,
}
APART = {"curtois_qu": "curtois_qu_short"}
"""Sections too long for ``make bench``, written by a command of their own, and the one they follow."""
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
HEAD = "# Mesures\n\nImprimé par `make bench` ; rien n’est écrit à la main. Chaque section dit quand, où et sous quelle charge."


def main() -> None:
    """Run the sections asked for, one after the other; each full one takes its place in the report as it ends."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Mesure Sextant sur cette machine."
    )
    parser.add_argument("--only", action="append", choices=SECTIONS, help="limite à une section (répétable)")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="peu de cas et des limites courtes ; le rapport n’est pas réécrit",
    )
    parser.add_argument(
        "--fleet", type=int, default=fleet.WARDS, help="services de la file d’attente (300 pour une région)"
    )
    options = parser.parse_args()
    fleet.WARDS = options.fleet
    print(machine(), flush=True)
    for name in options.only or SECTIONS:
        started, before = time.monotonic(), load()
        text = SECTIONS[name](options.quick)
        minutes = (time.monotonic() - started) / 60
        text += (
            f"\n\n_Machine : {said(machine())} Charge (1, 5 et 15 minutes) avant : {before} ; après : {load()}. "
            f"Durée : {figure(minutes)} min._"
        )
        print(f"\n{text}", flush=True)
        if not options.quick:
            keep(name, text)


def said(facts: str) -> str:
    """The machine on one line."""
    return "; ".join(line.removeprefix("- ") for line in facts.splitlines() if line.strip()) + "."


def keep(name: str, text: str) -> None:
    """Puts a section in the report, in the place of the one of before; the others stay as they were measured."""
    kept = sections_of(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept[name] = text
    order = [
        one for name in SECTIONS for one in (name, *(far for far, near in APART.items() if near == name))
    ]
    body = [f"<!-- {one} -->\n{kept[one]}" for one in order if one in kept]
    RESULTS.write_text("\n\n".join([HEAD, *body]) + "\n", encoding="utf-8")


def sections_of(report: str) -> dict[str, str]:
    """The sections of a report by name."""
    _, *parts = re.split(r"^<!-- (\w+) -->\n", report, flags=re.MULTILINE)
    return dict(zip(parts[::2], (part.strip() for part in parts[1::2]), strict=True))


if __name__ == "__main__":
    main()
