"""An aid proposed by a town hall: its file, two readers, then public; nothing before."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from sextant.benefits.file_check import check
from sextant_web.registers.models import ProposedBenefit
from sextant_web.registers.reviewed_file import checked_text
from tests.cast import LOU, SACHA
from tests.sextant_cli.typed import typed
from tests.sextant_web.world import World

AID: dict[str, Any] = {
    "echelle": "departement", "territoire": "Mayenne", "payeur": "Département de la Mayenne",
    "nom": "Aide à l’installation de Kerlann", "phrase": "8 000 € au médecin qui s’engage trois ans",
    "pour": "installation", "zones": ["ZIP", "ZAC"], "montant": "8 000 €", "rythme": "once", "premier": "2026-09-01",
    "engagement": "exercer trois ans dans le département", "mois": "36", "titre": "Délibération du 12 juin 2026",
    "deliberation": "oui", "organisme": "Département de la Mayenne", "courriel": "sante@exemple.fr",
}  # fmt: skip


def page(response: HttpResponse) -> str:
    """The text of an answer, with ordinary spaces."""
    return response.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def proposed(**changed: Any) -> ProposedBenefit:
    Client(enforce_csrf_checks=True).post("/registres/aides/proposer", {**AID, **changed, "faire": "envoyer"})
    return ProposedBenefit.objects.exclude(name="Aide d’essai").get()


def desk(world: World, side: str, proposal: ProposedBenefit) -> str:
    names = {"own": world.own, "neighbour": world.neighbour}[side]
    return reverse("registers:review", kwargs={"subdivision": names["subdivision"], "proposal": proposal.pk})


def test_the_form_shows_what_sextant_will_say_before_anything_is_sent(db: None, bare: None) -> None:
    said = page(Client().post("/registres/aides/proposer", {**AID, "faire": "voir"}))
    assert "Voici ce que Sextant dira" in said
    assert "le département du projet est Mayenne (53)" in said
    assert "id: d53-aide-installation-kerlann" in said
    assert not ProposedBenefit.objects.exists()


def test_two_different_people_read_it_then_it_is_public_with_its_file(
    world: World, bare: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = proposed()
    public = f"/registres/aides/{one.pk}.yaml"
    reader, other, visitor = Client(), Client(), Client()
    reader.force_login(world.user(SACHA))
    other.force_login(world.user(LOU))
    assert "lecture" not in page(visitor.get("/registres/aides"))
    assert visitor.get(public).status_code == 404
    reader.post(desk(world, "own", one), {"texte": one.text, "faire": "lue"})
    assert visitor.get(public).status_code == 404
    reader.post(desk(world, "own", one), {"texte": one.text, "faire": "lue"})  # the same person again
    assert visitor.get(public).status_code == 404
    assert "c’est juste : publier" in page(other.get(desk(world, "neighbour", one))).lower()
    other.post(desk(world, "neighbour", one), {"texte": one.text, "faire": "lue"})
    said = page(visitor.get("/registres/aides"))
    assert "Aide à l’installation de Kerlann" in said
    assert "8 000 €" in said
    assert "<strong>relue</strong>" in said
    assert "Kerlann" in page(visitor.get("/aides/catalogue"))
    assert "Sacha" not in said
    assert mail.outbox[0].to == ["sante@exemple.fr"]
    one.refresh_from_db()
    assert one.sender_email == ""

    file = tmp_path / "d53.yaml"
    file.write_bytes(visitor.get(public).content)
    assert check(tmp_path) == []  # the same file as a hand would have written
    person = tmp_path / "moi.yml.txt"
    person.write_text(
        "personne: {deja_installe_liberal: false}\n"
        "projet: {role: principal, date: 2026-10-01, secteur: 1}\nterritoire: {departement: 53, zone_mg: ZIP}\n",
        encoding="utf-8",
    )
    found = typed(
        capsys, "benefits", "assess", str(person), "--with", str(tmp_path), "--json", "--on", "2026-11-22"
    ).json
    results = {one["id"]: one for one in found["results"]}
    assert results["d53-aide-installation-kerlann"]["state"] == "DROIT"
    assert found["totals"]["firm"] == 18_000


def test_a_text_that_the_second_reader_corrects_is_read_anew(world: World, bare: None) -> None:
    one = proposed()
    reader, other = Client(), Client()
    reader.force_login(world.user(SACHA))
    other.force_login(world.user(LOU))
    reader.post(desk(world, "own", one), {"texte": one.text, "faire": "lue"})
    other.post(desk(world, "neighbour", one), {"texte": one.text.replace("8000", "7000"), "faire": "lue"})
    one.refresh_from_db()
    assert not one.published
    assert one.first_reader == world.user(LOU)


def test_a_file_that_does_not_hold_is_refused_with_its_line(world: World, bare: None) -> None:
    one = proposed()
    reader = Client()
    reader.force_login(world.user(SACHA))
    broken = one.text.replace("territoire.zone_mg", "territoire.zone")
    answer = reader.post(desk(world, "own", one), {"texte": broken, "faire": "lue"})
    assert answer.status_code == 422
    assert "« territoire.zone » est inconnu" in page(answer)
    one.refresh_from_db()
    assert one.first_read is None


def test_putting_aside_needs_a_reason_that_the_sender_gets(world: World, bare: None) -> None:
    one = proposed()
    reader = Client()
    reader.force_login(world.user(SACHA))
    assert reader.post(desk(world, "own", one), {"faire": "ecarter"}).status_code == 422
    reader.post(desk(world, "own", one), {"faire": "ecarter", "pourquoi": "La page dit 2019."})
    assert "La page dit 2019." in mail.outbox[0].body
    one.refresh_from_db()
    assert one.refused is not None
    assert Client().get(f"/registres/aides/{one.pk}.yaml").status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"nom": ""}, "Donnez un nom à cette aide"),
        ({"titre": ""}, "Sans source, personne ne peut relire"),
        ({"montant": "beaucoup"}, "« beaucoup » n’est pas une somme"),
        ({"rythme": ""}, "une fois, par mois"),
        ({"premier": "12/06/2026"}, "Écrivez la date dans l’autre sens : 2026-06-12"),
        ({"dernier": "2026-08-31"}, "Le dernier jour vient avant le premier"),
        ({"mois": "cinq ans"}, "n’est pas un nombre de mois"),
        ({"territoire": "Atlantide"}, "« Atlantide » n’est aucun département connu"),
        ({"echelle": "commune", "territoire": "Kerlann"}, "un code de commune a cinq caractères"),
        ({"courriel": "non"}, "Ce n’est pas une adresse électronique"),
        ({"pour": "tous"}, "Choisissez pour qui"),
        ({"adresse": "javascript:alert(1)"}, "Ce n’est pas l’adresse d’une page"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    db: None, bare: None, changed: dict[str, str], said: str
) -> None:
    response = Client().post("/registres/aides/proposer", {**AID, **changed, "faire": "envoyer"})
    assert response.status_code == 422
    assert said in page(response)
    assert not ProposedBenefit.objects.exists()


@pytest.mark.parametrize("audience", ["stage", "etudes", "installation"])
@pytest.mark.parametrize("reserve", ["", "vingt places par an"])
@pytest.mark.parametrize("deliberation", ["", "oui"])
def test_every_plain_form_makes_a_file_that_holds(
    db: None, bare: None, audience: str, reserve: str, deliberation: str
) -> None:
    one = proposed(
        pour=audience, reserve=reserve, deliberation=deliberation, rythme="month", statuts=["interne"]
    )
    assert one.text.startswith("id: d53-")
    assert ("confidence: C" in one.text) is (deliberation == "")


@pytest.mark.parametrize("readers", ["readers:\n  writer: Mairie\n", "readers: {writer: Mairie}\n"])
def test_the_second_reading_is_written_in_the_file(readers: str) -> None:
    said = yaml.safe_load(checked_text(f"checked: 2026-01-01\n{readers}", date(2026, 11, 4)))
    assert said == {
        "checked": date(2026, 11, 4),
        "readers": {"writer": "Mairie", "checker": "deux lectures, structures locales"},
    }
