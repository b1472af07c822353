"""Personal access tokens: made once, shown once, known by their hash."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import ConflictError, NotFoundError, SignedOutError
from src.models.access_token import AccessToken
from src.models.account import Account
from src.models.base import now
from src.schemas.access_tokens import TokenCreate
from src.services.hashes import hashed

PREFIX = "todo_pat_"
"""So that a token found in a file or a log is known for what it is."""
MOST_TOKENS = 50
USED = timedelta(hours=1)


class Holder(NamedTuple):
    """Whom a token acts for, and what it may do."""

    account: Account
    scopes: frozenset[str]


async def create_token(
    session: AsyncSession, account: Account, data: TokenCreate
) -> tuple[AccessToken, str]:
    """Make a token; the second value is the secret, which is never stored.

    Raises:
        ConflictError: There are too many.
    """
    counted = select(func.count()).where(col(AccessToken.account_id) == account.id)
    if (await session.scalar(counted) or 0) >= MOST_TOKENS:
        raise ConflictError(f"There are {MOST_TOKENS} tokens already. Delete one first.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = AccessToken(
        account_id=account.id,
        token_hash=hashed(secret),
        hint=secret[-4:],
        name=data.name,
        scopes=sorted(data.scopes),
        expires_at=data.expires_at,
    )
    session.add(token)
    await session.flush()
    return token, secret


async def holder_of(session: AsyncSession, secret: str) -> Holder:
    """Return whom a token acts for.

    Raises:
        SignedOutError: The token is unknown, was deleted, or has expired.
    """
    moment = now()
    query = (
        select(Account, AccessToken)
        .join(AccessToken)
        .where(
            col(AccessToken.token_hash) == hashed(secret),
            or_(col(AccessToken.expires_at).is_(None), col(AccessToken.expires_at) > moment),
        )
    )
    found = (await session.execute(query)).first()
    if found is None:
        raise SignedOutError("This token is unknown, was deleted, or has expired.")
    account, token = found
    if token.last_used_at is None or moment - token.last_used_at > USED:
        is_it = col(AccessToken.id) == token.id
        await session.execute(update(AccessToken).where(is_it).values(last_used_at=moment))
    return Holder(account, frozenset(token.scopes))


async def list_tokens(session: AsyncSession, account: Account) -> Sequence[AccessToken]:
    """Return an account's tokens, the newest first."""
    query = select(AccessToken).where(col(AccessToken.account_id) == account.id)
    return list(await session.scalars(query.order_by(col(AccessToken.id).desc())))


async def delete_token(session: AsyncSession, account: Account, token_id: UUID) -> None:
    """Delete a token; it stops working at once.

    Raises:
        NotFoundError: There is none, or it is somebody else's.
    """
    is_it = (col(AccessToken.id) == token_id, col(AccessToken.account_id) == account.id)
    gone = await session.scalar(delete(AccessToken).where(*is_it).returning(col(AccessToken.id)))
    if gone is None:
        raise NotFoundError("There is no such token.")


async def delete_all(session: AsyncSession, account: Account) -> None:
    """Delete all of an account's tokens."""
    await session.execute(delete(AccessToken).where(col(AccessToken.account_id) == account.id))
