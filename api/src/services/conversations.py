"""Conversations of a person."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import InvalidError, NotFoundError
from src.models.account import Account
from src.models.base import now
from src.models.conversation import Conversation
from src.schemas.base import Page
from src.schemas.conversations import (
    LONGEST_TITLE,
    UNTITLED,
    ConversationCreate,
    ConversationListed,
    ConversationPublic,
    ConversationUpdate,
)
from src.services import cursors
from src.services.versions import check_tag


async def create_conversation(
    session: AsyncSession, account: Account, data: ConversationCreate
) -> ConversationPublic:
    """Begin a conversation."""
    conversation = Conversation(account_id=account.id, title=data.title or "")
    session.add(conversation)
    await session.flush()
    return public(conversation)


async def list_conversations(
    session: AsyncSession, account: Account, *, limit: int = 50, cursor: str | None = None
) -> Page[ConversationListed]:
    """One page of a person's conversations, newest first.

    Raises:
        InvalidError: The cursor is not one of this list.
    """
    query = select(Conversation).where(col(Conversation.account_id) == account.id)
    if cursor is not None:
        query = query.where(col(Conversation.id) < cursors.decode(cursor, UUID)[0])
    ordered = query.order_by(col(Conversation.id).desc()).limit(limit + 1)
    rows = list(await session.scalars(ordered))
    next_cursor = cursors.encode([rows[limit - 1].id]) if len(rows) > limit else None
    items = [ConversationListed(**public(row).model_dump()) for row in rows[:limit]]
    return Page(items=items, next_cursor=next_cursor)


async def get_conversation(
    session: AsyncSession, account_id: UUID, conversation_id: UUID, *, lock: bool = False
) -> Conversation:
    """One conversation of this account.

    Args:
        session: The open session.
        account_id: Whose it must be.
        conversation_id: Which one.
        lock: Let nobody else begin a turn in it until the session ends.

    Raises:
        NotFoundError: There is none, or it is somebody else's.
    """
    query = select(Conversation).where(
        col(Conversation.id) == conversation_id, col(Conversation.account_id) == account_id
    )
    found: Conversation | None = await session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFoundError("There is no such conversation.")
    return found


async def update_conversation(
    session: AsyncSession,
    account: Account,
    conversation_id: UUID,
    data: ConversationUpdate,
    *,
    tag: str | None = None,
) -> ConversationPublic:
    """Change the fields that were sent.

    Raises:
        NotFoundError: There is none, or it is somebody else's.
        StaleError: `tag` is given and the conversation is shown otherwise now.
        InvalidError: The title is null or blank.
    """
    conversation = await _locked(session, account, conversation_id, tag)
    if "title" in data.model_fields_set:
        if not data.title:
            raise InvalidError("A conversation needs a title.")
        conversation.title = data.title
        conversation.updated_at = now()
    session.add(conversation)
    await session.flush()
    return public(conversation)


async def delete_conversation(
    session: AsyncSession, account: Account, conversation_id: UUID, *, tag: str | None = None
) -> None:
    """Delete a conversation with all that was said in it; tasks stay.

    Raises:
        NotFoundError: There is none, or it is somebody else's.
        StaleError: `tag` is given and the conversation is shown otherwise now.
    """
    await session.delete(await _locked(session, account, conversation_id, tag))
    await session.flush()


async def _locked(
    session: AsyncSession, account: Account, conversation_id: UUID, tag: str | None
) -> Conversation:
    found = await get_conversation(session, account.id, conversation_id, lock=True)
    check_tag(public(found), tag, name="conversation")
    return found


def public(conversation: Conversation) -> ConversationPublic:
    """A conversation as clients see it."""
    return ConversationPublic(
        id=conversation.id,
        title=conversation.title or UNTITLED,
        created_at=conversation.created_at,
        updated_at=conversation.updated_at,
    )


def title_from(text: str) -> str:
    """A title from the first message: its first line, cut at a word."""
    line = " ".join(text.strip().splitlines()[0].split()) if text.strip() else ""
    if len(line) <= LONGEST_TITLE:
        return line
    return line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
