"""The root of a whole host: one hash over the heads of all its chains on a day, and the proof that one is in it.

The tree is that of RFC 6962, section 2.1: a leaf is ``SHA256(0x00 leaf)``, a node ``SHA256(0x01 left right)``, and n
leaves are cut at the greatest power of two below n. A person holds the proof of their own chain: a few hashes that
say nothing of anybody else. Whoever keeps the host's roots can catch a host that rewrites one chain for one reader.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sextant.errors import BadDocument, Place
from sextant.ledger.canonical import read_moment, write_moment
from sextant.ledger.signature import Signer, is_signed


def leaf_of(chain: str, entries: int, seal: str) -> bytes:
    """The hash of a chain's head: its name, its number of lines, the seal of the last."""
    return sha256(b"\x00" + f"sextant head 1\n{chain}\n{entries}\n{seal}".encode()).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root of these leaf hashes, in their order; that of nothing is ``SHA256("")``."""
    if not leaves:
        return sha256(b"").digest()
    return _climb(list(leaves))


def path_of(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes that lead from a leaf to the root, the nearest first. Raises IndexError."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return ()
    cut = _cut(len(leaves))
    if index < cut:
        return (*path_of(leaves[:cut], index), root_of(leaves[cut:]))
    return (*path_of(leaves[cut:], index - cut), root_of(leaves[:cut]))


def leads_to(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether that path leads from a leaf to the root of ``size`` leaves (RFC 9162, 2.1.3.2). Never raises."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for other in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = sha256(b"\x01" + other + found).digest()
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = sha256(b"\x01" + found + other).digest()
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def _cut(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1


def _climb(level: list[bytes]) -> bytes:
    """Pairs, level by level: an odd one climbs alone, which is the same tree."""
    while len(level) > 1:
        pairs = [sha256(b"\x01" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        level = [*pairs, level[-1]] if len(level) % 2 else pairs
    return level[0]


@dataclass(frozen=True, slots=True)
class HostRoot:
    """How many chains, their root, when it was made, by which public key, and the signature."""

    chains: int
    root: str
    made_at: datetime
    key: str
    signature: str

    @property
    def signed(self) -> bool:
        """True when the key that it names signed what it says."""
        return is_signed(_text(self.chains, self.root, self.made_at), self.signature, self.key)


@dataclass(frozen=True, slots=True)
class Inclusion:
    """The proof that a chain, with so many lines and that last seal, is in the host's root."""

    chain: str
    entries: int
    seal: str
    index: int
    path: tuple[str, ...]
    host: HostRoot

    @property
    def holds(self) -> bool:
        """True when the path leads to the root, and the root is signed."""
        leaf = leaf_of(self.chain, self.entries, self.seal)
        path = [bytes.fromhex(one) for one in self.path]
        there = leads_to(leaf, self.index, self.host.chains, path, bytes.fromhex(self.host.root))
        return there and self.host.signed


def make_host_root(leaves: Sequence[bytes], made_at: datetime, signer: Signer) -> HostRoot:
    """The signed root of these leaf hashes. ``made_at`` is aware."""
    root = root_of(leaves).hex()
    signature = signer.sign(_text(len(leaves), root, made_at))
    return HostRoot(len(leaves), root, made_at.replace(microsecond=0), signer.public, signature)


def write_host_root(root: HostRoot) -> str:
    """One line of JSON: the file that anybody may keep."""
    return _line({"sextant": "racine", "version": 1, **_host(root)})


def write_inclusion(proof: Inclusion) -> str:
    """One line of JSON: the file that a person keeps."""
    data = {"sextant": "preuve", "version": 1, "chain": proof.chain, "entries": proof.entries, "seal": proof.seal,
            "index": proof.index, "path": list(proof.path), "host": _host(proof.host)}  # fmt: skip
    return _line(data)


def inclusion_from(data: dict[str, object], place: Place) -> Inclusion:
    """A proof read from its line, already parsed. Raises BadDocument when it does not hold, or has another form."""
    try:
        host = data["host"]
        assert isinstance(host, dict)
        found = Inclusion(
            str(data["chain"]), int(str(data["entries"])), str(data["seal"]), int(str(data["index"])),
            tuple(bytes.fromhex(one).hex() for one in list(data["path"])),  # type: ignore[call-overload]
            HostRoot(int(host["chains"]), bytes.fromhex(host["root"]).hex(), read_moment(host["made_at"]),
                     str(host["key"]), str(host["signature"])),
        )  # fmt: skip
    except (KeyError, ValueError, TypeError, AssertionError):
        raise BadDocument(
            "cette ligne n’est pas une preuve d’inclusion", place=place,
            remedy="Donnez le fichier reçu du site, tel quel.",
        ) from None  # fmt: skip
    if not found.holds:
        raise BadDocument(
            "cette preuve ne mène pas à la racine signée du site : l’une des deux a été modifiée", place=place,
            remedy="Reprenez celle que vous avez gardée ailleurs.",
        )  # fmt: skip
    return found


def _host(root: HostRoot) -> dict[str, object]:
    return {"chains": root.chains, "root": root.root, "made_at": write_moment(root.made_at), "key": root.key,
            "signature": root.signature}  # fmt: skip


def _line(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _text(chains: int, root: str, made_at: datetime) -> str:
    """What is signed."""
    return f"sextant host root 1\n{chains}\n{root}\n{write_moment(made_at)}"
