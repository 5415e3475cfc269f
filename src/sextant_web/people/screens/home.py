"""The first page of somebody signed in: for each role held, what comes next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant_web.people.rights import roles_held
from sextant_web.people.tile import tiles_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Tiles by role, then those that need no role."""
    roles = [(role, tiles_for(request, role)) for role in roles_held(request)]
    told = {"roles": roles, "own": tiles_for(request, None)}
    return render(request, "people/screens/home.html", told)
