"""One calculator: no account, no cookie, nothing kept, nothing in an address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from sextant.errors import SextantError
from sextant_web.rights.calculators import CALCULATORS


@csrf_exempt  # public and stateless, as law/screens/check.py: nothing to forge, no cookie to carry a token
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
@never_cache  # no-store: neither the browser nor anything on the way keeps an answer
def calculate(request: HttpRequest, calculator: str) -> HttpResponse:
    """The form, or its answer. What is asked comes by POST: an address is written down by every machine on the way."""
    kind = CALCULATORS.get(calculator)
    if kind is None:
        raise Http404
    form = kind(request.POST) if request.method == "POST" else kind()
    page: dict[str, object] = {"form": form, "question": kind}
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                page["answer"], status = form.answer(), 200
            except SextantError as error:
                page["refused"] = str(error)
    return render(request, "rights/screens/calculator.html", page, status=status)
