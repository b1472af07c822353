"""Turns: begun by a message, run under a lease, and ended once."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import ConflictError, NotFoundError
from src.models.base import now
from src.models.conversation import Conversation, Message
from src.models.turn import Turn
from src.schemas import ui_parts
from src.schemas.messages import MessageCreate
from src.schemas.turns import ENDED
from src.services import assistant_choices, edits, leases
from src.services.conversations import get_conversation, title_from

_BUSY = "The assistant is still answering in this conversation. Wait for it, or stop it."


async def begin(
    session: AsyncSession,
    account_id: UUID,
    conversation_id: UUID,
    data: MessageCreate,
    holder: leases.Holder,
) -> tuple[Turn, bool]:
    """Store a message and begin the turn that answers it.

    Returns:
        The turn, and whether it is new: the same message sent again has its turn already.

    Raises:
        NotFoundError: There is no such conversation, or not the message that this one replaces.
        ConflictError: Another turn runs in it, or the id was used for another message.
    """
    # Locked: two messages at once must not both find the conversation idle.
    conversation = await get_conversation(session, account_id, conversation_id, lock=True)
    message = Message(id=data.id, conversation_id=conversation.id, text=data.text)
    row = {"id": message.id, "conversation_id": message.conversation_id, "text": message.text}
    row["created_at"] = message.created_at
    # A second request with this id waits here until the first has committed.
    inserting = upsert(Message).values(row).on_conflict_do_nothing().returning(col(Message.id))
    if await session.scalar(inserting) is None:
        return await _known(session, conversation, data), False
    if not conversation.title:
        conversation.title = title_from(data.text)
    turn = await _new_turn(session, conversation, data.id, holder)
    if data.replaces is not None:
        await edits.replace(session, conversation, data.replaces, new_id=data.id)
    return turn, True


async def _known(session: AsyncSession, conversation: Conversation, data: MessageCreate) -> Turn:
    message = await session.get_one(Message, data.id)
    if message.conversation_id != conversation.id or message.text != data.text:
        raise ConflictError("This message id was used for another message. Make a new one.")
    newest = select(Turn).where(col(Turn.message_id) == data.id)
    turn: Turn = (await session.scalars(newest.order_by(col(Turn.position).desc()).limit(1))).one()
    return turn


async def _new_turn(
    session: AsyncSession,
    conversation: Conversation,
    message_id: UUID,
    holder: leases.Holder,
    model: str | None = None,
) -> Turn:
    await _refuse_busy(session, conversation.id)
    turn = Turn(
        account_id=conversation.account_id,
        conversation_id=conversation.id,
        message_id=message_id,
        owner=holder.owner,
        lease_until=now() + holder.lease,
        model=model,
    )
    conversation.updated_at = now()
    session.add_all([turn, conversation])
    await session.flush()
    # With the turn, so that its readers need not wait until it runs.
    answering = model or await _answering(session, turn.account_id, holder)
    began = ui_parts.turn(str(turn.id), "running", answering)
    await leases.write(session, turn, [ui_parts.start(str(turn.answer_id)), began])
    return turn


async def _answering(session: AsyncSession, account_id: UUID, holder: leases.Holder) -> str:
    chosen = await assistant_choices.chosen_by(session, account_id, holder.choosing)
    return chosen.model or holder.model


async def lock_idle(session: AsyncSession, turn: Turn) -> None:
    """Let no other turn begin in this turn's conversation until the session ends.

    Raises:
        ConflictError: Another one runs in it.
    """
    await get_conversation(session, turn.account_id, turn.conversation_id, lock=True)
    await _refuse_busy(session, turn.conversation_id, besides=turn.id)


async def _refuse_busy(
    session: AsyncSession, conversation_id: UUID, besides: UUID | None = None
) -> None:
    await leases.fail_abandoned(session, conversation_id)
    running = select(col(Turn.id)).where(
        col(Turn.conversation_id) == conversation_id,
        col(Turn.status) == "running",
        col(Turn.id).is_distinct_from(besides),
    )
    if await session.scalar(running) is not None:
        raise ConflictError(_BUSY)


async def retry(
    session: AsyncSession,
    account_id: UUID,
    turn_id: UUID,
    holder: leases.Holder,
    model: str | None = None,
) -> Turn:
    """Begin another turn for the message of one that failed or was stopped.

    Raises:
        NotFoundError: There is no such turn.
        ConflictError: It did not fail, its message was replaced, or another turn runs in the
            conversation.
    """
    old, conversation = await _ended(session, account_id, turn_id)
    if old.status == "complete":
        raise ConflictError("Only a turn that failed or was stopped can be tried again.")
    return await _new_turn(session, conversation, old.message_id, holder, model)


async def regenerate(
    session: AsyncSession, account_id: UUID, turn_id: UUID, holder: leases.Holder
) -> Turn:
    """Begin another turn for the newest message of a conversation, however it was answered.

    Raises:
        NotFoundError: There is no such turn.
        ConflictError: It has not ended, or it is not the newest of its conversation.
    """
    old, conversation = await _ended(session, account_id, turn_id)
    newest = select(func.max(col(Turn.position))).where(
        col(Turn.conversation_id) == conversation.id
    )
    if await session.scalar(newest) != old.position:
        raise ConflictError("Only the newest answer of a conversation can be made anew.")
    return await _new_turn(session, conversation, old.message_id, holder)


async def _ended(
    session: AsyncSession, account_id: UUID, turn_id: UUID
) -> tuple[Turn, Conversation]:
    """A turn that is over and in sight, and its conversation, locked."""
    turn = await get_turn(session, account_id, turn_id)
    conversation = await get_conversation(session, account_id, turn.conversation_id, lock=True)
    await leases.fail_abandoned(session, conversation.id)
    # It may just have been ended as abandoned.
    await session.refresh(turn)
    if turn.status not in ENDED:
        raise ConflictError("This turn has not ended. Wait for it, or stop it.")
    message = await session.get_one(Message, turn.message_id)
    if message.replaced_at is not None:
        raise ConflictError("The message of this turn was replaced by another one.")
    return turn, conversation


async def get_turn(
    session: AsyncSession, account_id: UUID, turn_id: UUID, *, lock: bool = False
) -> Turn:
    """One turn of this account.

    Raises:
        NotFoundError: There is none, or it is somebody else's.
    """
    query = select(Turn).where(col(Turn.id) == turn_id, col(Turn.account_id) == account_id)
    found: Turn | None = await session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFoundError("There is no such turn.")
    return found


async def ask_cancel(session: AsyncSession, account_id: UUID, turn_id: UUID) -> None:
    """Ask a turn to stop; one that waits for an approval stops here and now.

    Raises:
        NotFoundError: There is no such turn.
    """
    turn = await get_turn(session, account_id, turn_id, lock=True)
    turn.cancel_asked = True
    # Nobody runs it, so nobody else would end it.
    if turn.status == "waiting":
        await leases.end(session, turn, "cancelled", ui_parts.abort())
    session.add(turn)
    await session.flush()
