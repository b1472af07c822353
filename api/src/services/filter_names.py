"""Saved filters by name."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import NotFoundError
from src.models.account import Account
from src.models.saved_filter import SavedFilter
from src.services.project_names import MOST_NAMED
from src.services.saved_filters import list_filters


async def find(session: AsyncSession, account: Account, name: str) -> SavedFilter | None:
    """Return the oldest filter of this name, whatever the case."""
    query = (
        select(SavedFilter)
        .where(
            col(SavedFilter.account_id) == account.id,
            func.lower(SavedFilter.name) == func.lower(name.strip()),
        )
        .order_by(col(SavedFilter.id))
        .limit(1)
    )
    found: SavedFilter | None = await session.scalar(query)
    return found


async def need(session: AsyncSession, account: Account, name: str) -> SavedFilter:
    """Return the filter of this name.

    Raises:
        NotFoundError: There is none; it names those there are.
    """
    kept = await find(session, account, name)
    if kept is None:
        names = [one.name for one in await list_filters(session, account)]
        there = ", ".join(f"“{one}”" for one in names[:MOST_NAMED]) or "none"
        raise NotFoundError(f"There is no filter “{name}”. There are: {there}.")
    return kept
