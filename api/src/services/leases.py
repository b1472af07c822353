"""Leases of turns: the replica that holds one writes the turn's events, and ends it once."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.base import now
from src.models.turn import Turn, TurnEvent
from src.schemas import ui_parts
from src.schemas.turns import TurnStatus
from src.schemas.ui_parts import UiPart
from src.services.assistant_choices import NOTHING_TO_CHOOSE, Choosing

LEASE = timedelta(seconds=15)
"""A replica that has not written for so long is taken for dead, unless the settings say else."""
ABANDONED = "The assistant was interrupted before it finished. What it did is kept; try again."


@dataclass(frozen=True, slots=True)
class Holder:
    """A replica, and for how long it is given a turn without a sign of life."""

    owner: str
    lease: timedelta = LEASE
    model: str = "offline"
    """Who answers there first."""
    choosing: Choosing = NOTHING_TO_CHOOSE
    """What people may choose about that."""


async def release(session: AsyncSession, turn_id: UUID, owner: str) -> None:
    """Give a running turn up at once: whichever replica reads it next goes on with it."""
    await session.execute(
        update(Turn)
        .where(col(Turn.id) == turn_id, col(Turn.owner) == owner, col(Turn.status) == "running")
        .values(lease_until=func.now() - LEASE)
        .execution_options(synchronize_session=False)
    )


async def write(session: AsyncSession, turn: Turn, parts: list[UiPart]) -> None:
    """Add events to a turn whose row is locked."""
    await _insert(session, turn.id, turn.last_seq, parts)
    turn.last_seq += len(parts)
    session.add(turn)
    await session.flush()


async def end(session: AsyncSession, turn: Turn, status: TurnStatus, *parts: UiPart) -> None:
    """End a turn whose row is locked, and whose replica is gone or never ran it."""
    turn.status = status
    turn.owner = turn.lease_until = turn.run_state = None
    turn.ended_at = now()
    last = [*parts, ui_parts.turn(str(turn.id), status, turn.model), ui_parts.finish()]
    await write(session, turn, last)


async def fail_abandoned(session: AsyncSession, conversation_id: UUID) -> None:
    """End turns of this conversation that no replica runs any more: the person went on."""
    abandoned = await session.scalars(
        select(Turn)
        .where(
            col(Turn.conversation_id) == conversation_id,
            col(Turn.status) == "running",
            col(Turn.lease_until) < func.now(),
        )
        # Locked by somebody else means written by somebody: not abandoned.
        .with_for_update(skip_locked=True)
    )
    for turn in abandoned.all():
        await end(session, turn, "failed", ui_parts.error(ABANDONED))


async def _insert(session: AsyncSession, turn_id: UUID, after: int, parts: list[UiPart]) -> None:
    rows = [
        {"turn_id": turn_id, "seq": seq, "part": part, "created_at": now()}
        for seq, part in enumerate(parts, start=after + 1)
    ]
    if rows:
        await session.execute(insert(TurnEvent), rows)
