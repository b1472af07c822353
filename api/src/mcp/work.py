"""What a tool works with."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from src.models.account import Account
from src.schemas.changes import Actor


@dataclass(frozen=True, slots=True)
class Work:
    """One call: a transaction in the name of one person."""

    session: AsyncSession
    account: Account
    actor: Actor
    approved: frozenset[UUID] | None = None
    """The tasks that the person saw and said yes to; None when nobody was asked."""
