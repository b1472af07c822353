"""Browsers that are signed in: random tokens, of which only hashes are kept."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import SignedOutError
from src.models.account import Account, LoginSession
from src.models.base import now

LIFETIME = timedelta(days=90)


async def open_session(session: AsyncSession, account_id: UUID) -> str:
    """Sign a browser in and return its token, which is never stored."""
    token = secrets.token_urlsafe(32)
    session.add(
        LoginSession(account_id=account_id, token_hash=_hash(token), expires_at=now() + LIFETIME)
    )
    await session.flush()
    return token


async def account_of(session: AsyncSession, token: str) -> Account:
    """Return the account that a token is signed in to.

    Raises:
        SignedOutError: The token is unknown or has expired.
    """
    query = (
        select(Account)
        .join(LoginSession)
        .where(col(LoginSession.token_hash) == _hash(token), col(LoginSession.expires_at) > now())
    )
    account = await session.scalar(query)
    if account is None:
        raise SignedOutError("Sign in, or continue as a guest.")
    return account


async def close_session(session: AsyncSession, token: str) -> None:
    """Sign a browser out; an unknown token is signed out already."""
    await session.execute(delete(LoginSession).where(col(LoginSession.token_hash) == _hash(token)))


def _hash(token: str) -> str:
    # The token is 256 random bits: a plain hash cannot be guessed backwards.
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
