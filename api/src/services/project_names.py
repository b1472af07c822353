"""Projects by name: that is how people and models speak of them."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import NotFoundError
from src.models.account import Account
from src.models.project import Project

INBOX = "inbox"
MOST_NAMED = 20
"""Names in an error: enough to find the slip, short enough to read."""


async def find(session: AsyncSession, account: Account, name: str) -> Project | None:
    """Return the project of this name, whatever the case; of several the first one that is in use.

    Args:
        session: The open session.
        account: Whose project.
        name: As the person says it.
    """
    query = (
        select(Project)
        .where(
            col(Project.account_id) == account.id,
            col(Project.deleted_at).is_(None),
            func.lower(Project.name) == func.lower(name.strip()),
        )
        .order_by(col(Project.archived_at).is_not(None), col(Project.id))
        .limit(1)
    )
    found: Project | None = await session.scalar(query)
    return found


async def need(session: AsyncSession, account: Account, name: str) -> Project:
    """Return the project of this name.

    Raises:
        NotFoundError: There is none; it names those there are.
    """
    project = await find(session, account, name)
    if project is None:
        raise NotFoundError(f"There is no project “{name}”. {await _there_are(session, account)}")
    return project


async def id_of(session: AsyncSession, account: Account, name: str) -> UUID | None:
    """Return the id of the project of this name, None for the inbox.

    Raises:
        NotFoundError: There is none; it names those there are.
    """
    if name.strip().lower() == INBOX:
        return None
    return (await need(session, account, name)).id


async def names_of(session: AsyncSession, project_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of projects, also of those in the trash."""
    wanted = {one for one in project_ids if one}
    if not wanted:
        return {}
    query = select(col(Project.id), col(Project.name)).where(col(Project.id).in_(wanted))
    return {row.id: row.name for row in await session.execute(query)}


async def _there_are(session: AsyncSession, account: Account) -> str:
    query = (
        select(col(Project.name))
        .where(
            col(Project.account_id) == account.id,
            col(Project.deleted_at).is_(None),
            col(Project.archived_at).is_(None),
        )
        .order_by(col(Project.id))
        .limit(MOST_NAMED + 1)
    )
    names = list(await session.scalars(query))
    if not names:
        return "There are none yet, only the inbox."
    told = ", ".join(f"“{name}”" for name in names[:MOST_NAMED])
    return f"There are: {told}{' and others' if len(names) > MOST_NAMED else ''}, and the inbox."
