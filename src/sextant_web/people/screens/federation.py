"""The federation: the subdivisions, each leading to its local union, its hospitals and wards."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sextant_web.people.forms import place_form
from sextant_web.people.models import Subdivision
from sextant_web.people.screens.access import address_of


def federation(request: HttpRequest) -> HttpResponse:
    """Shows them; POST adds one."""
    form = place_form(Subdivision, "Nom de la subdivision")(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = form.save()
        messages.success(request, f"« {added} » est ajoutée. Invitez maintenant sa structure locale.")
        return redirect(address_of(added))
    rows = Subdivision.objects.annotate(hospital_count=Count("hospitals"))
    lines = [(one, address_of(one)) for one in rows]
    return render(request, "people/screens/federation.html", {"lines": lines, "form": form})
