"""Passwords as argon2id hashes, made off the event loop."""

import anyio.to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's and ASVS 5.0's minimum: 19 MiB, two passes, one lane.
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
NOBODY = HASHER.hash("a password that nobody has")


async def hash_password(password: str) -> str:
    """Return the argon2id hash in the PHC string format."""
    return await anyio.to_thread.run_sync(HASHER.hash, password)


async def matches(password: str, stored: str | None) -> bool:
    """Tell whether a password belongs to a stored hash.

    Args:
        password: What the person typed.
        stored: None for an unknown account; that takes as long as a wrong password.
    """
    return await anyio.to_thread.run_sync(_matches, password, stored or NOBODY) and bool(stored)


def _matches(password: str, stored: str) -> bool:
    try:
        return HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
