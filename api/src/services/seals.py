"""Seals what has to be kept and read again: only this app, with its TODO_SECRET_KEY, can.

Fernet (AES-128-CBC with HMAC-SHA256; github.com/fernet/spec) under a key that HKDF (RFC 5869)
derives from the app's secret, so that nothing else that secret is used for opens a seal.
"""

import base64
from typing import TYPE_CHECKING

from pydantic import SecretStr

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_PURPOSE = b"todo: provider keys"


def seal(plain: SecretStr, secret: SecretStr) -> str:
    """Return what `unseal` reads with the same secret."""
    return _fernet(secret).encrypt(plain.get_secret_value().encode()).decode()


def unseal(sealed: str, secret: SecretStr) -> SecretStr | None:
    """Return what was sealed; None when it was sealed with another secret, or tampered with."""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 (see _fernet)

    try:
        return SecretStr(_fernet(secret).decrypt(sealed.encode()).decode())
    except InvalidToken:
        return None


def _fernet(secret: SecretStr) -> "Fernet":
    # Most processes never see such a key, and are spared the library.
    from cryptography.fernet import Fernet  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
    return Fernet(base64.urlsafe_b64encode(derive.derive(secret.get_secret_value().encode())))
