"""The 24 instances of Curtois and Qu: our public ``solve`` and its peers, same limit, same cores, same checker.

Every trial is kept (:mod:`benchmarks.runs`) as soon as it is over: a run that was stopped goes on where it was, and
the report says what is missing. Trials of ours are made again when our engine has changed, a peer's when its model has.
``make bench-rostering`` runs it all; ``make bench-rostering-short`` the eight smallest, in ten minutes.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

import yaml

from benchmarks.curtois_qu import FOLDER
from benchmarks.curtois_qu_trial import CORES, FOLDER_OF_TIMEFOLD, SOLVERS, instance_file
from benchmarks.machine import kind, load, machine
from benchmarks.peers.timefold_peer import Missing, prepare
from benchmarks.runs import kept, remembered
from benchmarks.table import figure, held, percent, table
from benchmarks.trial import ROOT, alone

KNOWN: dict[str, Any] = yaml.safe_load(
    (ROOT / "benchmarks" / "curtois_qu_known.yaml").read_text(encoding="utf-8")
)
RUN = "curtois-qu"
OURS = "sextant"
PEERS = ("cp-sat-2", "cp-sat-8", "highs", "timefold")
NAMES = {
    OURS: "Sextant",
    "cp-sat-2": "CP-SAT, 2 fils",
    "cp-sat-8": "CP-SAT, 8 fils",
    "highs": "HiGHS",
    "timefold": "Timefold",
}
LONG = (8, 12, 13, 14, 16, 18, 20, 22)
"""The instances of the ten-minute run."""

TARGETS: dict[int, tuple[tuple[Sequence[int], float | None], ...]] = {
    60: ((range(1, 8), 0.0), (range(8, 13), 0.025), (range(14, 20), 0.06), (range(20, 25), None)),
    600: ((range(8, 13), 0.01), (range(14, 20), 0.025), (range(20, 22), 0.04), (range(22, 25), 0.2)),
}
"""By limit (seconds): the mean gap to the best known wanted on a class of instances; None: a roster is enough."""


@dataclass(frozen=True)
class Plan:
    """What to run: these instances, each at this limit (seconds), with these seeds and solvers."""

    instances: tuple[int, ...]
    limit: int
    seeds: tuple[int, ...]
    solvers: tuple[str, ...]

    @property
    def trials(self) -> Iterable[tuple[str, int, int]]:
        """(solver, instance, seed), an instance's solvers one after the other: stopped early, it still compares."""
        for seed in self.seeds:
            for number in self.instances:
                for solver in self.solvers:
                    yield solver, number, seed

    def name(self, solver: str, number: int, seed: int) -> str:
        """What a trial is kept under."""
        return f"{solver} {number} {self.limit} s {seed}"


def run(plan: Plan) -> None:
    """Every trial of the plan that has not been made yet."""
    missing, made = _unprepared(plan), kept(RUN)
    for solver, number, seed in plan.trials:
        name = plan.name(solver, number, seed)
        if solver in missing or (name, _code(solver)) in made:
            continue
        trial = {"solver": solver, "number": number, "seconds": plan.limit, "seed": seed}
        found = remembered(
            RUN,
            name,
            lambda trial=trial: {"load": load()} | alone("benchmarks.curtois_qu_trial:measure", **trial),
            _code(solver),
        )
        said = found.get("error") or f"{found['cost']} (borne {found['bound']}, {figure(found['seconds'])} s)"
        print(f"instance {number}, {NAMES[solver]}, graine {seed}, {plan.limit} s : {said}", flush=True)


def _unprepared(plan: Plan) -> dict[str, str]:
    """Peers that cannot run here, and why: installed and compiled before the clock starts."""
    if "timefold" in plan.solvers:
        try:
            prepare(FOLDER_OF_TIMEFOLD)
        except Missing as why:
            print(f"Timefold n’est pas mesuré : {why}", flush=True)
            return {"timefold": str(why)}
    return {}


