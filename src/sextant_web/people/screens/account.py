"""« Mon compte »: how one is called, how one signs in, and the way to one's data."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sextant_web.people.forms import NameChange
from sextant_web.people.rights import roles_held


def account(request: HttpRequest) -> HttpResponse:
    """Shows it; POST changes the name."""
    form = NameChange(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Votre nom est changé.")
        return redirect("people:account")
    told = {
        "form": form,
        "roles": roles_held(request),
        "keys": Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN).count(),
        "outside": bool(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]),
    }
    return render(request, "people/screens/account.html", told)
