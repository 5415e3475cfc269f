"""Screens of conditions: one's own choice, a union's sheets, what is public because somebody decided it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from sextant.conditions.release import read_release
from sextant_web.conditions.models import Consent, Publication
from tests.cast import CAMILLE, NOOR, SACHA
from tests.sextant_web.conditions.wards import SPRING, interns, release, ward_of
from tests.sextant_web.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().replace("\u202f", " ").replace("\u00a0", " ").split())


@pytest.fixture
def released(world: World) -> World:
    interns(ward_of(world.ours.hospital, "Cardio"), 12)
    interns(ward_of(world.ours.hospital, "Urgences"), 2)
    release(SPRING, world.user(SACHA))
    return world


def sheet(world: World, name: str = "hospital") -> str:
    if name == "nation":
        return reverse("conditions:nation_sheet")
    return reverse(f"conditions:{name}_sheet", kwargs={name: getattr(world.ours, name).pk})


def test_nobody_counts_who_did_not_choose_to(client: Client, world: World) -> None:
    client.force_login(world.user(CAMILLE))
    assert "Votre carnet ne compte pas" in text_of(client.get("/compter-mes-heures"))
    assert not Consent.objects.exists()
    client.post("/compter-mes-heures", {"choice": "oui", "roster": "non"})
    consent = Consent.objects.get(user=world.user(CAMILLE))
    assert (consent.revoked_at, consent.roster) == (None, False)
    assert "Votre carnet compte, depuis" in text_of(client.get("/compter-mes-heures"))


def test_a_consent_is_taken_back_and_given_again_under_the_same_word(client: Client, world: World) -> None:
    """The same word in every release: somebody who comes back is not somebody new."""
    client.force_login(world.user(CAMILLE))
    client.post("/compter-mes-heures", {"choice": "oui"})
    who = Consent.objects.get().who
    page = text_of(client.post("/compter-mes-heures", {"choice": "non"}, follow=True))
    assert "Vous avez repris votre accord" in page
    assert Consent.objects.get().revoked_at is not None
    client.post("/compter-mes-heures", {"choice": "oui"})
    assert (Consent.objects.get().who, Consent.objects.get().revoked_at) == (who, None)


def test_a_person_reads_where_they_were_counted(client: Client, released: World) -> None:
    client.force_login(Consent.objects.order_by("pk").first().user)  # type: ignore[union-attr]
    page = text_of(client.get("/compter-mes-heures"))
    assert "Trimestre du 4 mai 2026, Cardio" in page


def test_the_table_of_a_union_shows_and_hides(client: Client, released: World) -> None:
    client.force_login(released.user(SACHA))
    page = text_of(
        client.get(reverse("conditions:sites", kwargs={"subdivision": released.ours.subdivision.pk}))
    )
    assert "CH du Val" in page
    assert "masqué" in page
    assert released.theirs.hospital.name not in page  # another subdivision
    assert "n’est pas tiré au sort" in page
    assert "Où le repos de sécurité" in page
    assert "Repos de sécurité gardés après une garde : 50 %" in page


def test_a_sheet_stands_beside_the_survey_with_its_method(client: Client, released: World) -> None:
    client.force_login(released.user(SACHA))
    page = text_of(client.get(sheet(released)))
    for said in (
        "50 h",
        "59 h en 2023",
        "2 277 réponses",
        "ni la charge ressentie",
        "<svg",
        "11 à 19 internes",
    ):
        assert said in page
    ward = text_of(client.get(reverse("conditions:ward_sheet", kwargs={"ward": released.ours.ward.pk})))
    assert "Tout est masqué" in ward


def test_a_sheet_is_public_only_once_somebody_decides(client: Client, released: World) -> None:
    anyone = Client()
    assert "Aucune fiche n’est publique" in text_of(anyone.get("/conditions"))
    client.force_login(released.user(SACHA))
    client.post(sheet(released), {"choice": "publish"})
    row = Publication.objects.get()
    assert "CH du Val" in text_of(anyone.get("/conditions"))
    page = text_of(anyone.get(f"/conditions/fiche/{row.pk}"))
    assert "50 h" in page
    assert "Sacha" not in page
    client.post(sheet(released), {"choice": "withdraw"})
    assert anyone.get(f"/conditions/fiche/{row.pk}").status_code == 404
    assert "CH du Val" not in text_of(anyone.get("/conditions"))


def test_a_sheet_where_all_is_hidden_is_not_published(client: Client, released: World) -> None:
    client.force_login(released.user(SACHA))
    client.post(
        reverse("conditions:ward_sheet", kwargs={"ward": released.ours.ward.pk}), {"choice": "publish"}
    )
    assert not Publication.objects.exists()


def test_the_sealed_release_is_given_with_the_sheet_of_the_country(client: Client, released: World) -> None:
    client.force_login(released.user(SACHA))
    client.post(sheet(released), {"choice": "publish"})
    assert Client().get(f"/conditions/fiche/{Publication.objects.get().pk}/livraison.json").status_code == 404
    client.force_login(released.user(NOOR))
    client.post(sheet(released, "nation"), {"choice": "publish"})
    row = Publication.objects.get(site="france")
    content = Client().get(f"/conditions/fiche/{row.pk}/livraison.json").content.decode()
    assert read_release(content).seal() == json.loads(content)["seal"] == row.release.seal


def test_the_dossier_of_a_hospital_is_in_figures_without_a_name(client: Client, released: World) -> None:
    client.force_login(released.user(SACHA))
    response = client.get(reverse("conditions:paper", kwargs={"hospital": released.ours.hospital.pk}))
    assert response["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(response.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "CH du Val" in text
    assert "R. 6153-2" in text
    assert not any(f"Cardio {n}" in text for n in range(12))


def test_without_a_release_there_is_no_dossier(client: Client, world: World) -> None:
    client.force_login(world.user(SACHA))
    address = reverse("conditions:paper", kwargs={"hospital": world.ours.hospital.pk})
    assert "aucune livraison" in text_of(client.get(address, follow=True)).lower()


def test_no_page_takes_a_cut_that_is_not_on_the_list(client: Client, released: World) -> None:
    """No filter, no dates of one's own: a trimester that is released, or nothing."""
    client.force_login(released.user(SACHA))
    assert client.get(sheet(released), {"trimestre": "2026-05-05"}).status_code == 404
    plain = client.get(sheet(released)).context["table"]
    cut = client.get(sheet(released), {"annee": "2", "du": "2026-05-10", "au": "2026-05-12"})
    assert cut.context["table"] == plain


def test_a_ward_younger_than_the_release_says_so(client: Client, released: World) -> None:
    client.force_login(released.user(SACHA))
    ward = ward_of(released.ours.hospital, "Neurologie")
    page = client.get(reverse("conditions:ward_sheet", kwargs={"ward": ward.pk}))
    assert "n’était pas encore dans Sextant" in text_of(page)
