"""Passkeys, application, recovery codes: allauth's index, and why an officer was sent here."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import IndexView
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

KEY = "where_the_officer_was_going"


class SecondFactor(IndexView):
    """``must`` is where the person was going when a second factor was asked: kept while one is set up."""

    template_name = "mfa/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        host = {self.request.get_host()}
        going = self.request.GET.get("next", "")
        if going and url_has_allowed_host_and_scheme(going, host, require_https=self.request.is_secure()):
            self.request.session[KEY] = going
        return super().get_context_data(**kwargs) | {"must": self.request.session.get(KEY, "")}


def second_factor(request: HttpRequest) -> HttpResponse:
    """Shows them."""
    response: HttpResponse = SecondFactor.as_view()(request)
    return response
