"""Browsers that are signed in: random tokens, of which only hashes are kept."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import NotFoundError, SignedOutError
from src.models.account import Account, LoginSession
from src.models.base import now
from src.services.browsers import named
from src.services.hashes import hashed

LIFETIME = timedelta(days=90)
SEEN = timedelta(hours=1)
"""How exactly it is kept when a browser was last seen."""


async def open_session(
    session: AsyncSession, account_id: UUID, user_agent: str | None = None
) -> str:
    """Sign a browser in and return its token, which is never stored."""
    token = secrets.token_urlsafe(32)
    moment = now()
    session.add(
        LoginSession(
            account_id=account_id,
            token_hash=hashed(token),
            expires_at=moment + LIFETIME,
            last_seen_at=moment,
            browser=named(user_agent),
        )
    )
    await session.flush()
    return token


async def account_of(session: AsyncSession, token: str) -> Account:
    """Return the account that a token is signed in to.

    Raises:
        SignedOutError: The token is unknown or has expired.
    """
    moment = now()
    query = (
        select(Account, col(LoginSession.id), col(LoginSession.last_seen_at))
        .join(LoginSession)
        .where(col(LoginSession.token_hash) == hashed(token), col(LoginSession.expires_at) > moment)
    )
    found = (await session.execute(query)).first()
    if found is None:
        raise SignedOutError("Sign in, or continue as a guest.")
    account, session_id, seen = found
    if seen is None or moment - seen > SEEN:
        is_it = col(LoginSession.id) == session_id
        await session.execute(update(LoginSession).where(is_it).values(last_seen_at=moment))
    return account


async def list_sessions(session: AsyncSession, account: Account) -> Sequence[LoginSession]:
    """Return where an account is signed in, the newest first."""
    query = select(LoginSession).where(
        col(LoginSession.account_id) == account.id, col(LoginSession.expires_at) > now()
    )
    return list(await session.scalars(query.order_by(col(LoginSession.id).desc())))


async def close_session(session: AsyncSession, token: str) -> None:
    """Sign a browser out; an unknown token is signed out already."""
    is_it = col(LoginSession.token_hash) == hashed(token)
    await session.execute(delete(LoginSession).where(is_it))


async def revoke_session(session: AsyncSession, account: Account, session_id: UUID) -> None:
    """Sign one of an account's browsers out.

    Raises:
        NotFoundError: There is none, or it is somebody else's.
    """
    is_it = (col(LoginSession.id) == session_id, col(LoginSession.account_id) == account.id)
    gone = await session.scalar(delete(LoginSession).where(*is_it).returning(col(LoginSession.id)))
    if gone is None:
        raise NotFoundError("There is no such session.")


async def revoke_others(session: AsyncSession, account: Account, token: str | None) -> None:
    """Sign all of an account's browsers out, but the one with this token."""
    others = delete(LoginSession).where(col(LoginSession.account_id) == account.id)
    await session.execute(others.where(col(LoginSession.token_hash) != hashed(token or "")))
