"""An invitation, opened by its secret link: what is offered, by whom, and the button that accepts."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from sextant_web.people.models import Invitation, Role, User
from sextant_web.people.secret_address import hash_of


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows; POST accepts, once, for the account of this session."""
    around = ("ward", "hospital", "subdivision", "invited_by")
    offered = Invitation.objects.select_related(*around).filter(token_hash=hash_of(token)).first()
    if offered is None or offered.accepted_at or offered.expires_at < timezone.now():
        return render(request, "people/screens/_invitation_over.html", status=410)
    if request.method == "POST" and request.user.is_authenticated and accept(offered, request.user):
        return redirect("people:home")
    return render(request, "people/screens/invitation.html", {"offered": offered})


@transaction.atomic
def accept(offered: Invitation, user: User) -> bool:
    """Gives the role; False when somebody else was quicker with the same link."""
    free = Invitation.objects.filter(pk=offered.pk, accepted_at=None)
    if not free.update(accepted_at=timezone.now(), accepted_by=user):
        return False
    place = {"ward": offered.ward, "hospital": offered.hospital, "subdivision": offered.subdivision}
    held = user.roles.held_on(timezone.localdate()).filter(kind=offered.kind, **place)
    if not held.exists():
        Role.objects.create(user=user, kind=offered.kind, first=offered.first, last=offered.last, **place)
    return True
