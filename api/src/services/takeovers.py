"""Takes turns over whose replica is gone: the answer goes on where it stopped, on another one."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from pydantic import JsonValue
from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.base import now
from src.models.conversation import Conversation
from src.models.tool_call import Approval, ToolCall
from src.models.turn import Turn, TurnEvent
from src.schemas import ui_parts
from src.schemas.tool_calls import INTERRUPTED
from src.schemas.turns import TurnStatus
from src.schemas.ui_parts import UiPart
from src.services import leases
from src.services.receipts import receipts_of

MOST_ATTEMPTS = 5
"""A turn that ends every replica that runs it must not go on for ever."""


async def look(session: AsyncSession, turn_id: UUID) -> tuple[TurnStatus, bool]:
    """Return where a turn stands, and whether it has to go on although nobody runs it."""
    late = exists().where(
        col(Approval.turn_id) == turn_id,
        col(Approval.status) == "pending",
        col(Approval.expires_at) <= func.now(),
    )
    query = select(col(Turn.status), col(Turn.lease_until) < func.now(), late)
    row = (await session.execute(query.where(col(Turn.id) == turn_id))).one_or_none()
    if row is None:
        return "failed", False
    status, is_abandoned, is_late = row
    is_unattended = is_abandoned if status == "running" else status == "waiting" and is_late
    return cast("TurnStatus", status), bool(is_unattended)


async def take_over(session: AsyncSession, turn_id: UUID, holder: leases.Holder) -> bool:
    """Take a turn over if nobody runs it: its replica died, or nobody decided in time.

    What its tools had done and the stream did not tell yet is told now. From here on calls of the
    replica before are refused, so that a slow one has no effect any more.

    Returns:
        Whether the holder is now the one to go on with it.
    """
    turn = await _unattended(session, turn_id)
    if turn is None:
        return False
    if turn.cancel_asked:
        await leases.end(session, turn, "cancelled", ui_parts.abort())
        return False
    if turn.attempt >= MOST_ATTEMPTS:
        await leases.end(session, turn, "failed", ui_parts.error(leases.ABANDONED))
        return False
    await leases.write(session, turn, await _untold(session, turn))
    turn.status, turn.owner, turn.lease_until = "running", holder.owner, now() + holder.lease
    turn.attempt += 1
    session.add(turn)
    await session.flush()
    return True


async def _unattended(session: AsyncSession, turn_id: UUID) -> Turn | None:
    """The turn, locked, if it runs nowhere and yet has to go on."""
    query = select(Turn).where(col(Turn.id) == turn_id).with_for_update(skip_locked=True)
    turn: Turn | None = await session.scalar(query.execution_options(populate_existing=True))
    if turn is None:
        return None
    if turn.status == "running":
        return turn if turn.lease_until and turn.lease_until < now() else None
    if turn.status != "waiting" or not await _is_undecided(session, turn):
        return None
    return turn if await _is_idle(session, turn) else None


async def _is_undecided(session: AsyncSession, turn: Turn) -> bool:
    """Whether the time to decide ran out, for each call that the turn waits for."""
    pending = select(
        func.count(), func.count().filter(col(Approval.expires_at) > func.now())
    ).where(col(Approval.turn_id) == turn.id, col(Approval.status) == "pending")
    asked, in_time = (await session.execute(pending)).one()
    return bool(asked) and not in_time


async def _is_idle(session: AsyncSession, turn: Turn) -> bool:
    """Whether no other turn runs in the conversation; none can begin until the session ends."""
    query = select(Conversation).where(col(Conversation.id) == turn.conversation_id)
    if await session.scalar(query.with_for_update(skip_locked=True)) is None:
        return False
    running = select(col(Turn.id)).where(
        col(Turn.conversation_id) == turn.conversation_id, col(Turn.status) == "running"
    )
    return await session.scalar(running) is None


async def _untold(session: AsyncSession, turn: Turn) -> list[UiPart]:
    """The results of calls that the stream has begun to tell, each whole."""
    rows = await session.scalars(
        select(col(TurnEvent.part))
        .where(col(TurnEvent.turn_id) == turn.id)
        .order_by(col(TurnEvent.seq))
    )
    calls = _unanswered(rows.all())
    done = await _results(session, turn, calls)
    receipts = await receipts_of(session, turn.id)
    decided = await session.scalars(
        select(col(Approval.call_id)).where(
            col(Approval.turn_id) == turn.id, col(Approval.call_id).in_(calls)
        )
    )
    # What waits for the person, or was allowed and not yet done, is for the run to go on with.
    left = set(calls) - set(done) - set(decided)
    parts: list[UiPart] = []
    for call in calls:
        if call in done:
            parts.append(ui_parts.tool_output(call, done[call]))
            parts += [ui_parts.receipt(call, receipts[call])] if call in receipts else []
        elif call in left:
            parts.append(ui_parts.tool_error(call, INTERRUPTED))
    return parts


async def _results(session: AsyncSession, turn: Turn, calls: Sequence[str]) -> dict[str, JsonValue]:
    rows = await session.execute(
        select(col(ToolCall.call_id), col(ToolCall.result)).where(
            col(ToolCall.turn_id) == turn.id, col(ToolCall.call_id).in_(calls)
        )
    )
    return {call: result for call, result in rows.all()}  # noqa: C416 (rows are no pairs to mypy)


def _unanswered(parts: Sequence[UiPart]) -> list[str]:
    """The ids of the calls that were told without what came of them, in their order."""
    open_calls: dict[str, None] = {}
    for part in parts:
        call = str(part.get("toolCallId"))
        if part["type"] == "tool-input-available":
            open_calls[call] = None
        elif part["type"] in ui_parts.ANSWERS:
            open_calls.pop(call, None)
    return list(open_calls)
