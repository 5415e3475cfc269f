"""The host's root: the published tree, a proof for each chain, and nothing that can be changed unseen."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.errors import BadDocument
from sextant.ledger.host_root import (
    Inclusion,
    leads_to,
    leaf_of,
    make_host_root,
    path_of,
    root_of,
    write_host_root,
    write_inclusion,
)
from sextant.ledger.root import read_roots
from sextant.ledger.signature import new_signer

WHEN = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def leaves_of(count: int) -> list[bytes]:
    return [leaf_of(f"chaine-{n:04d}", n, sha256(str(n).encode()).hexdigest()) for n in range(count)]


def proof_of(count: int, index: int) -> Inclusion:
    leaves, signer = leaves_of(count), new_signer()
    path = tuple(one.hex() for one in path_of(leaves, index))
    seal = sha256(str(index).encode()).hexdigest()
    return Inclusion(f"chaine-{index:04d}", index, seal, index, path, make_host_root(leaves, WHEN, signer))


def by_the_book(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    cut = 1
    while cut * 2 < len(leaves):
        cut *= 2
    return sha256(b"\x01" + by_the_book(leaves[:cut]) + by_the_book(leaves[cut:])).digest()


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 33])
def test_the_tree_is_the_published_one(count: int) -> None:
    assert root_of(leaves_of(count)) == by_the_book(leaves_of(count))


def test_the_vectors_of_certificate_transparency_hold() -> None:
    """Those of the reference implementation of RFC 6962 (leaves: "", 00, 10, 2021)."""
    leaves = [sha256(b"\x00" + bytes.fromhex(one)).digest() for one in ("", "00", "10", "2021")]
    assert root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaves[0].hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root_of(leaves[:2]).hex() == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    assert root_of(leaves[:3]).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
    assert root_of(leaves).hex() == "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"


@given(st.integers(1, 70).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1))))
def test_each_chain_has_its_proof(drawn: tuple[int, int]) -> None:
    count, index = drawn
    leaves = leaves_of(count)
    path = path_of(leaves, index)
    assert leads_to(leaves[index], index, count, path, root_of(leaves))
    assert len(path) <= (count - 1).bit_length()


@given(
    st.integers(2, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1))),
    st.sampled_from(["leaf", "index", "size", "path", "shorter", "longer"]),
    st.integers(1, 30),
)
def test_no_changed_proof_leads_there(drawn: tuple[int, int], what: str, by: int) -> None:
    count, index = drawn
    leaves = leaves_of(count)
    leaf, at, size, path, root = leaves[index], index, count, list(path_of(leaves, index)), root_of(leaves)
    if what == "leaf":
        leaf = leaf_of(f"chaine-{index:04d}", index + by, "0" * 64)
    elif what == "index":
        at = (index + by) % count
        if at == index:
            return
    elif what == "path":
        path[by % len(path)] = leaf_of("autre", by, "0" * 64)
    elif what == "shorter":
        path.pop()
    elif what == "longer":
        path.append(leaves[0])
    else:
        # Another size may have the same path for this leaf; it is the signed root that names the size.
        signed = make_host_root(leaves, WHEN, new_signer())
        assert not replace(signed, chains=count + by).signed
        return
    assert not leads_to(leaf, at, size, path, root)


def test_a_proof_is_kept_as_a_file_and_read_as_a_root() -> None:
    proof = proof_of(11, 6)
    (root,) = read_roots(write_inclusion(proof), "preuve.jsonl")
    assert (root.chain, root.entries, root.seal, root.made_at) == (proof.chain, 6, proof.seal, WHEN)
    assert json.loads(write_host_root(proof.host))["chains"] == 11


@pytest.mark.parametrize("key", ["chain", "entries", "seal", "index", "path", "root", "made_at", "chains"])
def test_any_changed_word_of_it_is_told(key: str) -> None:
    data = json.loads(write_inclusion(proof_of(11, 6)))
    where = data if key in data else data["host"]
    changed = {
        "entries": 7,
        "index": 5,
        "chains": 12,
        "path": data["path"][::-1],
        "made_at": "2026-11-24T03:00:00Z",
    }
    where[key] = changed.get(key, "ab" * 32)
    with pytest.raises(BadDocument, match="ne mène pas à la racine"):
        read_roots(json.dumps(data), "preuve.jsonl")


@pytest.mark.parametrize(
    "broken", [{"path": "zz"}, {"path": 3}, {"host": 1}, {"entries": "six"}, {"index": None}]
)
def test_a_line_of_another_form_is_told(broken: dict[str, object]) -> None:
    data = json.loads(write_inclusion(proof_of(3, 1))) | broken
    with pytest.raises(BadDocument, match="n’est pas une preuve"):
        read_roots(json.dumps(data), "preuve.jsonl")
