"""The people of the demo: a hospital, three wards, twelve interns, and those around them. None of them exists."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from sextant.almanac.week import placement_semester
from sextant_web.people.models import Hospital, Role, RoleKind, Subdivision, User, Ward

INTERNS = {
    "Médecine polyvalente": (
        ("Camille Le Goff", "camille.legoff@exemple.fr"),
        ("Yanis Benali", "yanis.benali@exemple.fr"),
        ("Inès Moreau", "ines.moreau@exemple.fr"),
        ("Théo Garnier", "theo.garnier@exemple.fr"),
        ("Maëlle Petit", "maelle.petit@exemple.fr"),
        ("Hugo Lambert", "hugo.lambert@exemple.fr"),
    ),
    "Urgences": (
        ("Salomé Rousseau", "salome.rousseau@exemple.fr"),
        ("Adam Fontaine", "adam.fontaine@exemple.fr"),
        ("Léonie Chevalier", "leonie.chevalier@exemple.fr"),
        ("Gabin Mercier", "gabin.mercier@exemple.fr"),
    ),
    "Pédiatrie": (
        ("Naëlle Diallo", "naelle.diallo@exemple.fr"),
        ("Arthur Guérin", "arthur.guerin@exemple.fr"),
    ),
}
HEADS = {
    "Médecine polyvalente": ("Dr Anne Lemoine", "anne.lemoine@exemple.fr"),
    "Urgences": ("Dr Karim Haddad", "karim.haddad@exemple.fr"),
    "Pédiatrie": ("Dr Sophie Carpentier", "sophie.carpentier@exemple.fr"),
}
DIRECTOR = ("Mme Hélène Roux", "helene.roux@exemple.fr")
COORDINATOR = ("Pr Paul André", "paul.andre@exemple.fr")
UNION = ("Sacha Renaud", "sacha.renaud@exemple.fr")
FEDERATION = ("Noor Vasseur", "noor.vasseur@exemple.fr")

ADDRESSES = [
    email
    for _, email in (
        *(intern for ward in INTERNS.values() for intern in ward),
        *HEADS.values(),
        *(DIRECTOR, COORDINATOR, UNION, FEDERATION),
    )
]
"""The addresses that the page of the demo may enter as, and no other."""

SINCE = timedelta(weeks=12)
"""The demo's people were there twelve weeks ago: since the semester of that day."""


def load(today: date) -> None:
    """Puts them in an empty base, with roles that were held twelve weeks before ``today``."""
    start, end = placement_semester(today - SINCE).first, placement_semester(today).last
    subdivision = Subdivision.objects.create(
        name="Angers", local_union="Internes de médecine générale d’Anjou", departements=["49", "53", "72"]
    )
    hospital = Hospital.objects.create(subdivision=subdivision, name="Centre hospitalier du Val")
    for name, interns in INTERNS.items():
        ward = Ward.objects.create(hospital=hospital, name=name)
        for intern in interns:
            _seat(intern, RoleKind.INTERN, start, end, ward=ward)
        _seat(HEADS[name], RoleKind.WARD_HEAD, start, ward=ward)
    _seat(DIRECTOR, RoleKind.DIRECTOR, start, hospital=hospital)
    _seat(COORDINATOR, RoleKind.COORDINATOR, start, subdivision=subdivision)
    _seat(UNION, RoleKind.UNION, start, subdivision=subdivision)
    _seat(FEDERATION, RoleKind.FEDERATION, start)


def _seat(
    who: tuple[str, str], kind: RoleKind, first: date, last: date | None = None, **place: object
) -> None:
    name, email = who
    joined = timezone.make_aware(datetime.combine(first, time(9)))
    user = User.objects.create_user(email, name, date_joined=joined)
    Role.objects.create(user=user, kind=kind, first=first, last=last, **place)
