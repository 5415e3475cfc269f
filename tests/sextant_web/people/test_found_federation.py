"""The first account of a new site."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sextant_web.people.models import Role, RoleKind
from tests.cast import CAMILLE, NOOR
from tests.sextant_web.world import World


def found(email: str, name: str) -> str:
    said = StringIO()
    call_command("found_federation", email, name, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_a_new_site_gets_its_first_officer() -> None:
    assert (
        found("Noor@exemple.fr", NOOR.name)
        == "Noor peut se connecter avec un code envoyé à noor@exemple.fr.\n"
    )
    (role,) = Role.objects.all()
    assert (role.kind, role.user.email) == (RoleKind.FEDERATION, "noor@exemple.fr")


def test_a_site_that_has_one_gets_no_other_this_way(world: World) -> None:
    with pytest.raises(CommandError, match="a déjà un compte"):
        found("camille@exemple.fr", CAMILLE.name)
    assert Role.objects.filter(kind=RoleKind.FEDERATION).count() == 1


@pytest.mark.django_db
def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="n’est pas une adresse"):
        found("noor", NOOR.name)
    assert not Role.objects.exists()
