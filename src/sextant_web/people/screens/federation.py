"""The federation: the subdivisions, each leading to its local union, its hospitals and wards."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sextant import wording
from sextant.benefits import places
from sextant_web.people.forms import place_form
from sextant_web.people.models import Subdivision
from sextant_web.people.screens.access import address_of


def federation(request: HttpRequest) -> HttpResponse:
    """Shows them; POST adds one, or says the départements of one."""
    if request.method == "POST" and "subdivision" in request.POST:
        return _departements(request)
    form = place_form(Subdivision, "Nom de la subdivision")(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = form.save()
        messages.success(request, f"« {added} » est ajoutée. Invitez maintenant sa structure locale.")
        return redirect(address_of(added))
    rows = Subdivision.objects.annotate(hospital_count=Count("hospitals"))
    lines = [
        (one, address_of(one), [places.name("departement", code) for code in one.departements])
        for one in rows
    ]
    return render(request, "people/screens/federation.html", {"lines": lines, "form": form})


def _departements(request: HttpRequest) -> HttpResponse:
    """Keeps the départements typed for one subdivision, all or none."""
    one = get_object_or_404(Subdivision, pk=request.POST["subdivision"])
    codes = list(dict.fromkeys(request.POST.get("departements", "").upper().replace(",", " ").split()))
    unknown = [code for code in codes if code not in places.departements()]
    if unknown:
        messages.error(
            request,
            f"« {unknown[0][:20]} » n’est le code d’aucun département : écrivez par exemple 49 53 72. "
            "Rien n’a changé.",
        )
    else:
        one.departements = codes
        one.save(update_fields=["departements"])
        messages.success(request, f"{one} : {wording.say_count(len(codes), 'département')}.")
    return redirect("people:federation")
