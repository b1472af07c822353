"""The history, page by page."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.account import Account
from src.models.change import Change
from src.schemas.base import Page
from src.schemas.changes import ChangePublic
from src.services import cursors


async def list_changes(
    session: AsyncSession, account: Account, *, limit: int = 50, cursor: str | None = None
) -> Page[ChangePublic]:
    """Return one page of an account's changes, newest first.

    Raises:
        InvalidError: The cursor is not one of this list.
    """
    query = select(Change).where(col(Change.account_id) == account.id)
    if cursor is not None:
        query = query.where(col(Change.id) < cursors.decode(cursor, UUID)[0])
    rows = list(await session.scalars(query.order_by(col(Change.id).desc()).limit(limit + 1)))
    next_cursor = cursors.encode([rows[limit - 1].id]) if len(rows) > limit else None
    items = [ChangePublic.of(row) for row in rows[:limit]]
    return Page(items=items, next_cursor=next_cursor)


async def newest_of_project(session: AsyncSession, project_id: UUID) -> Change:
    """Return the latest change of a project that this session has just changed."""
    query = select(Change).where(col(Change.project_id) == project_id)
    return (await session.scalars(query.order_by(col(Change.id).desc()).limit(1))).one()


async def newest_of_batch(session: AsyncSession, batch_id: UUID) -> Change:
    """Return the latest change of what this session has just done in one go."""
    query = select(Change).where(col(Change.batch_id) == batch_id)
    return (await session.scalars(query.order_by(col(Change.id).desc()).limit(1))).one()


async def count_together(session: AsyncSession, change: Change) -> int:
    """Return how many changes were made in one go with this one; it counts, too."""
    if change.batch_id is None:
        return 1
    query = select(func.count()).where(
        col(Change.batch_id) == change.batch_id, col(Change.account_id) == change.account_id
    )
    return await session.scalar(query) or 1