def _code(solver: str) -> str:
    """What the trial ran: a fingerprint of our engine, or of the peer's model."""
    folder = ROOT / ("src/sextant/roster/search" if solver == OURS else "benchmarks/peers")
    peers = {"highs": ("highs.py", "plain_model.py"), "timefold": ("Peer.java", "timefold_peer.py")}
    named = peers.get(solver, ("cp_sat.py", "plain_model.py"))
    files = sorted(file for file in folder.rglob("*.*") if file.name in named or solver == OURS)
    files = [file for file in files if file.suffix in (".py", ".java")]
    text = b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(text).hexdigest()[:12]


# ── Report ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Cell:
    """One solver on one instance at one limit: medians over the seeds run."""

    trials: tuple[dict[str, Any], ...]

    @property
    def cost(self) -> float | None:
        """Median cost; None when a seed gave no roster without fault."""
        costs = [trial.get("cost") for trial in self.trials]
        return None if not costs or None in costs or self.faults else median(costs)  # type: ignore[type-var]

    @property
    def faults(self) -> int:
        """Faults that the checker found, over all seeds: 0, or the solver is wrong."""
        return sum(trial.get("faults", 0) for trial in self.trials)

    @property
    def bound(self) -> int:
        """The best bound proved."""
        return max((trial.get("bound", 0) for trial in self.trials), default=0)

    def middle(self, name: str) -> float | None:
        """Median of a figure."""
        values = [trial[name] for trial in self.trials if trial.get(name) is not None]
        return median(values) if values else None

    def gap(self, best: int) -> float | None:
        """To the best known cost."""
        return None if self.cost is None else (self.cost - best) / best


def cells(plan: Plan) -> dict[tuple[str, int], Cell]:
    """What has been measured of a plan."""
    made, codes = kept(RUN), {solver: _code(solver) for solver in plan.solvers}

    def trials(solver: str, number: int) -> tuple[dict[str, Any], ...]:
        names = ((plan.name(solver, number, seed), codes[solver]) for seed in plan.seeds)
        return tuple(made[name] for name in names if name in made)

    return {
        (solver, number): Cell(trials(solver, number)) for solver in plan.solvers for number in plan.instances
    }


def report(plan: Plan) -> str:
    """The table of a limit, and the verdict against the peers."""
    found = cells(plan)
    heads = ["instance", "taille", "meilleur connu"]
    heads += ["Sextant", "écart", "borne", "premier (s)", "mémoire (Mio)", "graines"]
    heads += [f"{NAMES[peer]} (écart)" for peer in plan.solvers if peer != OURS]
    heads += ["publiés à 10 min : éjection ; Gurobi ; IP+VNS ; SA+F&O", "colgen, mesuré à part"]
    rows = [_row(plan, found, number) for number in plan.instances]
    parts = [_when(found), _verdict(plan, found), _absolute(plan, found), table(heads, rows)]
    return "\n\n".join([f"### {plan.limit} s", *filter(None, parts)])


def _absolute(plan: Plan, found: dict[tuple[str, int], Cell]) -> str:
    """Mean gap to the best known, class by class, beside its target."""
    said = []
    for numbers, most in TARGETS.get(plan.limit, ()):
        cells_ = [(found[OURS, n], KNOWN["instances"][n]["best"]) for n in numbers if (OURS, n) in found]
        gaps = [cell.gap(best) for cell, best in cells_ if cell.trials]
        if not gaps:
            continue
        name = f"{numbers[0]} à {numbers[-1]} ({len(gaps)} sur {len(numbers)})"
        lacking = sum(gap is None for gap in gaps)
        middle = mean(gap for gap in gaps if gap is not None) if lacking < len(gaps) else None
        text = f"{name} : {percent(middle)}" + (f", {lacking} sans tableau" if lacking else "")
        if most is None:
            text += f" (cible, un tableau : {held(not lacking)})"
        else:
            text += (
                f" (cible {percent(most)} : {held(not lacking and middle is not None and middle <= most)})"
            )
        said.append(text)
    return f"Écart moyen de Sextant au meilleur connu : {' ; '.join(said)}." if said else ""


