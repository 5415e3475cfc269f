"""A program of its own, on a base of its own: four phones of one person write at once (see test_two_phones.py)."""

import dataclasses
import os
import sys
import threading

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant_web.settings.dev")
django.setup()

from django.core.management import call_command  # noqa: E402  (after Django's set-up)
from django.db import connection  # noqa: E402

from sextant.ledger.journal import verify  # noqa: E402
from sextant_web.ledger.bridge import chain_of, sealed_of  # noqa: E402
from sextant_web.ledger.noting import note  # noqa: E402
from sextant_web.people.models import User  # noqa: E402
from tests.sextant_web.ledger.noted import NOW, stage  # noqa: E402

PHONES, DAYS = 4, 8


def phone(user: User, number: int, together: threading.Barrier, broken: list[BaseException]) -> None:
    """Two hours of its own each day, and two days that every phone sends."""
    try:
        together.wait()
        for day in range(DAYS):
            hours = stage(day, start=(8 + 2 * number) * 60, end=(9 + 2 * number) * 60, half_days=1)
            note(user, [dataclasses.replace(hours, id=f"phone-{number}-{day}"), stage(15 + day % 2)], NOW)
    except BaseException as error:
        broken.append(error)
    finally:
        connection.close()


def main() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    user, broken, together = (
        User.objects.create_user("deux@exemple.fr", "Camille"),
        [],
        threading.Barrier(PHONES),
    )
    threads = [threading.Thread(target=phone, args=(user, n, together, broken)) for n in range(PHONES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken, broken
    chain = chain_of(user)
    lines = sealed_of(chain.records.all())
    assert [line.number for line in lines] == list(range(1, PHONES * DAYS + 3)), len(lines)
    verdict = verify(str(chain.pk), lines)
    assert verdict.whole, verdict.flaws
    assert (chain.length, chain.seal) == (verdict.head.number, verdict.head.seal)
    sys.stdout.write(f"une seule chaîne, {len(lines)} lignes\n")


if __name__ == "__main__":
    main()
