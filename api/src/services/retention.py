"""Deletes for good what is over: on one replica at a time, a little at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col

from src.database import Database
from src.models.access_token import AccessToken
from src.models.account import Account, LoginSession
from src.models.base import now
from src.models.idempotency_key import IdempotencyKey
from src.models.project import Project
from src.models.rate_limit import RateLimit
from src.models.task import Task

LOCK = 7_020_417_316
"""Any number of our own: whoever holds this advisory lock tidies up."""
BATCH = 1_000
TRASH = timedelta(days=30)
KEYS = timedelta(days=2)
COUNTS = timedelta(days=1)
GUESTS = timedelta(days=90)


async def tidy_up(database: Database, moment: datetime | None = None) -> int:
    """Delete what is over, and return how many rows that were.

    Each batch is a transaction of its own: nothing is locked for long.
    """
    moment = moment or now()
    deleted = 0
    for model, is_over in _over(moment):
        while count := await _delete_some(database, model, is_over):
            deleted += count
            if count < BATCH:
                break
    return deleted


def _over(moment: datetime) -> Sequence[tuple[type[SQLModel], ColumnElement[bool]]]:
    has_session = exists().where(
        col(LoginSession.account_id) == col(Account.id), col(LoginSession.expires_at) > moment
    )
    has_token = exists().where(col(AccessToken.account_id) == col(Account.id))
    forgotten = col(Account.email).is_(None) & (col(Account.created_at) < moment - GUESTS)
    return (
        (Task, col(Task.deleted_at) < moment - TRASH),
        (Project, col(Project.deleted_at) < moment - TRASH),
        (LoginSession, col(LoginSession.expires_at) < moment),
        (AccessToken, col(AccessToken.expires_at) < moment),
        (IdempotencyKey, col(IdempotencyKey.created_at) < moment - KEYS),
        (RateLimit, col(RateLimit.begun_at) < moment - COUNTS),
        # Nobody can ever sign in to a guest's account again once its session is over.
        (Account, forgotten & ~or_(has_session, has_token)),
    )


async def _delete_some(
    database: Database, model: type[SQLModel], is_over: ColumnElement[bool]
) -> int:
    async with database.session() as session:
        if not await session.scalar(select(func.pg_try_advisory_xact_lock(LOCK))):
            return 0
        return await _delete(session, model, is_over)


async def _delete(
    session: AsyncSession, model: type[SQLModel], is_over: ColumnElement[bool]
) -> int:
    keys = list(model.__table__.primary_key)  # type: ignore[attr-defined]  # SQLModel's own
    some = select(*keys).where(is_over).limit(BATCH)
    rows = (await session.execute(some)).all()
    for row in rows:
        is_it = [key == value for key, value in zip(keys, row, strict=True)]
        await session.execute(delete(model).where(*is_it))
    return len(rows)
