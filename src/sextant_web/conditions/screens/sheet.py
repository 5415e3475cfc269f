"""The sheet of a site, for its union: figures beside surveys, trimester after trimester; making it public or not."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sextant_web.conditions.bridge import made_releases
from sextant_web.conditions.models import Publication
from sextant_web.conditions.showing import address_of, chosen, sheet_of, site_of
from sextant_web.people.models import Hospital


def sheet(request: HttpRequest, **names: object) -> HttpResponse:
    """GET shows; POST publishes the sheet of that trimester, or withdraws it: somebody decides, never a machine."""
    place = request.place  # type: ignore[attr-defined]
    made = made_releases()
    found = chosen(request, made)
    if found is None:
        return render(request, "conditions/screens/sheet.html", {"place": place, "site": None})
    row, release = found
    site = release.site(site_of(place))
    if site is None:  # the place is younger than this release
        return render(
            request, "conditions/screens/sheet.html", {"place": place, "site": None, "release": release}
        )
    mine = Publication.objects.filter(release=row, site=site.id, withdrawn_at=None)
    if request.method == "POST":
        _decide(request, row, site.id, mine, has_figures=bool(site.cells))
        return redirect(f"{request.path}?trimestre={row.first:%Y-%m-%d}")
    page = sheet_of([one for _, one in made], release, site) | {
        "place": place,
        "made": [one for one, _ in made],
        "shown": row,
        "publication": mine.first(),
        "links": [(one.name, address_of(one)) for one in release.sites if one.inside == site.id],
        "paper": reverse("conditions:paper", kwargs={"hospital": place.pk})
        if isinstance(place, Hospital)
        else "",
    }
    return render(request, "conditions/screens/sheet.html", page)


def _decide(request, row, site: str, mine, *, has_figures: bool) -> None:
    choice = request.POST.get("choice")
    if choice == "withdraw":
        mine.update(withdrawn_at=timezone.now())
        messages.success(request, "Cette fiche n’est plus publique. Qui l’a déjà lue l’a lue.")
    elif choice == "publish" and has_figures:
        try:
            with transaction.atomic():
                Publication.objects.create(release=row, site=site, by=request.user)
        except IntegrityError:  # somebody else has just done it
            pass
        messages.success(request, "Cette fiche est publique.")
    elif choice == "publish":
        messages.error(request, "Tout y est masqué : il n’y a rien à publier.")
    else:
        raise Http404