def _when(found: dict[tuple[str, int], Cell]) -> str:
    """Days and loads of the trials: what else the machine was doing."""
    trials = [trial for cell in found.values() for trial in cell.trials]
    if not trials:
        return "Rien n’est mesuré encore."
    days = sorted(
        {trial["when"] for trial in trials if "when" in trial}, key=lambda day: day.split("/")[::-1]
    )
    loads = [float(trial["load"].split(" ; ")[0].replace(",", ".")) for trial in trials]
    many = len(trials)
    return (
        f"{many} essais, {' et '.join(days)}, {kind()} ; charge de la machine avant chacun : médiane "
        f"{figure(median(loads))}, au plus {figure(max(loads))} (l’essai d’avant compris)."
    )


def _row(plan: Plan, found: dict[tuple[str, int], Cell], number: int) -> list[str]:
    known = KNOWN["instances"][number]
    ours = found[OURS, number]
    row = [str(number), known["size"], str(known["best"]), _said(ours), percent(ours.gap(known["best"]))]
    row += [
        str(ours.bound),
        figure(ours.middle("first")),
        figure(ours.middle("peak"), 0),
        str(len(ours.trials)),
    ]
    for peer in plan.solvers:
        if peer != OURS:
            cell = found[peer, number]
            row.append(f"{_said(cell)} ({percent(cell.gap(known['best']))})")
    published = [known[name][0] for name in ("ejection", "gurobi", "vns", "annealing") if name in known]
    apart = [f"{cost} ({limit} s)" for limit, cost in known.get("colgen", {}).items()]
    return [*row, " ; ".join(map(str, published)) or "–", " ; ".join(apart) or "–"]


def _said(cell: Cell) -> str:
    if not cell.trials:
        return "non mesuré"
    if cell.faults:
        return f"**{cell.faults} fautes**"
    return "aucun tableau" if cell.cost is None else figure(cell.cost, 0)


def _verdict(plan: Plan, found: dict[tuple[str, int], Cell]) -> str:
    """Ahead of every peer? Only instances that Sextant and one peer at least have run are compared."""
    below, behind, open_, strictly = 0, [], 0, 0
    for number in plan.instances:
        ours = found[OURS, number]
        costs = [
            found[peer, number].cost for peer in plan.solvers if peer != OURS and found[peer, number].trials
        ]
        if not ours.trials or not costs:
            continue
        best_peer = min((cost for cost in costs if cost is not None), default=float("inf"))
        mine = float("inf") if ours.cost is None else ours.cost
        below += mine <= best_peer
        if mine > best_peer:
            behind.append(number)
        if best_peer > KNOWN["instances"][number]["best"]:
            open_ += 1
            strictly += mine < best_peer
    if not below and not behind:
        return "Aucun pair n’est mesuré sur une instance où Sextant l’est."
    said = [
        f"Au meilleur coût des pairs ou dessous : {below} instances sur {below + len(behind)} ({held(not behind)}"
        + (f" : derrière sur {', '.join(map(str, behind))})." if behind else ")."),
        (
            f"Strictement dessous : {strictly} sur les {open_} où le meilleur pair n’est pas au meilleur connu "
            f"(cible 80 % : {held(strictly >= 0.8 * open_)})."
        ),
        _mean_gaps(plan, found),
    ]
    return " ".join(said)


def _mean_gaps(plan: Plan, found: dict[tuple[str, int], Cell]) -> str:
    """Mean gaps over the instances where every solver that is compared has a roster."""
    solvers = [
        one for one in plan.solvers if any(found[one, number].cost is not None for number in plan.instances)
    ]
    if OURS not in solvers or len(solvers) < 2:
        return ""
    said = []
    ratios = []
    for peer in solvers:
        if peer == OURS:
            continue
        shared = [
            n for n in plan.instances if found[OURS, n].cost is not None and found[peer, n].cost is not None
        ]
        ours, theirs = (_mean(found, one, shared) for one in (OURS, peer))
        ratios.append(ours <= theirs / 3)
        said.append(f"{percent(ours)} contre {percent(theirs)} pour {NAMES[peer]} ({len(shared)} instances)")
    return f"Écart moyen, là où les deux ont un tableau : {' ; '.join(said)} (cible, un tiers : {held(all(ratios))})."


