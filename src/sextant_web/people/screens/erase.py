"""« Effacer mon compte »: says what goes and what stays, then does it."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sextant_web.people import erasure
from sextant_web.people.letter import write
from sextant_web.people.retention import declarations


def erase(request: HttpRequest) -> HttpResponse:
    """The guard asked for a fresh proof (``lately``); a box to tick stands against a hasty thumb."""
    if request.method == "POST" and request.POST.get("sure") == "yes":
        user = request.user
        address = user.email
        erasure.erase(user)
        logout(request)
        write(address, "erased", {})
        return render(request, "people/screens/_erased.html")
    lines = [(one, one.rows(request.user).count()) for one in reversed(declarations())]
    told = {
        "goes": [one for one, count in lines if count and not one.keep],
        "stays": [one for one, count in lines if count and one.keep],
        "forgotten": request.method == "POST",
    }
    return render(request, "people/screens/erase.html", told)
