"""Messages that are edited: the old one and all after it go out of sight, and stay."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from src.errors import NotFoundError
from src.models.conversation import Conversation, Message
from src.models.turn import Turn
from src.schemas import ui_parts
from src.services import leases


async def replace(
    session: AsyncSession, conversation: Conversation, old_id: UUID, *, new_id: UUID
) -> None:
    """Take a message and all that follow it out of sight, but for the one that replaces it.

    Turns that wait for a decision about something out of sight end, and so does what a summary
    tells of it.

    Args:
        session: The open session.
        conversation: Whose messages they are, locked.
        old_id: The first that goes.
        new_id: The one that stays.

    Raises:
        NotFoundError: The old one is not in this conversation, or was replaced before.
    """
    replaced = await _put_out_of_sight(session, conversation.id, old_id, new_id)
    if not replaced:
        raise NotFoundError("The message to replace is not in this conversation.")
    theirs = select(Turn).where(col(Turn.message_id).in_(replaced)).with_for_update()
    for turn in (await session.scalars(theirs)).all():
        if turn.status == "waiting":
            await leases.end(session, turn, "cancelled", ui_parts.abort())
        if (turn.position or 0) <= conversation.summary_until:
            # It is written anew, from what is left.
            conversation.summary, conversation.summary_until = "", 0
    session.add(conversation)


async def _put_out_of_sight(
    session: AsyncSession, conversation_id: UUID, old_id: UUID, new_id: UUID
) -> Sequence[UUID]:
    old = aliased(Message)
    place = select(cast("ColumnElement[int]", old.position)).where(
        col(old.id) == old_id,
        col(old.id) != new_id,
        col(old.conversation_id) == conversation_id,
        col(old.replaced_at).is_(None),
    )
    replacing = (
        update(Message)
        .where(
            col(Message.conversation_id) == conversation_id,
            col(Message.replaced_at).is_(None),
            col(Message.id) != new_id,
            col(Message.position) >= place.scalar_subquery(),
        )
        .values(replaced_at=func.now())
        .returning(col(Message.id))
        .execution_options(synchronize_session=False)
    )
    return (await session.scalars(replacing)).all()
