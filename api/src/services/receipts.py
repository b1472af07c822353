"""Receipts: what tool calls did, from what was stored with their effects."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.change import Change
from src.models.tool_call import ToolCall
from src.schemas.receipts import Receipt
from src.schemas.tool_calls import TaskAnswer


async def receipts_of(session: AsyncSession, turn_id: UUID) -> dict[str, Receipt]:
    """Return what the calls of a turn did, by their ids; calls that changed nothing are missing."""
    query = (
        select(col(ToolCall.call_id), col(ToolCall.result), Change)
        .join(Change, col(Change.id) == col(ToolCall.change_id))
        .where(col(ToolCall.turn_id) == turn_id)
        .order_by(col(ToolCall.id))
    )
    rows = (await session.execute(query)).all()
    return {
        call_id: Receipt(
            change_id=change.id,
            action=change.action,
            title=change.title,
            summary=TaskAnswer.model_validate(result).summary,
            undone=change.undone_at is not None,
        )
        for call_id, result, change in rows
    }
