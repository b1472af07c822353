"""A create that is sent twice happens once, on whichever replica each arrives."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import NamedTuple
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import ConflictError
from src.models.account import Account
from src.models.idempotency_key import IdempotencyKey


class Named(BaseModel):
    """A request that has no body: what it asks for, and of which object."""

    what: str
    id: UUID


class File(BaseModel):
    """A request whose body is a file, known by its SHA-256, and how the file is to be taken."""

    sha256: str
    wish: tuple[str | bool | None, ...]


async def once[T: BaseModel](
    session: AsyncSession,
    account: Account,
    key: str | None,
    request: BaseModel,
    kind: type[T],
    create: Callable[[], Awaitable[T]],
) -> T:
    """Create, or return what the same request created before.

    The key's row is inserted first: a second request waits on its unique index until the first
    one has committed, and then finds the answer.

    Args:
        session: The open session; key and creation are committed together.
        account: Whose key it is.
        key: The client's Idempotency-Key; None creates without one.
        request: What was sent; the same key with another request is refused.
        kind: What it creates.
        create: Does it.

    Raises:
        ConflictError: The key was used for another request.
    """
    if key is None:
        return await create()
    kept, is_new = await _claim(session, account, key, request)
    if is_new:
        created = await create()
        kept.answer = created.model_dump(mode="json")
        session.add(kept)
        return created
    return kind.model_validate(kept.answer)


async def shown_once[T](
    session: AsyncSession,
    account: Account,
    key: str | None,
    request: BaseModel,
    create: Callable[[], Awaitable[T]],
) -> T:
    """Create what carries a secret; the same request again is refused, and creates nothing.

    To answer it again the secret would have to be kept, readable for whoever reads the database and
    can guess a key that a client chose. So it is kept nowhere, and the refusal says what helps.

    Args:
        session: The open session; key and creation are committed together.
        account: Whose key it is.
        key: The client's Idempotency-Key; None creates without one.
        request: What was sent.
        create: Does it.

    Raises:
        ConflictError: The key was used before, for this request or for another one.
    """
    if key is not None and not (await _claim(session, account, key, request)).is_new:
        raise ConflictError(
            "This was made already, with this Idempotency-Key, and its secret was shown that once. "
            "If it was lost, delete what was made and send another key."
        )
    return await create()


class _Claim(NamedTuple):
    """A key's row, and whether this request is the first that sent it."""

    kept: IdempotencyKey
    is_new: bool


async def _claim(session: AsyncSession, account: Account, key: str, request: BaseModel) -> _Claim:
    wanted = fingerprint(request)
    row = {"account_id": account.id, "key": key, "fingerprint": wanted}
    inserting = insert(IdempotencyKey).values(row).on_conflict_do_nothing()
    is_new = await session.scalar(inserting.returning(col(IdempotencyKey.key))) is not None
    query = select(IdempotencyKey).where(
        col(IdempotencyKey.account_id) == account.id, col(IdempotencyKey.key) == key
    )
    kept = (await session.execute(query)).scalar_one()
    if kept.fingerprint != wanted:
        raise ConflictError("This Idempotency-Key was used for another request.")
    return _Claim(kept, is_new)


def fingerprint(request: BaseModel) -> str:
    """Return the SHA-256, in hex, of what was sent and of which kind it is."""
    name, body = type(request).__qualname__, request.model_dump_json(exclude_unset=True)
    return hashlib.sha256(f"{name} {body}".encode()).hexdigest()
