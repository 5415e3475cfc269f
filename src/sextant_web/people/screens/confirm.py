"""« Confirmez que c’est vous », for who has neither passkey nor application: a code by letter."""

from __future__ import annotations

import time

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from sextant_web.people.adapters import TOO_MANY, WRONG_CODE
from sextant_web.people.forms import LetterCode
from sextant_web.people.letter import write

KEY = "code_to_confirm"
TRIES = 3


def confirm(request: HttpRequest) -> HttpResponse:
    """GET explains; POST ``send`` writes the letter; POST ``code`` checks what was copied."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("people:account")
    best = get_adapter().get_reauthentication_methods(request.user)[0]
    if best["id"] != "letter":
        return redirect(f"{best['url']}?{urlencode({'next': back})}")
    form = LetterCode()
    if "send" in request.POST:
        if not ratelimit.consume(request, action="confirm_identity", user=request.user):
            form = LetterCode({})
            form.add_error(None, TOO_MANY)
        else:
            _send(request)
    elif request.method == "POST":
        form = LetterCode(request.POST)
        if form.is_valid() and _is_right(request, form.cleaned_data["code"]):
            record_authentication(request, request.user, method="code", reauthenticated=True)
            return redirect(back)
        if form.is_valid():
            form.add_error("code", WRONG_CODE if KEY in request.session else TOO_MANY)
    told = {"form": form, "back": back, "sent": KEY in request.session}
    return render(request, "people/screens/confirm.html", told)


def _send(request: HttpRequest) -> None:
    code = get_adapter().generate_login_code()
    request.session[KEY] = {"code": code, "at": time.time(), "tries": 0}
    write(request.user.email, "confirm", {"code": code, "name": request.user.name})  # type: ignore[union-attr]


def _is_right(request: HttpRequest, code: str) -> bool:
    """Whether it is the code sent, in time; three wrong ones and it is worth nothing any more."""
    sent = request.session.get(KEY)
    if not sent:
        return False
    late = time.time() - sent["at"] > app_settings.LOGIN_BY_CODE_TIMEOUT
    right = not late and compare_user_code(actual=code, expected=sent["code"])
    sent["tries"] += 1
    if right or late or sent["tries"] >= TRIES:
        del request.session[KEY]
    else:
        request.session[KEY] = sent
    return right
