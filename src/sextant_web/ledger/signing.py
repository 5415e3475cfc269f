"""The key of this host, made once."""

from __future__ import annotations

from sextant.ledger.signature import Signer, new_signer, read_signer
from sextant_web.ledger.models import SigningKey


def host_signer() -> Signer:
    """The signer of this host; two processes that start together get the same."""
    row = SigningKey.objects.filter(pk=1).first()
    if row is None:
        made = new_signer()
        row, _ = SigningKey.objects.get_or_create(
            pk=1, defaults={"pem": made.pem().decode("ascii"), "public": made.public}
        )
    return read_signer(row.pem.encode("ascii"))
