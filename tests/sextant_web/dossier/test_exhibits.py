"""Exhibits, shared dossiers, reminders, one's own slip: kept privately, shown on purpose, told and taken back."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from sextant_web.dossier.bridge import exhibits_of
from sextant_web.dossier.filing import file_exhibit
from sextant_web.dossier.models import Exhibit, Matter, SharedDossier, ToldDeadline
from sextant_web.ledger.noting import note
from sextant_web.people.erasure import erase
from sextant_web.people.models import Reading, User
from sextant_web.people.own_data import archive
from tests.cast import CAMILLE, LOU, SACHA, YANIS
from tests.sextant.evidence.test_stripped import JPEG, WHERE, located
from tests.sextant_web.dossier.test_mine import SENDER, TODAY, at, fill_in, said, text_of
from tests.sextant_web.ledger.noted import NOW, stage
from tests.sextant_web.signing_in import with_code, with_passkey
from tests.sextant_web.world import World


def photo(content: bytes | None = None, name: str = "tableau.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, located() if content is None else content)


# -- exhibits ---------------------------------------------------------------------------------------------


def test_a_photograph_is_kept_without_its_place_and_printed_in_the_dossier(
    signed: Client, yanis: User
) -> None:
    signed.post(
        "/mon-dossier/pieces",
        {"file": photo(), "title": "Tableau affiché", "sort": "tableau", "day": "2026-11-03"},
    )
    (kept,) = yanis.exhibits.all()
    assert (kept.number, kept.title, kept.sort) == (1, "Tableau affiché", "tableau")
    assert WHERE not in bytes(kept.content)
    paper = signed.get("/mon-dossier/pdf?du=2026-11-02&au=2026-11-22").content
    assert "Tableau affiché, 3 novembre 2026" in text_of(paper)
    assert kept.sha256[:16] in text_of(paper).replace(" ", "")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "vide"), (b"GIF89a", "ni une photo JPEG ou PNG, ni un PDF"), (JPEG[:-20], "coupée")],
    ids=["empty", "gif", "cut"],
)
def test_what_is_no_exhibit_is_told_and_not_kept(
    signed: Client, yanis: User, content: bytes, sentence: str
) -> None:
    response = signed.post("/mon-dossier/pieces", {"file": photo(content), "title": "Gardez mon titre"})
    assert response.status_code == 422
    assert sentence in said(response)
    assert "Gardez mon titre" in said(response)
    assert not yanis.exhibits.exists()


def test_one_file_too_many_is_told(signed: Client, yanis: User) -> None:
    with patch("sextant_web.dossier.filing.MOST", 1):
        file_exhibit(yanis, JPEG, "une.jpg")
        assert "a déjà 1 pièces" in said(signed.post("/mon-dossier/pieces", {"file": photo()}))


def test_nobody_else_opens_it(world: World, yanis: User, client: Client) -> None:
    kept = file_exhibit(yanis, JPEG, "une.jpg")
    client.force_login(world.user(CAMILLE))
    assert client.get(f"/mon-dossier/pieces/{kept.pk}").status_code == 404
    assert client.post(f"/mon-dossier/pieces/{kept.pk}").status_code == 404
    assert Exhibit.objects.filter(pk=kept.pk).exists()


def test_exhibits_of_another_matter_stay_out_of_it(yanis: User, matter: Matter) -> None:
    other = Matter.objects.create(
        user=yanis, procedure="conge-refuse", first=date(2026, 11, 2), last=date(2026, 11, 22)
    )
    for title, about in (("pour toutes", None), ("pour elle", matter), ("pour l’autre", other)):
        file_exhibit(yanis, JPEG, "une.jpg", title=title, matter=about)
    assert [(one.number, one.title) for one in exhibits_of(yanis, matter)] == [
        (1, "pour toutes"),
        (2, "pour elle"),
    ]


def test_a_letter_told_sent_is_kept_as_it_was(signed: Client, yanis: User, matter: Matter) -> None:
    fill_in(signed, matter)
    signed.post(at(matter), {"step": "recuperation", "sent": "2026-11-16", "proof": "RAR 1A 234"})
    (kept,) = matter.exhibits.all()
    assert kept.sort == "courrier"
    assert kept.day == date(2026, 11, 16)
    assert "Docteur Lemoine" in text_of(bytes(kept.content))
    signed.post(at(matter, "/lettres/recuperation"), SENDER | {"gesture": "fields", "chef": "Docteur Autre"})
    signed.post(at(matter), {"step": "recuperation", "sent": "2026-11-16", "received": "2026-11-18"})
    assert "Docteur Lemoine" in text_of(bytes(matter.exhibits.get().content))
    page = said(signed.get(at(matter, "/lettres/recuperation")))
    assert "envoyée le lundi 16 novembre 2026" in page or "réponse attendue" in page


def test_they_are_exported_and_erased(yanis: User) -> None:
    file_exhibit(yanis, JPEG, "une.jpg")
    names = zipfile.ZipFile(io.BytesIO(archive(yanis, TODAY))).namelist()
    assert "pieces/1-une.jpg" in names
    erase(yanis)
    assert not Exhibit.objects.filter(name="une.jpg").exists()


# -- shown to somebody --------------------------------------------------------------------------------------


PERIOD = {"du": "2026-11-02", "au": "2026-11-22", "lasting": "7"}


def shared_by_link(client: Client) -> str:
    page = said(client.post("/mon-dossier/partages", {**PERIOD, "how": "link", "said": "Maître Durand"}))
    found = re.search(r'value="http://testserver(/dossier-confie/[^"]+)"', page)
    assert found, page
    return found[1]


def test_a_lawyer_reads_it_by_the_link_until_it_is_taken_back(signed: Client, yanis: User) -> None:
    address = shared_by_link(signed)
    lawyer = Client()
    assert "Lire le dossier" in said(lawyer.get(address))
    first = lawyer.get(address + "?pdf").content
    assert "Yanis" in text_of(first)
    note(yanis, [stage(21)], NOW)  # what is noted later is not shown
    assert lawyer.get(address + "?pdf").content == first
    assert "Lu le 25 novembre 2026 (2 fois)" in said(signed.get("/mon-dossier/partages"))
    shared = yanis.shared_dossiers.get()
    signed.post(f"/mon-dossier/partages/{shared.pk}/retrait")
    assert lawyer.get(address).status_code == 404
    assert bytes(SharedDossier.objects.get(pk=shared.pk).content) == b""


def test_it_closes_by_itself(signed: Client, yanis: User) -> None:
    address = shared_by_link(signed)
    with patch("django.utils.timezone.localdate", return_value=date(2026, 12, 3)):
        assert Client().get(address).status_code == 404
        call_command("dossiers", stdout=io.StringIO())
    assert bytes(yanis.shared_dossiers.get().content) == b""


def test_the_local_union_reads_what_it_was_shown_and_the_person_knows(
    signed: Client, yanis: User, world: World
) -> None:
    signed.post("/mon-dossier/partages", {**PERIOD, "how": "union"})
    shared = yanis.shared_dossiers.get()
    address = f"/dossiers-confies/{shared.pk}"
    union = with_passkey(Client(), world.user(SACHA))
    assert YANIS.name in said(union.get("/dossiers-confies"))
    assert union.get(address + "?pdf").content[:5] == b"%PDF-"
    read = Reading.objects.get(person=yanis, what__startswith="votre dossier")
    assert SACHA.name in read.reader_said
    # The neighbour's union, and one's own without a second factor: nothing.
    assert with_passkey(Client(), world.user(LOU)).get(address).status_code == 404
    assert with_code(Client(), world.user(SACHA)).get(address).status_code == 302


def test_a_union_sees_no_dossier_that_was_not_shown(yanis: User, world: World) -> None:
    union = with_passkey(Client(), world.user(SACHA))
    assert YANIS.name not in said(union.get("/dossiers-confies"))


# -- deadlines --------------------------------------------------------------------------------------------


def test_a_deadline_is_told_once_and_says_nothing_of_the_matter(yanis: User, matter: Matter) -> None:
    matter.dates = {"trimestre_finit": "2026-11-29"}
    matter.save()
    call_command("dossiers", stdout=io.StringIO())
    assert mail.outbox == []  # not asked for
    matter.remind = True
    matter.save()
    call_command("dossiers", stdout=io.StringIO())
    call_command("dossiers", stdout=io.StringIO())
    told = [one for one in mail.outbox if one.to == [yanis.email]]
    assert len(told) == ToldDeadline.objects.filter(matter=matter).count() > 0
    text = "".join(one.subject + one.body for one in told)
    assert "ravail" not in text
    assert "CH du Val" not in text
    assert str(matter.pk) in text


# -- one's own slip -----------------------------------------------------------------------------------------


SLIP = {"month": "2026-11", "year": "2", "housed": "non", "fed": "non"}


def test_the_garde_noted_is_due_and_the_difference_becomes_a_claim(signed: Client, yanis: User) -> None:
    page = said(signed.post("/mon-dossier/fiche-de-paie", {**SLIP, "paid_gardes": "0"}))
    assert "234,80" in page  # one night of a weekday
    assert "Réclamer ce qui manque" in page
    response = signed.post("/mon-dossier/fiche-de-paie", {**SLIP, "paid_gardes": "0", "gesture": "claim"})
    matter = yanis.matters.get(procedure="paie-incomplete")
    assert response["Location"] == at(matter, "/lettres/demande-paie")
    assert "234,80" in matter.fields["montant"]
    assert matter.fields["mois"] == "novembre 2026"
    (count,) = matter.exhibits.all()
    assert "234,80" in text_of(bytes(count.content)).replace("\u202f", " ").replace("\xa0", " ")
    signed.post("/mon-dossier/fiche-de-paie", {**SLIP, "paid_gardes": "100", "gesture": "claim"})
    assert matter.exhibits.count() == 1
    assert yanis.matters.filter(procedure="paie-incomplete").count() == 1
    paper = text_of(signed.get(f"/mon-dossier/pdf?du=2026-11-02&au=2026-11-22&demarche={matter.pk}").content)
    assert "Décompte de paie, novembre 2026" in paper


def test_nothing_missing_claims_nothing(signed: Client, yanis: User) -> None:
    response = signed.post(
        "/mon-dossier/fiche-de-paie", {**SLIP, "paid_gardes": "234,80", "gesture": "claim"}
    )
    assert response.status_code == 422
    assert "Rien de connu ne manque" in said(response)
    assert not yanis.matters.exists()


def test_a_month_with_nothing_noted_is_told(signed: Client) -> None:
    response = signed.post("/mon-dossier/fiche-de-paie", {**SLIP, "month": "2026-03"})
    assert "Rien n’est noté du 1er mars 2026" in said(response)
