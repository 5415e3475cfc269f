"""The whole base in one file, and back. PostgreSQL by its own tools, SQLite by its own copy.

A backup holds everything, the ledgers included: it is as secret as the base itself (docs/how-to/host.md encrypts it).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sextant.errors import BadFile, Place, SextantError


class BackupRefused(SextantError):
    """The base could not be copied, or the copy not put back; nothing was changed."""


def back_up(database: dict[str, Any], file: Path) -> None:
    """Copies the base into ``file``, readable by its owner alone. Refuses to overwrite.

    The copy is that of one instant, taken while people work.
    """
    if file.exists():
        raise BackupRefused("ce fichier existe déjà", place=Place(str(file)), remedy="Donnez un autre nom.")
    partial = file.with_name(file.name + ".partiel")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    try:
        if "sqlite" in database["ENGINE"]:
            with sqlite3.connect(database["NAME"]) as source, sqlite3.connect(partial) as copy:
                source.backup(copy)
        else:
            _run(["pg_dump", "--format=custom", "--no-owner", f"--file={partial}"], database)
        partial.rename(file)
    finally:
        partial.unlink(missing_ok=True)


def restore(database: dict[str, Any], file: Path) -> None:
    """Puts a copy back into an empty base: all of it, or nothing. Raises BadFile or BackupRefused."""
    if not file.is_file():
        raise BadFile("ce fichier n’existe pas", place=Place(str(file)))
    with file.open("rb") as opened:
        head = opened.read(16)
    if "sqlite" in database["ENGINE"]:
        if not head.startswith(b"SQLite format 3"):
            raise BadFile("ce n’est pas la copie d’une base SQLite", place=Place(str(file)))
        _put_back_sqlite(file, Path(database["NAME"]))
        return
    if not head.startswith(b"PGDMP"):
        raise BadFile(
            "ce n’est pas une copie faite par « backup » d’une base PostgreSQL", place=Place(str(file))
        )
    _run(
        [
            "pg_restore",
            "--single-transaction",
            "--exit-on-error",
            "--no-owner",
            f"--dbname={database['NAME']}",
            str(file),
        ],
        database,
    )


def _put_back_sqlite(file: Path, base: Path) -> None:
    """Read through before it takes the place of the empty base."""
    partial = base.with_name(base.name + ".partiel")
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as source, sqlite3.connect(partial) as copy:
            source.backup(copy)
            sound = copy.execute("pragma integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        partial.unlink(missing_ok=True)
        raise BadFile(
            "cette copie est abîmée",
            place=Place(str(file)),
            remedy="La base n’a pas changé. Prenez une copie plus ancienne.",
        )
    partial.rename(base)


def _run(words: Sequence[str], database: dict[str, Any]) -> None:
    """A tool of PostgreSQL, told by its environment where the base is: the secret is on no command line."""
    tool = shutil.which(words[0])
    if tool is None:
        raise BackupRefused(
            f"« {words[0]} » n’est pas sur cette machine", remedy="Installez le paquet postgresql-client."
        )
    where = {
        "PGHOST": database["HOST"],
        "PGPORT": database["PORT"],
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGDATABASE": database["NAME"],
        **{
            f"PG{name.upper()}": str(value)
            for name, value in database.get("OPTIONS", {}).items()
            if name == "sslmode"
        },
    }
    ran = subprocess.run(  # noqa: S603  (words of our own)
        [tool, *words[1:]],
        env={**os.environ, **{name: value for name, value in where.items() if value}},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise BackupRefused(
            f"{words[0]} a refusé : {ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else 'sans rien dire'}",
            remedy="La base n’a pas changé.",
        )
