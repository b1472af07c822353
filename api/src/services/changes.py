"""The history, page by page."""

from uuid import UUID

from sqlalchemy import select
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
