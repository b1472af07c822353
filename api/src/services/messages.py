"""Messages of a conversation as clients see them: what was said, and each turn's answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, literal, select, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.account import Account
from src.models.change import Change
from src.models.conversation import Message
from src.models.turn import Turn, TurnEvent
from src.schemas.base import Page
from src.schemas.messages import MessagePublic, Part, TextPart, ToolPart
from src.schemas.turns import TurnStatus
from src.schemas.ui_parts import UiPart
from src.schemas.usage import Usage
from src.services import cursors
from src.services.conversations import get_conversation
from src.services.message_parts import fold

_Place = tuple[int, int, UUID]


async def list_messages(
    session: AsyncSession,
    account: Account,
    conversation_id: UUID,
    *,
    limit: int = 50,
    cursor: str | None = None,
    newest_first: bool = False,
) -> Page[MessagePublic]:
    """One page of a conversation's messages, oldest first if not told otherwise.

    Raises:
        NotFoundError: There is no such conversation.
        InvalidError: The cursor is not one of this list.
    """
    await get_conversation(session, account.id, conversation_id)
    places = await _places(session, conversation_id, limit + 1, cursor, newest_first=newest_first)
    page = places[:limit]
    next_cursor = cursors.encode(page[-1][:2]) if len(places) > limit else None
    return Page(items=await _messages(session, page), next_cursor=next_cursor)


async def _places(
    session: AsyncSession,
    conversation_id: UUID,
    count: int,
    cursor: str | None,
    *,
    newest_first: bool,
) -> list[_Place]:
    """Where each message stands: by what was said, then by the answers to it in their order."""
    in_sight = col(Message.replaced_at).is_(None)
    said = select(
        cast("ColumnElement[int]", col(Message.position)).label("said"),
        literal(0).label("answer"),
        cast("ColumnElement[UUID]", col(Message.id)).label("id"),
    ).where(col(Message.conversation_id) == conversation_id, in_sight)
    answered = (
        select(col(Message.position), col(Turn.position), col(Turn.id))
        .join(Message, col(Message.id) == col(Turn.message_id))
        .where(col(Turn.conversation_id) == conversation_id, in_sight)
    )
    # One order for both kinds, so that one cursor can walk it.
    both = union_all(said, answered).subquery()
    order = (both.c.said, both.c.answer)
    query = select(*order, both.c.id)
    if cursor is not None:
        place, end = tuple_(*order), tuple_(*cursors.decode(cursor, int, int))
        query = query.where(place < end if newest_first else place > end)
    ordered = query.order_by(*(one.desc() if newest_first else one for one in order))
    rows = await session.execute(ordered.limit(count))
    return [(said_at, answer_at, found) for said_at, answer_at, found in rows]


async def _messages(session: AsyncSession, places: Sequence[_Place]) -> list[MessagePublic]:
    turn_ids = [found for _, answer, found in places if answer]
    message_ids = [found for _, answer, found in places if not answer]
    said = {row.id: row for row in await _said(session, message_ids)}
    turns = {row.id: row for row in await _rows(session, turn_ids)}
    parts = await parts_of(session, turn_ids)
    first = await _first_turns(session, message_ids)
    return [
        _answer(turns[found], parts[found]) if answer else _question(said[found], first[found])
        for _, answer, found in places
    ]


async def _said(session: AsyncSession, ids: Sequence[UUID]) -> Iterable[Message]:
    return await session.scalars(select(Message).where(col(Message.id).in_(ids)))


async def _rows(session: AsyncSession, ids: Sequence[UUID]) -> Iterable[Turn]:
    return await session.scalars(select(Turn).where(col(Turn.id).in_(ids)))


async def _first_turns(session: AsyncSession, message_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    rows = await session.execute(
        select(col(Turn.message_id), col(Turn.id))
        .where(col(Turn.message_id).in_(message_ids))
        # Newest first, so that the first turn is the one that stays in the dict.
        .order_by(col(Turn.position).desc())
    )
    return {message_id: turn_id for message_id, turn_id in rows.all()}  # noqa: C416 (rows are no pairs to mypy)


async def parts_of(session: AsyncSession, turn_ids: Sequence[UUID]) -> dict[UUID, list[Part]]:
    """The parts of several turns' messages, from their events; receipts know what was undone."""
    events: dict[UUID, list[UiPart]] = defaultdict(list)
    rows = await session.execute(
        select(col(TurnEvent.turn_id), col(TurnEvent.part))
        .where(col(TurnEvent.turn_id).in_(turn_ids))
        .order_by(col(TurnEvent.turn_id), col(TurnEvent.seq))
    )
    for turn_id, part in rows:
        events[turn_id].append(part)
    parts = {turn_id: fold(events[turn_id]) for turn_id in turn_ids}
    await _mark_undone(session, [part for found in parts.values() for part in found])
    return parts


async def _mark_undone(session: AsyncSession, parts: Sequence[Part]) -> None:
    receipts = {
        part.receipt.change_id: part.receipt
        for part in parts
        if isinstance(part, ToolPart) and part.receipt and part.receipt.change_id
    }
    undone = await session.scalars(
        select(col(Change.id)).where(
            col(Change.id).in_(receipts), col(Change.undone_at).is_not(None)
        )
    )
    for change_id in undone:
        receipts[change_id].undone = True


def _question(message: Message, turn_id: UUID) -> MessagePublic:
    return MessagePublic(
        id=message.id,
        role="user",
        created_at=message.created_at,
        turn_id=turn_id,
        status="complete",
        model=None,
        parts=[TextPart(text=message.text)],
    )


def _answer(turn: Turn, parts: list[Part]) -> MessagePublic:
    return MessagePublic(
        id=turn.answer_id,
        role="assistant",
        created_at=turn.created_at,
        turn_id=turn.id,
        status=cast("TurnStatus", turn.status),
        model=turn.model,
        usage=Usage.model_validate(turn.usage) if turn.usage else None,
        parts=parts,
    )
