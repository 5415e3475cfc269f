"""The key of this host, made once, changed at will: what an old one signed is still checked by its own day."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from sextant.ledger.signature import Signer, new_signer, read_signer
from sextant_web.ledger.models import SigningKey


def host_signer() -> Signer:
    """The signer of this host; two processes that start together get the same."""
    row = SigningKey.objects.filter(retired_at=None).first()
    if row is None:
        made = new_signer()
        try:
            with transaction.atomic():
                row = SigningKey.objects.create(pk=1, pem=made.pem().decode("ascii"), public=made.public)
        except IntegrityError:  # another process was quicker
            row = SigningKey.objects.get(retired_at=None)
    return read_signer(row.pem.encode("ascii"))


def rotate_key(now: datetime) -> SigningKey:
    """A new key in use from ``now``; of the old one only the public half and its days are kept."""
    host_signer()
    made = new_signer()
    with transaction.atomic():
        old = SigningKey.objects.select_for_update().get(retired_at=None)
        old.pem, old.retired_at = "", now
        old.save(update_fields=["pem", "retired_at"])
        return SigningKey.objects.create(
            pk=old.pk + 1, pem=made.pem().decode("ascii"), public=made.public, made_at=now
        )


def keys_on(moment: datetime) -> dict[str, str]:
    """The public keys of this host that could sign at that moment, by what they are called; often one.

    A key made after what it signs, or retired before, is none: a stolen old key cannot vouch for today.
    """
    host_signer()
    found: dict[str, str] = {}
    for row in SigningKey.objects.all():
        since = None if row.pk == 1 else row.made_at  # before the first one, nothing was signed
        if (since is None or since.replace(microsecond=0) <= moment) and (
            row.retired_at is None or moment <= row.retired_at
        ):
            found[f"ce site ({row.public[:6]})" if found else "ce site"] = row.public
    return found
