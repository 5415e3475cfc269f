"""Which commune: a name leads to its sheet, or to the list of those that bear it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sextant.territory.commune import plain
from sextant_web.territory.loaded import territory
from sextant_web.territory.screens.empty import show_empty


@csrf_exempt  # nothing is changed, and no cookie could carry a token
@require_POST
@never_cache
def find_sheet(request: HttpRequest) -> HttpResponse:
    """The sheet of the commune of that name, or the list of those that it may mean."""
    known = territory()
    if known is None:
        return show_empty(request)
    words = " ".join(request.POST.get("commune", "").split())[:80]
    found = known.search(words, most=10)
    same = [one for one in found if one["name"].casefold() == found[0]["name"].casefold()]
    if found and (len(found) == 1 or (len(same) == 1 and plain(found[0]["name"]) == plain(words))):
        return redirect("territory:sheet", found[0]["code"])
    shown = {"words": words, "found": found}
    return render(request, "territory/screens/namesakes.html", shown, status=200 if found else 422)
