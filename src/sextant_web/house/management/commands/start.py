"""``make start``: the base brought up to date, the demo in it, a server, a worker, and one address."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sextant_web.people.demo import ADDRESSES
from sextant_web.people.models import Role, RoleKind

LEAVING = {signal.SIGTERM, signal.SIGINT}
PATIENCE = 15  # seconds left to the server and the worker to end by themselves


class Command(BaseCommand):
    help = "Met la base à jour, y place la démonstration, lance le serveur et un calculateur, jusqu’à Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port", type=int, help="le port à ouvrir (sans rien dire : le premier libre dès 8000)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("demo", stdout=self.stdout)
        port = options["port"] or first_free_port()
        signal.pthread_sigmask(signal.SIG_BLOCK, LEAVING)  # nobody is left behind by an early Ctrl-C
        children = [launch(*server(port)), launch(sys.executable, "-m", "sextant_web", "work")]
        try:
            wait_for(port, children)
            # A name and not a number: browsers keep passkeys for names alone.
            self.stdout.write(f"\nSextant est ouvert : http://localhost:{port}/")
            self.stdout.write(f"Comptes à essayer, d’un clic et sans code : http://localhost:{port}/demo")
            for role, name in one_account_per_role():
                self.stdout.write(f"  {role} : {name}")
            self.stdout.write("Ctrl-C arrête tout. La base est dans sextant.sqlite3.")
            self.stdout.flush()
            until_told_or_broken(children)
        finally:
            end(children)
        self.stdout.write("\nSextant est arrêté.")


def one_account_per_role() -> list[tuple[str, str]]:
    """For each role of the demo, where it is held and by whom."""
    held = Role.objects.filter(user__email__in=ADDRESSES).select_related(
        "user", "ward", "hospital", "subdivision"
    )
    found: dict[str, tuple[str, str]] = {}
    for role in held.order_by("user__name"):
        found.setdefault(role.kind, (str(role), role.user.name))
    return [found[kind] for kind in RoleKind.values if kind in found]


def server(port: int) -> tuple[str, ...]:
    """Gunicorn: two processes of four threads, for two cores."""
    return (
        *(sys.executable, "-m", "gunicorn", "sextant_web.wsgi", f"--bind=127.0.0.1:{port}"),
        *("--workers=2", "--threads=4", "--preload", "--log-level=warning", "--no-control-socket"),
    )


def launch(*words: str) -> subprocess.Popen[bytes]:
    """A child in a group of its own, with no signal blocked: Ctrl-C reaches us, and we end it."""
    return subprocess.Popen(  # noqa: S603  (words of our own)
        words,
        start_new_session=True,
        preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, LEAVING),
    )


def first_free_port() -> int:
    for port in range(8000, 8100):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if tried.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise CommandError("Les ports 8000 à 8099 sont tous pris. Donnez-en un autre avec --port.")


def wait_for(port: int, children: list[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if any(child.poll() is not None for child in children):
            break
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise CommandError(f"Le serveur ne s’ouvre pas sur le port {port}. Essayez un autre avec --port.")


def until_told_or_broken(children: list[subprocess.Popen[bytes]]) -> None:
    while signal.sigtimedwait(LEAVING, 1) is None:
        if any(child.poll() is not None for child in children):
            raise CommandError("Le serveur ou le calculateur s’est arrêté de lui-même ; tout est arrêté.")


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """Asks, waits, then insists on the whole group."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    until = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
