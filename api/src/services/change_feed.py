"""An account's changes in the order in which they may be given out, from any position.

Ids are made before their transaction commits, so a reader that goes by them would pass over a
change that commits late. A position therefore begins with the transaction's number, and a change
is given out only when no transaction that is still open could sort before it. One long writing
transaction anywhere on the server holds the feed back for as long as it is open.
"""

import re
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Uuid, exists, func, literal, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.base import Xid8
from src.models.change import Change
from src.schemas.changes import ChangePublic

BATCH = 100
EVENT_ID = re.compile(r"([0-9]{1,19})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
FIRST_ID = UUID(int=0)
OLDEST = func.pg_snapshot_xmin(func.pg_current_snapshot(), type_=Xid8())
"""Every transaction below it has ended, and what it wrote can be seen."""
NEXT = func.pg_snapshot_xmax(func.pg_current_snapshot(), type_=Xid8())
"""No transaction from here on was begun when the statement was."""


class Position(NamedTuple):
    """A place in the feed; what comes after it is still to be read."""

    xid: int
    id: UUID

    def __str__(self) -> str:
        return f"{self.xid}-{self.id}"


class Start(NamedTuple):
    """Where a reader begins."""

    position: Position
    is_lost: bool
    """Whether the place it named is none of this database: it has to fetch everything anew."""


class Batch(NamedTuple):
    """The next changes after a position, oldest first."""

    changes: list[tuple[Position, ChangePublic]]
    is_full: bool
    """Whether more can be read at once."""
    is_held_back: bool
    """Whether a change is there that has to wait for an open transaction; nobody tells when."""


async def start(session: AsyncSession, event_id: str | None) -> Start:
    """Return the position of an event, or the present one without it.

    The present begins before the oldest open transaction, so that its change is not missed.
    """
    xmin, xmax = (await session.execute(select(OLDEST, NEXT))).one()
    present = Position(xmin, FIRST_ID)
    if not event_id:
        return Start(present, is_lost=False)
    position = _parse(event_id)
    # A restored database counts its transactions from where it was saved.
    if position is None or position.xid > xmax:
        return Start(present, is_lost=True)
    return Start(position, is_lost=False)


async def after(session: AsyncSession, account_id: UUID, position: Position) -> Batch:
    """Return the next changes of an account after a position."""
    here = tuple_(literal(position.xid, Xid8()), literal(position.id, Uuid()))
    query = (
        select(Change, col(Change.xid) < OLDEST)
        .where(
            col(Change.account_id) == account_id,
            tuple_(col(Change.xid), col(Change.id)) > here,
            # Only rows of a restored dump are not below it, with the numbers of another server.
            col(Change.xid) < NEXT,
        )
        .order_by(col(Change.xid), col(Change.id))
        .limit(BATCH)
    )
    rows = (await session.execute(query)).all()
    settled = [change for change, is_settled in rows if is_settled]
    return Batch(
        [(Position(one.xid or 0, one.id), ChangePublic.of(one)) for one in settled],
        is_full=len(settled) == BATCH,
        is_held_back=len(settled) < len(rows),
    )


async def changed_since(
    session: AsyncSession, accounts: Collection[UUID], floor: int | None
) -> tuple[frozenset[UUID], int]:
    """Tell which of many accounts may have something new, in one statement.

    Args:
        session: The open session.
        accounts: Which accounts are asked about.
        floor: What this returned the last time; None says that all may have.

    Returns:
        The accounts, and the floor for the next time.
    """
    if floor is None:
        return frozenset(accounts), (await session.execute(select(OLDEST))).scalar_one()
    asked = func.unnest(literal(list(accounts), ARRAY(Uuid())), type_=Uuid()).column_valued("asked")
    has_new = exists().where(
        col(Change.account_id) == asked, col(Change.xid) >= literal(floor, Xid8())
    )
    found = select(func.array_agg(asked, type_=ARRAY(Uuid()))).where(has_new)
    changed, xmin = (await session.execute(select(found.scalar_subquery(), OLDEST))).one()
    return frozenset(changed or ()), xmin


def _parse(event_id: str) -> Position | None:
    found = EVENT_ID.fullmatch(event_id.strip())
    return Position(int(found[1]), UUID(found[2])) if found else None
