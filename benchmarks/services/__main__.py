"""``python -m benchmarks.services list | check INSTANCE ROSTER | verify``: the public set, for whoever wants to compete."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.services.check import check
from benchmarks.services.frozen import best_known, changed, hundred, large, path_of, write
from sextant.errors import SextantError


def main() -> int:
    """One of the four gestures; the exit code is 1 when the roster is not legal or a file has changed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.services", description=__doc__)
    gestures = parser.add_subparsers(dest="gesture", required=True)
    gestures.add_parser("list", help="les instances, leur taille, le meilleur coût connu")
    asked = gestures.add_parser("check", help="juge un tableau d’une instance et compte son coût")
    asked.add_argument("instance")
    asked.add_argument("roster", type=Path)
    gestures.add_parser("verify", help="dit si un fichier de l’ensemble a changé")
    gestures.add_parser("write", help="réécrit les instances et leur liste (pour qui change le générateur)")
    options = parser.parse_args()
    if options.gesture == "check":
        return _check(options.instance, options.roster)
    if options.gesture == "verify":
        wrong = list(changed())
        print(f"Changés : {', '.join(wrong)}." if wrong else "Tous les fichiers sont ceux de la liste.")
        return int(bool(wrong))
    if options.gesture == "write":
        print(f"{write()} instances écrites.")
        return 0
    for recipe in (*hundred(), *large()):
        best = best_known(recipe.name)
        said = f"coût {best['cost']}, borne {best['bound']}" if best else "pas encore de coût connu"
        print(f"{recipe.name}  {recipe.size:>8}  {recipe.lines:<10}  {said}  {path_of(recipe.name)}")
    return 0


def _check(instance: str, roster: Path) -> int:
    try:
        found = check(instance, roster)
    except SextantError as error:
        print(error, file=sys.stderr)
        return 2
    for sentence in found.broken[:20]:
        print(f"■ {sentence}")
    if len(found.broken) > 20:
        print(f"… et {len(found.broken) - 20} autres")
    print("Légal." if found.legal else "Pas légal : ce tableau ne compte pas.")
    print(f"Coût {found.cost}.")
    for line in found.lines[:15]:
        print(f"{line.cost:>7}  {line.what}")
    return int(not found.legal)


if __name__ == "__main__":
    sys.exit(main())
