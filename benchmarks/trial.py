"""One measure in a process of its own, so that its memory and its caches are its own too.

``python -m benchmarks.trial benchmarks.ward_solving:measure '{"interns": 8}'`` calls the function and
prints what it returns as JSON on its last line, with the peak memory of the process.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def alone(function: str, /, *, one_core: bool = False, **arguments: Any) -> dict[str, Any]:
    """Call ``module:function`` in a new process. The answer gains ``peak`` (MiB); ``error`` when it failed."""
    answer = subprocess.run(  # noqa: S603  (our own modules, with arguments of ours)
        [
            sys.executable,
            "-m",
            "benchmarks.trial",
            function,
            json.dumps(arguments),
            "one" if one_core else "",
        ],
        cwd=ROOT,
        env={**os.environ, **(dict.fromkeys(_THREADS, "1") if one_core else {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        return {"error": (answer.stderr.strip().splitlines() or [f"code {answer.returncode}"])[-1]}
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


def main() -> None:
    """The new process: call, then print."""
    function, arguments, cores = sys.argv[1:4]
    if cores == "one":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    module, _, name = function.partition(":")
    found = getattr(import_module(module), name)(**json.loads(arguments))
    # A peer may be a program of its own, which this process has started.
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    found["peak"] = max(resource.getrusage(one).ru_maxrss for one in who) / 1024
    print(json.dumps(found))


if __name__ == "__main__":
    main()
