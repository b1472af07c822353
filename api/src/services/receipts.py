"""Receipts: what tool calls did, from what was stored with their effects."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.change import Change
from src.models.tool_call import ToolCall
from src.schemas.receipts import Receipt
from src.schemas.tool_calls import NOTHING, Answer


async def receipts_of(session: AsyncSession, turn_id: UUID) -> dict[str, Receipt]:
    """Return what the calls of a turn did, by their ids; calls that changed nothing are missing."""
    query = (
        select(col(ToolCall.call_id), col(ToolCall.result), Change)
        .outerjoin(Change, col(Change.id) == col(ToolCall.change_id))
        .where(col(ToolCall.turn_id) == turn_id)
        .order_by(col(ToolCall.id))
    )
    rows = (await session.execute(query)).all()
    told = {call: (Answer.model_validate(result), change) for call, result, change in rows}
    return {
        call: _receipt(answer, change)
        for call, (answer, change) in told.items()
        if answer.action != NOTHING
    }


def _receipt(answer: Answer, change: Change | None) -> Receipt:
    # Of a change that made others, such as the next occurrence, the newest is another.
    title = change.title if change else answer.summary
    return Receipt(
        change_id=change.id if change else None,
        action=answer.action,
        title=title,
        titles=[task.title for task in answer.tasks] or [title],
        count=answer.count or 1,
        summary=answer.summary,
        undone=change is not None and change.undone_at is not None,
    )