def _mean(found: dict[tuple[str, int], Cell], solver: str, numbers: Sequence[int]) -> float:
    return mean(found[solver, n].gap(KNOWN["instances"][n]["best"]) or 0.0 for n in numbers)


def section(plans: Sequence[Plan], title: str = "## Instances de Curtois et Qu") -> str:
    """All the tables, with where the figures of others come from."""
    head = (
        f"Chaque instance devient un service ordinaire, résolu par le `solve` public sur {CORES} cœurs, modèle compris ; "
        "un vérificateur à part, écrit d’après la définition du format, recompte chaque tableau. Pairs : même limite, "
        "mêmes cœurs, même machine, à tour de rôle ; médiane des graines. HiGHS et Timefold n’emploient qu’un cœur chacun : ils "
        "peuvent être mesurés côte à côte. CP-SAT et HiGHS reçoivent le modèle linéaire "
        "habituel (`benchmarks/peers/plain_model.py`) ; Timefold, un calcul de score incrémental et des échanges de blocs "
        "(`benchmarks/peers/timefold/Peer.java`)."
    )
    others = "Non relancés : " + " ; ".join(f"{who} ({why})" for who, why in KNOWN["not_run"].items()) + "."
    sources = "Sources des chiffres d’autrui : " + " ; ".join(KNOWN["sources"].values()) + "."
    return "\n\n".join([title, head, *map(report, plans), others, sources])


def short(quick: bool) -> str:
    """Instances 1 to 8 at 20 s (1 to 3 at 5 s when quick), with the two peers that do best on them so soon."""
    if not instance_file(1).exists():
        return (
            f"## Instances de Curtois et Qu, en court\n\nNon mesurées : elles ne sont pas dans {FOLDER.name}."
        )
    solvers = (OURS, "cp-sat-8", "highs")
    plan = Plan((1, 2, 3) if quick else tuple(range(1, 9)), 5 if quick else 20, (1,), solvers)
    run(plan)
    return section([plan], "## Instances de Curtois et Qu, en court")


def full(seeds: int, *, measure: bool = True) -> str:
    """60 s on the 24 with as many seeds, 600 s on eight of them with one, every peer; or only what was kept of it."""
    solvers = (OURS, *PEERS)
    plans = [
        Plan(tuple(range(1, 25)), 60, tuple(range(1, seeds + 1)), solvers),
        Plan(LONG, 600, (1,), solvers),
    ]
    for plan in plans if measure else ():
        run(plan)
    return section(plans)


def main() -> None:
    """Runs what is asked and prints its tables; ``--all`` also puts them in the report."""
    from benchmarks.__main__ import keep, said

    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.curtois_qu_bench",
        description="Sextant et ses pairs, instance par instance.",
    )
    parser.add_argument("--instances", default="", help="1,2,8 ; toutes si rien")
    parser.add_argument("--limit", type=int, default=60, help="secondes par instance")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--solvers", default=",".join([OURS, *PEERS]))
    parser.add_argument(
        "--all", action="store_true", help="60 s sur les 24 et 600 s sur huit ; écrit le rapport"
    )
    parser.add_argument(
        "--kept", action="store_true", help="écrit le rapport de ce qui est déjà mesuré, sans mesurer"
    )
    options = parser.parse_args()
    solvers = tuple(options.solvers.split(","))
    if unknown := set(solvers) - set(SOLVERS):
        parser.error(f"solveur inconnu : {', '.join(sorted(unknown))} ; il y a {', '.join(SOLVERS)}")
    if not instance_file(1).exists():
        parser.error(f"les instances ne sont pas là : {FOLDER} (ou SEXTANT_SHARED)")
    if options.all or options.kept:
        text = full(options.seeds, measure=not options.kept)
        keep("curtois_qu", f"{text}\n\n_Imprimé : {said(machine())}_")
    else:
        numbers = tuple(int(one) for one in options.instances.split(",") if one) or tuple(range(1, 25))
        plan = Plan(numbers, options.limit, tuple(range(1, options.seeds + 1)), solvers)
        run(plan)
        text = section([plan])
    print(text)


if __name__ == "__main__":
    main()
