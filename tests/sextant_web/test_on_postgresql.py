"""The same web tests, on the database of a host."""

import os
import subprocess
import sys
from uuid import uuid4

import pytest

from tests.lanes import ROOT, database_url

OTHER_LANES = "not browser and not postgres and not broker and not shared"
# These start programs with bases of their own, on both databases already.
WITH_THEIR_OWN_BASES = (
    "house/test_start.py",
    "house/test_backup.py",
    "queue/test_killed.py",
    "ledger/test_killed.py",
)
IGNORED = [f"--ignore=tests/sextant_web/{name}" for name in WITH_THEIR_OWN_BASES]
OUR_OWN = ("PYTEST_", "SEXTANT_REQUIRE_LANES")


@pytest.mark.postgres
def test_the_web_tests_pass_on_postgresql() -> None:
    server = database_url()
    assert server, "no PostgreSQL answers"
    base, _, options = server.partition("?")
    # Django makes the test database beside this name: a name of our own, so that two runs never meet.
    url = base.rsplit("/", 1)[0] + f"/sextant_{uuid4().hex[:12]}" + (f"?{options}" if options else "")
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-m",
            OTHER_LANES,
            *IGNORED,
            "tests/sextant_web",
        ],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith(OUR_OWN)} | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-4000:]
    assert " passed" in ran.stdout
