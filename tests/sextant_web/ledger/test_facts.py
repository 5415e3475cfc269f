"""« Mes faits »: what a person declares is sealed, judged, exported and erased with the rest, and shown to nobody."""

from __future__ import annotations

import html
from datetime import date
from unittest.mock import patch

from django.test import Client

from sextant.ledger.journal import replay, verify
from sextant.ledger.ledger_file import check_ledger, read_ledger
from sextant_web.ledger.bridge import chain_of, person_of, rebuild_standing, sealed_of
from sextant_web.ledger.chain_file import file_of
from sextant_web.ledger.models import Record
from sextant_web.ledger.noting import note
from sextant_web.people.erasure import erase
from sextant_web.people.models import User
from sextant_web.people.own_data import everything_known
from tests.sextant_web.ledger.conftest import Clock
from tests.sextant_web.ledger.noted import NOW, night

PAGE = "/mon-carnet/mes-faits"
PREGNANT = {"third_month": "2026-11-02"}


def said(response: object) -> str:
    return html.unescape(response.content.decode()).replace("\u202f", " ")  # type: ignore[attr-defined]


def trimester(client: Client) -> str:
    return said(client.get("/mon-trimestre"))


def test_a_garde_after_the_third_month_is_a_breach_until_she_agrees(
    signed: Client, yanis: User, clock: Clock
) -> None:
    note(yanis, [night(1)], NOW)
    clock.set(2026, 11, 25, 12, 0)
    assert "grossesse" not in trimester(signed)
    signed.post(PAGE, PREGNANT)
    assert "grossesse" in trimester(signed)
    signed.post(PAGE, {**PREGNANT, "consent": "2026-11-02"})
    assert "grossesse" not in trimester(signed)
    signed.post(PAGE, {**PREGNANT, "consent": "2026-11-01", "revoked": "2026-11-02"})
    assert "grossesse" in trimester(signed)


def test_a_certificate_forbids_what_it_names(signed: Client, yanis: User, clock: Clock) -> None:
    note(yanis, [night(1)], NOW)
    clock.set(2026, 11, 25, 12, 0)
    certificate = {"since1": "2026-11-01", "until1": "2026-11-30", "kinds1": ["garde-nuit", "demi-garde"]}
    signed.post(PAGE, certificate)
    assert "certificat" in trimester(signed).lower()
    (kept,) = person_of(chain_of(yanis)).restrictions
    assert sorted(kept.kinds) == ["demi-garde", "garde-nuit"]
    page = said(signed.get(PAGE))
    assert 'value="2026-11-30"' in page
    assert "certificat du 1er au 30 novembre 2026, qui exclut : demi-garde et garde de nuit" in page


def test_each_change_is_sealed_and_the_file_tells_it(
    signed: Client, yanis: User, clock: Clock, tmp_path
) -> None:
    note(yanis, [night(1)], NOW)
    clock.set(2026, 11, 25, 12, 0)
    signed.post(PAGE, PREGNANT)
    signed.post(PAGE, PREGNANT)  # the same again: nothing is added
    signed.post("/mon-carnet/stage", {"status": "interne", "share": "62,5", "surnombre": "on"})
    chain = chain_of(yanis)
    lines = sealed_of(chain.records.all())
    assert len(lines) == chain.length == 3
    assert verify(str(chain.pk), lines).whole
    assert [dict(one.person) for one in replay(lines).facts] == [
        {"pregnancy": {"third_month": "2026-11-02"}},
        {"pregnancy": {"third_month": "2026-11-02"}, "share": 0.625, "status": "interne", "surnombre": True},
    ]
    path = tmp_path / "carnet.jsonl"
    path.write_bytes(file_of(chain))
    assert check_ledger(path)[0].whole
    assert read_ledger(path).person.pregnancy == person_of(chain).pregnancy
    assert read_ledger(path).person.share == 0.625
    rebuild_standing(chain)
    assert chain.standing.count() == 1


def test_what_cannot_be_is_one_sentence_and_nothing_is_kept(
    signed: Client, yanis: User, clock: Clock
) -> None:
    clock.set(2026, 11, 25, 12, 0)
    for wrong, sentence in (
        ({"consent": "2026-11-02"}, "premier jour du troisième mois manque"),
        ({**PREGNANT, "revoked": "2026-12-01"}, "un accord repris a d’abord été donné"),
        ({**PREGNANT, "pregnancy_until": "2026-10-01"}, "finirait avant son troisième mois"),
        ({**PREGNANT, "consent": "2026-12-02", "revoked": "2026-12-01"}, "est avant le début"),
        ({"since1": "2026-11-02", "until1": "2026-11-01", "kinds1": "garde-nuit"}, "est avant le début"),
        ({"since1": "2026-11-02", "until1": "2026-11-08"}, "dites ce qu’il exclut"),
        ({"since1": "2026-11-02", "kinds1": "garde-nuit"}, "le jour manque"),
        ({"third_month": "2026-02-31"}, "n’existe pas"),
        ({"trimester_from": "2026-11-02"}, "le jour manque"),
    ):
        response = signed.post(PAGE, wrong)
        assert response.status_code == 422, wrong
        assert sentence.lower() in said(response).lower(), (wrong, said(response))
    assert chain_of(yanis).length == 0
    assert chain_of(yanis).person == {}


def test_a_shared_trimester_does_not_tell_it(
    signed: Client, yanis: User, clock: Clock, client: Client
) -> None:
    note(yanis, [night(1)], NOW)
    clock.set(2026, 11, 25, 12, 0)
    signed.post(PAGE, PREGNANT)
    page = said(signed.post("/mon-trimestre/partages", {"lasting": "7", "how": "link", "which": "0"}))
    address = page.split("/partage/")[1].split('"')[0].split("<")[0].split()[0]
    shown = said(Client().get(f"/partage/{address}"))
    assert "2 novembre" in shown
    assert "grossesse" not in shown.lower()


def test_the_dossier_uses_them_and_they_go_with_the_account(
    signed: Client, yanis: User, clock: Clock
) -> None:
    note(yanis, [night(1)], NOW)
    clock.set(2026, 11, 25, 12, 0)
    signed.post(PAGE, PREGNANT)
    with patch("django.utils.timezone.localdate", return_value=date(2026, 11, 25)):
        assert "grossesse" in said(signed.get("/mon-dossier"))
    assert "third_month" in str(everything_known(yanis))
    chain = chain_of(yanis).pk
    erase(yanis)
    assert not Record.objects.filter(chain=chain).exists()


def test_the_days_are_those_of_the_page(signed: Client, yanis: User, clock: Clock) -> None:
    clock.set(2026, 11, 25, 12, 0)
    signed.post(PAGE, {"third_month": "2026-12-14", "pregnancy_until": "2027-05-30"})
    found = person_of(chain_of(yanis)).pregnancy
    assert found is not None
    assert (found.third_month, found.until) == (date(2026, 12, 14), date(2027, 5, 30))
