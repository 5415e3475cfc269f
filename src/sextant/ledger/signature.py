"""Ed25519 keys: who vouches for a root or a statement, without any secret being needed to check it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from sextant.errors import BadInput


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key that signs. ``public`` is its public half, in base64 (44 signs)."""

    key: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """The public key, in base64."""
        raw = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return b64encode(raw).decode()

    def sign(self, text: str) -> str:
        """The signature of the UTF-8 bytes of ``text``, in base64."""
        return b64encode(self.key.sign(text.encode())).decode()

    def pem(self) -> bytes:
        """The private key as PKCS 8 PEM: to be kept where only its owner reads."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def new_signer() -> Signer:
    """A new key, from the machine's own randomness."""
    return Signer(Ed25519PrivateKey.generate())


def read_signer(pem: bytes) -> Signer:
    """The key of a PEM file. Raises BadInput."""
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInput(
            "ce fichier n’est pas une clé de signature Ed25519",
            remedy="« sextant ledger root » en fait une si elle n’existe pas encore.",
        )
    return Signer(key)


def is_signed(text: str, signature: str, public: str) -> bool:
    """True when ``public`` (base64) signed the UTF-8 bytes of ``text``. Never raises."""
    try:
        key = Ed25519PublicKey.from_public_bytes(b64decode(public, validate=True))
        key.verify(b64decode(signature, validate=True), text.encode())
    except (ValueError, InvalidSignature):
        return False
    return True


def fingerprint(public: str) -> str:
    """A public key in a few signs, to be read aloud: the first 48 bits of its SHA-256."""
    digits = sha256(public.encode()).hexdigest()
    return "-".join(digits[i : i + 4] for i in (0, 4, 8))
