"""What an intern opens with a secret address: their leave and wishes, and nobody else's."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sextant_web.roster import wish_form
from sextant_web.roster.models import Wish
from sextant_web.roster.wishes import keep_answer, link_of, say_asked


@never_cache
@require_http_methods(["GET", "POST"])
def wish(request: HttpRequest, token: str) -> HttpResponse:
    """The token says who answers. A token that nobody was given answers like any address that does not exist."""
    link = link_of(token)
    if link is None:
        raise Http404
    row = link.roster
    n = row.names.index(link.name)
    answer = Wish.objects.filter(roster=row, name=link.name).first()
    context = {
        "link": link, "roster": row, "ward": row.ward, "closed": link.expires_at < timezone.now(),
        "answer": answer, "said": answer.said if answer else "",
        "told": say_asked(answer.asked) if answer else [],
    }  # fmt: skip
    if context["closed"]:
        return render(request, "roster/screens/wish.html", context, status=410)
    if request.method != "POST":
        form = wish_form.shown(answer.asked if answer else wish_form.known(row.facts["interns"][n]))
        return render(request, "roster/screens/wish.html", context | {"form": form})
    asked, message = wish_form.read(request.POST), request.POST.get("said", "")[:500]
    if wrong := wish_form.wrong_with(row.facts, n, asked):
        form = wish_form.shown(asked, wrong)
        return render(
            request, "roster/screens/wish.html", context | {"form": form, "said": message}, status=422
        )
    keep_answer(link, asked, message)
    return render(
        request,
        "roster/screens/wish.html",
        context | {"done": True, "told": say_asked(asked), "said": message},
    )
