"""The root of all the chains of this host: made once a day, and the proof of one's own chain in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sextant.ledger.host_root import HostRoot, Inclusion, leaf_of, make_host_root, path_of
from sextant.ledger.journal import beginning
from sextant_web.ledger import models as rows
from sextant_web.ledger.signing import host_signer

_WIDE = 32  # bytes of a leaf
_SAME_SECOND = 100


def make_root_now(now: datetime) -> rows.HostRoot:
    """Every chain as it stands, in the order of the hashes: the order says nothing of who came when."""
    heads = rows.Chain.objects.values_list("id", "length", "seal")
    leaves = sorted(leaf_of(str(chain), length, seal) for chain, length, seal in heads.iterator())
    made = make_host_root(leaves, now, host_signer())
    return rows.HostRoot.objects.create(
        made_at=made.made_at, chains=made.chains, root=made.root, key=made.key, signature=made.signature,
        leaves=b"".join(leaves),
    )  # fmt: skip


def host_root_of(row: rows.HostRoot) -> HostRoot:
    """A row as what is kept of it outside."""
    return HostRoot(row.chains, row.root, row.made_at, row.key, row.signature)


def inclusion_of(chain: rows.Chain) -> Inclusion | None:
    """The proof of that chain in the last root that holds it, None when there is none yet."""
    for row in rows.HostRoot.objects.all()[
        :2
    ]:  # begun since the last one: the one before has nothing of it either
        content = bytes(row.leaves)
        leaves = [content[at : at + _WIDE] for at in range(0, len(content), _WIDE)]
        for number, seal in _heads(chain, row.made_at):
            leaf = leaf_of(str(chain.pk), number, seal)
            if leaf in leaves:
                index = leaves.index(leaf)
                path = tuple(one.hex() for one in path_of(leaves, index))
                return Inclusion(str(chain.pk), number, seal, index, path, host_root_of(row))
    return None


def _heads(chain: rows.Chain, moment: datetime) -> Iterator[tuple[int, str]]:
    """The head at that second, and those just before: the second of the root may hold several lines."""
    before = chain.records.filter(recorded_at__lte=moment).order_by("-number")[:_SAME_SECOND]
    for record in before:
        yield record.number, record.seal
    if len(before) < _SAME_SECOND:
        yield 0, beginning(str(chain.pk)).seal
