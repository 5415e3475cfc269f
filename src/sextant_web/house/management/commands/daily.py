"""``python -m sextant_web daily``: what is done once a day, in order; the host's timer calls it."""

import logging
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

log = logging.getLogger(__name__)

GESTURES = ("clearsessions", "remind", "dossiers", "retain", "deposit_roots", "host_root")


class Command(BaseCommand):
    help = "Fait les gestes de chaque jour : rappels, durées de conservation, empreintes des journaux."

    def handle(self, *args: Any, **options: Any) -> None:
        known = get_commands()
        failed = []
        for gesture in GESTURES:
            if gesture not in known:
                continue
            try:
                call_command(gesture, stdout=self.stdout)
            except Exception:  # one gesture that fails does not keep the others from being done
                log.exception("daily gesture %s failed", gesture)
                failed.append(gesture)
        if failed:
            raise CommandError(f"Ces gestes n’ont pas abouti : {', '.join(failed)}. Le journal dit pourquoi.")
