"""The door of the demo: its accounts by role, one button each, and its letters. Answers 404 anywhere else."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sextant_web.people.demo import ADDRESSES
from sextant_web.people.models import Role, RoleKind, User

SHOWN = 20


def demo(request: HttpRequest) -> HttpResponse:
    """Lists them; POST enters as the one chosen."""
    _only_in_the_demo()
    if request.method == "POST":
        user = get_object_or_404(User, pk=request.POST.get("person"), email__in=ADDRESSES)
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        record_authentication(request, user, method="demo")
        return redirect("people:home")
    held = Role.objects.filter(user__email__in=ADDRESSES).select_related(
        "user", "ward__hospital", "hospital", "subdivision"
    )
    by_kind: dict[str, list[Role]] = {}
    # The many interns last, or one would never reach the others.
    for role in sorted(held, key=lambda role: (role.kind == RoleKind.INTERN, role.kind, role.user.name)):
        by_kind.setdefault(role.get_kind_display(), []).append(role)
    return render(request, "people/screens/demo.html", {"by_kind": by_kind})


def demo_letters(request: HttpRequest) -> HttpResponse:
    """The last letters that the demo sent, latest first."""
    _only_in_the_demo()
    folder = Path(settings.EMAIL_FILE_PATH) if getattr(settings, "EMAIL_FILE_PATH", None) else None
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime) if folder else []
    letters = []
    for file in files[: -SHOWN - 1 : -1]:
        read = message_from_bytes(file.read_bytes(), policy=policy.default)
        body = read.get_body(("plain",))
        text = body.get_content() if body else ""
        # The backend draws a line of dashes under each letter.
        letters.append(
            {"to": read["to"], "subject": read["subject"], "body": text.partition("\n" + "-" * 79)[0]}
        )
    return render(request, "people/screens/_demo_letters.html", {"letters": letters})


def _only_in_the_demo() -> None:
    if not settings.SEXTANT_DEMO:
        raise Http404
