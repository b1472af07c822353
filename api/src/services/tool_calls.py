"""Effects of the assistant's tool calls: each once, and the destructive ones only when allowed."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import ForbiddenError
from src.models.base import now
from src.models.change import Change
from src.models.tool_call import Approval, ToolCall
from src.models.turn import Turn
from src.schemas.tool_calls import NOTHING, Answer, CallKey

type Act = Callable[[frozenset[UUID] | None], Awaitable[Answer]]


async def once(
    session: AsyncSession,
    account_id: UUID,
    key: CallKey,
    act: Act,
    *,
    needs_approval: bool,
) -> Answer:
    """Act, or return what the same call did before.

    The turn's row is locked first, so that two arrivals of one call follow one another. A turn
    that repeats a failed one gets what the failed one had already done, unless it was undone.

    Args:
        session: The open session; the effect and its record are committed together.
        account_id: Whose turn it must be.
        key: The call.
        act: Has the effect, on no other tasks than those that it is given, if it is given any.
        needs_approval: Whether the person must have allowed exactly this call.

    Raises:
        ForbiddenError: The turn is not theirs or has ended, or the call was not approved.
    """
    turn = await _running_turn(session, account_id, key)
    known = await _known(session, key) or await _done_before(session, turn, key)
    if known is not None:
        return known
    answer = await act(await _claim_approval(session, key) if needs_approval else None)
    await _store(session, turn, key, answer)
    return answer


async def _running_turn(session: AsyncSession, account_id: UUID, key: CallKey) -> Turn:
    query = select(Turn).where(col(Turn.id) == key.turn_id, col(Turn.account_id) == account_id)
    turn: Turn | None = await session.scalar(query.with_for_update())
    if turn is None or turn.status != "running":
        raise ForbiddenError("This turn of the conversation has ended. Nothing was changed.")
    # A replica that was taken for dead may still be at it, or its request under way.
    if turn.attempt != key.attempt:
        raise ForbiddenError("Another replica goes on with this turn. Nothing was changed.")
    return turn


async def _known(session: AsyncSession, key: CallKey) -> Answer | None:
    result = await session.scalar(
        select(col(ToolCall.result)).where(
            col(ToolCall.turn_id) == key.turn_id,
            col(ToolCall.call_id) == key.call_id,
            col(ToolCall.tool) == key.tool,
            col(ToolCall.arguments_key) == key.arguments_key,
        )
    )
    return Answer.model_validate(result) if result is not None else None


async def _done_before(session: AsyncSession, turn: Turn, key: CallKey) -> Answer | None:
    """What an earlier try of the same message did by the same call, counted from the first."""
    same = (
        col(ToolCall.message_id) == turn.message_id,
        col(ToolCall.tool) == key.tool,
        col(ToolCall.arguments_key) == key.arguments_key,
    )
    used = await session.scalar(
        select(func.count()).select_from(ToolCall).where(*same, col(ToolCall.turn_id) == turn.id)
    )
    # What was undone since is done again, for that is what the person wants; what found nothing
    # to do looks again.
    earlier = (
        select(ToolCall)
        .outerjoin(Change, col(Change.id) == col(ToolCall.change_id))
        .where(
            *same,
            col(ToolCall.turn_id) != turn.id,
            col(Change.undone_at).is_(None),
            col(ToolCall.result)["action"].astext != NOTHING,
        )
        .order_by(col(ToolCall.id))
        .offset(used or 0)
        .limit(1)
    )
    found: ToolCall | None = await session.scalar(earlier)
    if found is None:
        return None
    answer = Answer.model_validate(found.result)
    await _store(session, turn, key, answer)
    return answer


async def _claim_approval(session: AsyncSession, key: CallKey) -> frozenset[UUID]:
    """Use the approval up, in the very transaction that it allows; return the tasks it covers."""
    claimed = await session.scalar(
        update(Approval)
        .where(
            col(Approval.turn_id) == key.turn_id,
            col(Approval.tool) == key.tool,
            col(Approval.arguments_key) == key.arguments_key,
            col(Approval.call_id) == key.call_id,
            col(Approval.status) == "approved",
            col(Approval.used_at).is_(None),
            col(Approval.expires_at) > now(),
        )
        .values(used_at=now())
        .returning(col(Approval.preview))
    )
    if claimed is None:
        raise ForbiddenError("The person has not approved exactly this call. Ask them first.")
    return frozenset(UUID(one) for one in claimed.get("task_ids", []))


async def _store(session: AsyncSession, turn: Turn, key: CallKey, answer: Answer) -> None:
    session.add(
        ToolCall(
            turn_id=turn.id,
            message_id=turn.message_id,
            call_id=key.call_id,
            tool=key.tool,
            arguments_key=key.arguments_key,
            change_id=answer.change_id,
            result=answer.model_dump(mode="json"),
        )
    )
    await session.flush()
