"""The root of the whole site, one's own proof in it, and statements that outlive a change of key."""

from __future__ import annotations

import html
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client

from sextant.ledger.host_root import HostRoot as Kept
from sextant.ledger.journal import beginning, seal
from sextant.ledger.ledger_file import check_ledger, line_of
from sextant.ledger.root import read_roots
from sextant_web.ledger.bridge import chain_of
from sextant_web.ledger.chain_file import file_of
from sextant_web.ledger.host_roots import inclusion_of, make_root_now
from sextant_web.ledger.models import HostRoot, SigningKey
from sextant_web.ledger.noting import note
from sextant_web.ledger.signing import host_signer, keys_on, rotate_key
from sextant_web.people.models import User
from tests.sextant_web.ledger.conftest import Clock
from tests.sextant_web.ledger.noted import NOW, night, stage

LATER = NOW + timedelta(days=1)


def said(response: object) -> str:
    return html.unescape(response.content.decode()).replace("\u202f", " ")  # type: ignore[attr-defined]


def deposits(text: str) -> dict[int, str]:
    return {one.entries: one.seal for one in read_roots(text, "preuve.jsonl")}


def test_the_proof_of_ones_own_chain_checks_its_file(
    signed: Client, yanis: User, tmp_path: Path, clock: Clock
) -> None:
    clock.set(2026, 11, 25, 14, 0)
    assert signed.get("/mon-carnet/preuve")["Location"] == "/mon-carnet"  # none yet: told, with a message
    note(yanis, [stage(0), stage(1)], NOW)
    call_command("host_root", "--out", str(tmp_path / "racines.jsonl"), stdout=io.StringIO())
    proof = signed.get("/mon-carnet/preuve").content.decode()
    note(yanis, [stage(2)], LATER)
    path = tmp_path / "carnet.jsonl"
    path.write_bytes(file_of(chain_of(yanis)))
    assert check_ledger(path, deposits(proof))[0].whole
    assert Client().get("/racines.jsonl").content.decode() == (tmp_path / "racines.jsonl").read_text()
    # The host rewrites the chain, with seals that fit: the proof kept outside tells it.
    line, lines = beginning(str(chain_of(yanis).pk)), []
    for entry in (stage(0), night(2)):
        line = seal(line, entry, NOW)
        lines.append(line_of(line))
    path.write_bytes(path.read_bytes().split(b"\n")[0] + b"\n" + b"".join(lines))
    assert check_ledger(path)[0].whole
    assert not check_ledger(path, deposits(proof))[0].whole


def test_what_is_noted_after_the_root_does_not_spoil_the_proof(yanis: User) -> None:
    note(yanis, [stage(0)], NOW)
    make_root_now(NOW + timedelta(hours=1))
    note(yanis, [stage(1)], LATER)
    proof = inclusion_of(chain_of(yanis))
    assert proof is not None
    assert proof.holds
    assert proof.entries == 1


def test_a_root_says_nothing_of_anybody(yanis: User) -> None:
    note(yanis, [stage(0)], NOW)
    row = make_root_now(NOW)
    assert str(chain_of(yanis).pk).encode() not in bytes(row.leaves)
    kept = HostRoot.objects.get()
    assert Kept(kept.chains, kept.root, kept.made_at, kept.key, kept.signature).signed


# -- the key changes ----------------------------------------------------------------------------------------


def test_a_statement_signed_by_an_old_key_is_checked_by_the_key_of_its_day(
    signed: Client, yanis: User, clock: Clock
) -> None:
    note(yanis, [stage(0), stage(1)], NOW)
    clock.set(2026, 12, 2, 9, 0)
    paper = signed.get("/mes-releves/fichier?par=mois&jour=2026-11-02").content
    clock.set(2026, 12, 3, 9, 0)
    call_command("rotate_key", stdout=io.StringIO())
    page = said(Client().post("/verifier-releve", {"file": SimpleUploadedFile("r.pdf", paper)}))
    assert "authentique" in page.lower()
    assert 'class="verdict lawful"' in page
    assert "Clés d’avant" in page
    # The same paper, had it been signed by the old key after its time: not of this site.
    SigningKey.objects.filter(pk=1).update(retired_at=datetime(2026, 12, 1, tzinfo=UTC))
    page = said(Client().post("/verifier-releve", {"file": SimpleUploadedFile("r.pdf", paper)}))
    assert 'class="verdict lawful"' not in page


def test_a_retired_key_signs_no_more(yanis: User) -> None:
    old = host_signer().public
    rotate_key(NOW)
    assert host_signer().public != old
    row = SigningKey.objects.get(public=old)
    assert row.pem == ""
    assert keys_on(NOW - timedelta(days=1)) == {"ce site": old}
    assert keys_on(NOW + timedelta(days=1)) == {"ce site": host_signer().public}
    row.pem = "retrouvée"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
