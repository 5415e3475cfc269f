"""``make bench``: measures, prints one report and writes it to benchmarks/RESULTS.md. Nothing in it is typed."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from benchmarks import (
    audit_speed,
    benefit_speed,
    ledger_speed,
    national_load,
    oncall,
    physician,
    roster_changes,
    ward_solving,
)
from benchmarks.machine import load, machine
from benchmarks.table import figure
from benchmarks.trial import ROOT

SECTIONS: dict[str, Callable[[bool], str]] = {
    "audit": audit_speed.section,
    "benefits": benefit_speed.section,
    "ledger": ledger_speed.section,
    "national": national_load.section,
    "wards": ward_solving.section,
    "changes": roster_changes.section,
    "oncall": oncall.section,
    "physician": physician.section,
}
RESULTS = ROOT / "benchmarks" / "RESULTS.md"


def main() -> None:
    """Run the sections asked for, one after the other, and print the report as it comes."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Mesure Sextant sur cette machine."
    )
    parser.add_argument("--only", action="append", choices=SECTIONS, help="limite à une section (répétable)")
    parser.add_argument(
        "--quick", action="store_true", help="peu de cas et des limites courtes : trois minutes"
    )
    options = parser.parse_args()
    started = time.monotonic()
    before = load()
    report = ["# Mesures", "Imprimé par `make bench` ; rien n’est écrit à la main.", machine()]
    if options.quick:
        report.append("**Passage rapide** (`--quick`) : peu de cas, des limites courtes.")
    print("\n\n".join(report), flush=True)
    for name in options.only or SECTIONS:
        report.append(SECTIONS[name](options.quick))
        print(f"\n{report[-1]}", flush=True)
    minutes = (time.monotonic() - started) / 60
    report.append(
        f"Charge de la machine (1, 5 et 15 minutes) avant : {before} ; après : {load()}. "
        f"Durée : {figure(minutes)} min."
    )
    print(f"\n{report[-1]}")
    if options.only or options.quick:
        print(f"\n{RESULTS.name} n’est réécrit que par un passage complet.")
    else:
        RESULTS.write_text("\n\n".join(report) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
