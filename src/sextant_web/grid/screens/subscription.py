"""My calendar: a secret address to subscribe to, made again or revoked at will."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sextant_web.grid.feeds import subscribe
from sextant_web.grid.models import Subscription


@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request: HttpRequest) -> HttpResponse:
    """The address is shown once, when it is made: only its hash is kept."""
    address = ""
    if request.method == "POST":
        if request.POST.get("op") == "revoke":
            Subscription.objects.filter(user=request.user).delete()
            messages.success(request, "L’adresse ne répond plus.")
            return redirect("grid:subscription")
        address = request.build_absolute_uri(reverse("grid:calendar", args=[subscribe(request.user)]))
    held = Subscription.objects.filter(user=request.user).first()
    return render(request, "grid/screens/subscription.html", {"held": held, "address": address})
