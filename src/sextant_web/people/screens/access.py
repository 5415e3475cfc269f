"""Who has access to a ward, a hospital, a subdivision: seen, invited, ended. One screen for the three kinds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sextant_web.people.forms import LastDay, RoleOffer, place_form
from sextant_web.people.granting import (
    Place,
    end,
    inside,
    may_give,
    named_to,
    open_invitations,
    who_has_access,
)
from sextant_web.people.letter import write
from sextant_web.people.models import Hospital, Invitation, Role, RoleKind, Subdivision, User, Ward
from sextant_web.people.readings import note_readings

# What a place holds, and the field by which what it holds names it.
HOLDS: dict[type[Place], tuple[type[Place], str, str]] = {
    Hospital: (Ward, "hospital", "Nom du service"),
    Subdivision: (Hospital, "subdivision", "Nom de l’établissement"),
}
ADDERS = {RoleKind.UNION, RoleKind.FEDERATION}


def access(request: HttpRequest, **names: Any) -> HttpResponse:
    """GET shows; POST offers a role (``offer``) or adds a place below (``add``), for who may."""
    place: Place = request.place  # type: ignore[attr-defined]
    today = timezone.localdate()
    gives = may_give(request.roles, place)  # type: ignore[attr-defined]
    adds = type(place) in HOLDS and bool(ADDERS & {role.kind for role in request.roles})  # type: ignore[attr-defined]
    offer = RoleOffer(request.POST if "offer" in request.POST else None, kinds=gives, today=today)
    if "offer" in request.POST and gives and offer.is_valid():
        _offer(request, place, offer)
        return redirect(request.path)
    add = _add_form(request, place) if adds else None
    if "add" in request.POST and add is not None and add.is_valid():
        added = add.save()
        messages.success(request, f"« {added} » est ajouté. Invitez maintenant qui en répond.")
        return redirect(address_of(added))
    told = _who(request, place) | {
        "place": place,
        "above": _above(place),
        "inside": _inside(place),
        "offer": offer if gives else None,
        "add": add,
        "invitations": open_invitations(place, gives),
        "may_end": may_give(request.roles),  # type: ignore[attr-defined]
        "names": names,
        "today": today,
        "kind": _kind(place),
    }
    return render(request, "people/screens/access.html", told)


@require_POST
def end_role(request: HttpRequest, role: Any, **names: Any) -> HttpResponse:
    """Takes a role back, now or on a day."""
    place: Place = request.place  # type: ignore[attr-defined]
    held = get_object_or_404(Role.objects.select_related("user").filter(inside(place)), pk=role)
    form = LastDay(request.POST)
    if held.kind not in may_give(request.roles):  # type: ignore[attr-defined]
        messages.error(request, f"Ce rôle ne se retire pas d’ici : {held.get_kind_display()}.")
    elif not form.is_valid():
        messages.error(request, "Cette date n’existe pas. Écrivez par exemple 2027-05-02.")
    else:
        end(held, form.cleaned_data["last"], timezone.localdate())
        messages.success(request, f"C’est noté pour {held.user}.")
    return redirect(address_of(place))


@require_POST
def withdraw(request: HttpRequest, invitation: Any, **names: Any) -> HttpResponse:
    """Withdraws a letter that nobody has answered: its link opens nothing any more."""
    place: Place = request.place  # type: ignore[attr-defined]
    sent = get_object_or_404(Invitation.objects.filter(inside(place), accepted_at=None), pk=invitation)
    if sent.kind in may_give(request.roles):  # type: ignore[attr-defined]
        sent.delete()
        messages.success(request, "L’invitation est retirée : son lien n’ouvre plus rien.")
    else:
        messages.error(request, "Cette invitation ne se retire pas d’ici.")
    return redirect(address_of(place))


def address_of(place: Model) -> str:
    """The page of access of a place."""
    kind = _kind(place)
    return reverse(f"people:{kind}_access", kwargs={kind: place.pk})


def _kind(place: Model) -> str:
    return str(place._meta.model_name)


def _offer(request: HttpRequest, place: Place, form: RoleOffer) -> None:
    said = form.cleaned_data
    user: User = request.user  # type: ignore[assignment]
    offered, token = Invitation.offer(
        email=said["email"],
        kind=said["kind"],
        place=place,
        first=timezone.localdate(),
        last=said["last"],
        by=user,
    )
    link = request.build_absolute_uri(reverse("people:invitation", kwargs={"token": token}))
    told = {
        "by": user,
        "role": offered.get_kind_display(),
        "place": place,
        "last": offered.last,
        "until": offered.expires_at,
        "link": link,
    }
    write(offered.email, "invitation", told)
    messages.success(request, f"L’invitation est partie pour {offered.email}.")


def _add_form(request: HttpRequest, place: Place) -> Any:
    model, above, label = HOLDS[type(place)]
    return place_form(model, label)(
        request.POST if "add" in request.POST else None, instance=model(**{above: place})
    )


def _who(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Those named, and for the others how many of each role."""
    named = named_to(request.roles)  # type: ignore[attr-defined]
    shown, counted = [], {}
    for role in who_has_access(place, timezone.localdate()):
        if role.kind in named:
            shown.append(role)
        else:
            counted[role.get_kind_display()] = counted.get(role.get_kind_display(), 0) + 1
    note_readings(request, [role.user for role in shown], f"la liste des accès de « {place} »")
    return {"shown": shown, "counted": counted}


def _above(place: Place) -> list[Place]:
    if isinstance(place, Ward):
        return [place.hospital.subdivision, place.hospital]
    return [place.subdivision] if isinstance(place, Hospital) else []


def _inside(place: Place) -> list[tuple[Place, str]]:
    """The places that this one holds, each with its page."""
    held: Any = {Hospital: lambda: place.wards, Subdivision: lambda: place.hospitals}.get(type(place))  # type: ignore[union-attr]
    return [(one, address_of(one)) for one in held().all()] if held else []
