"""How secrets are kept: as hashes, from which nobody gets the secret back."""

import hashlib


def hashed(secret: str) -> str:
    """Return the SHA-256 of a secret, in hex.

    Fit for what has 128 random bits or more; passwords need services/passwords.py.
    """
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
