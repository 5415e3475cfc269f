"""The signed root: who made it, of what, and that nobody touched it since."""

from __future__ import annotations

import pytest

from sextant.errors import BadDocument, BadInput
from sextant.ledger.root import make_root, read_roots, write_root
from sextant.ledger.signature import fingerprint, is_signed, new_signer, read_signer
from tests.sextant.ledger.noted import CHAIN, NOW, noted, sealed

SIGNER = new_signer()
ROOT = make_root(CHAIN, sealed(noted())[-1], NOW, SIGNER)


def test_a_root_is_read_back() -> None:
    assert read_roots(write_root(ROOT) + "\n" + write_root(ROOT), "x") == (ROOT, ROOT)
    assert ROOT.signed
    assert ROOT.key == SIGNER.public


@pytest.mark.parametrize(
    "change", [('entries":1', 'entries":2'), ("2026-12-01", "2026-12-02"), (CHAIN, "another-1")]
)
def test_a_root_that_was_altered_is_refused(change: tuple[str, str]) -> None:
    with pytest.raises(BadDocument, match="a été modifiée"):
        read_roots(write_root(ROOT).replace(*change), "x")


@pytest.mark.parametrize("text", ["", "bonjour", "[]", '{"chain": 3}'])
def test_what_is_no_root_is_told(text: str) -> None:
    with pytest.raises(BadDocument):
        read_roots(text, "x")


def test_a_key_is_written_and_read_back() -> None:
    again = read_signer(SIGNER.pem())
    assert again.public == SIGNER.public
    assert is_signed("é", again.sign("é"), SIGNER.public)
    assert not is_signed("e", again.sign("é"), SIGNER.public)
    assert not is_signed("é", "###", SIGNER.public)
    assert fingerprint(SIGNER.public) != fingerprint(new_signer().public)


def test_what_is_no_key_is_told() -> None:
    with pytest.raises(BadInput, match="n’est pas une clé"):
        read_signer(b"bonjour")
