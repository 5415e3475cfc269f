"""A PostgreSQL of our own, to be killed: a cluster in a folder, on a free port, with its writes kept safe."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from tempfile import mkdtemp

UNPRIVILEGED = "postgres"
"""Who runs it when we are root, whom PostgreSQL refuses to serve."""


def tools() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, on the path or where Debian puts them."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = sorted(glob("/usr/lib/postgresql/*/bin/initdb"))
    return Path(versions[-1]).parent if versions else None


@dataclass(frozen=True)
class Cluster:
    """A running cluster; ``url`` names an empty database of its own."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgresql://sextant@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Starts it, and waits until it answers (after a kill: until it has replayed its journal)."""
        options = f"-p {self.port} -c unix_socket_directories= -c listen_addresses=127.0.0.1"
        _run("pg_ctl", "start", "-w", "-D", f"{self.folder}/data", "-o", options, "-l", f"{self.folder}/log")

    def kill(self) -> None:
        """kill -9, the postmaster and all its children: as a machine that dies, minus the disk."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        dying = [pid, *map(int, children)]
        for one in dying:
            os.kill(one, signal.SIGKILL)
        while any(_alive(one) for one in dying):  # until they are gone, their shared memory is not
            time.sleep(0.05)
        (self.folder / "data" / "postmaster.pid").unlink()

    def stop(self) -> None:
        """Stops it, if it runs."""
        if (self.folder / "data" / "postmaster.pid").exists():
            _run("pg_ctl", "stop", "-m", "immediate", "-D", f"{self.folder}/data")


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A new cluster, stopped and deleted afterwards."""
    folder = Path(mkdtemp(prefix="sextant-postgresql-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, UNPRIVILEGED)
        _run(
            "initdb",
            "--auth=trust",
            "--username=sextant",
            "--encoding=UTF8",
            "--locale=C",
            "-D",
            f"{folder}/data",
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            made = Cluster(folder, free.getsockname()[1])
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    """Whether a process is there and not a mere entry waiting to be read by its parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def _run(tool: str, *words: str) -> None:
    bin_folder = tools()
    if bin_folder is None:
        raise RuntimeError("no initdb on this machine")
    ran = subprocess.run(  # noqa: S603  (words of our own)
        [*_as_somebody_else(), str(bin_folder / tool), *words],
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(f"{tool}: {ran.stderr[-500:]}")


def _as_somebody_else() -> Sequence[str]:
    if os.geteuid() != 0:
        return ()
    pwd.getpwnam(UNPRIVILEGED)
    return ("runuser", "-u", UNPRIVILEGED, "--")
