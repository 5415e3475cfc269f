"""The daily root of a chain: one signed line that says how far it went, to be kept outside.

Whoever keeps it (the intern's own mailbox, a union, a bailiff) can show later that nothing before it was
changed, even by the host of the ledger, and that nothing was cut off.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from sextant.errors import BadDocument, Place
from sextant.ledger.canonical import read_moment, write_moment
from sextant.ledger.host_root import inclusion_from
from sextant.ledger.journal import Sealed
from sextant.ledger.signature import Signer, is_signed

_FIELDS = {"chain": str, "entries": int, "seal": str, "made_at": str, "key": str, "signature": str}


@dataclass(frozen=True, slots=True)
class Root:
    """Chain, number of lines, seal of the last one, when it was made, by which public key, and the signature."""

    chain: str
    entries: int
    seal: str
    made_at: datetime
    key: str
    signature: str

    @property
    def day(self) -> date:
        """The day it attests (UTC)."""
        return self.made_at.date()

    @property
    def signed(self) -> bool:
        """True when the key that it names signed what it says."""
        return is_signed(_text(self.chain, self.entries, self.seal, self.made_at), self.signature, self.key)


def make_root(chain: str, head: Sealed, made_at: datetime, signer: Signer) -> Root:
    """The root of a chain whose last line is ``head``. ``made_at`` is aware."""
    signature = signer.sign(_text(chain, head.number, head.seal, made_at))
    return Root(chain, head.number, head.seal, made_at.replace(microsecond=0), signer.public, signature)


def write_root(root: Root) -> str:
    """One line of JSON."""
    data = {
        "sextant": "empreinte", "version": 1, "chain": root.chain, "entries": root.entries, "seal": root.seal,
        "made_at": write_moment(root.made_at), "key": root.key, "signature": root.signature,
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_roots(text: str, name: str) -> tuple[Root, ...]:
    """The roots of a file, one a line: of a chain, or the proof that one is in the root of its host.

    Raises BadDocument, with the line, for what is none or was altered.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            found.append(_root(line, Place(name, number)))
    if not found:
        raise BadDocument("ce fichier ne contient aucune empreinte", place=Place(name))
    return tuple(found)


def _root(line: str, place: Place) -> Root:
    try:
        data = json.loads(line)
        if isinstance(data, dict) and data.get("sextant") == "preuve":
            proof = inclusion_from(data, place)
            host = proof.host
            return Root(proof.chain, proof.entries, proof.seal, host.made_at, host.key, host.signature)
        if not isinstance(data, dict) or any(not isinstance(data.get(k), t) for k, t in _FIELDS.items()):
            raise ValueError
        plain = {key: data[key] for key in _FIELDS if key != "made_at"}
        root = Root(made_at=read_moment(data["made_at"]), **plain)
    except (ValueError, RecursionError):
        raise BadDocument(
            "cette ligne n’est pas une empreinte de carnet", place=place,
            remedy="Donnez le fichier écrit par « sextant ledger root ».",
        ) from None  # fmt: skip
    if not root.signed:
        raise BadDocument(
            "cette empreinte a été modifiée : sa signature ne lui correspond pas", place=place,
            remedy="Reprenez celle que vous avez déposée ailleurs.",
        )  # fmt: skip
    return root


def _text(chain: str, entries: int, seal: str, made_at: datetime) -> str:
    """What is signed."""
    return f"sextant root 1\n{chain}\n{entries}\n{seal}\n{write_moment(made_at)}"
