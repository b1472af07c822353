"""What a replica needs to run a turn, or to go on with one that another replica began."""

from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.account import Account
from src.models.conversation import Message
from src.models.tool_call import Approval
from src.models.turn import Turn, TurnEvent
from src.schemas import ui_parts
from src.schemas.receipts import Deed
from src.schemas.turns import SoFar, TurnInput
from src.schemas.ui_parts import UiPart
from src.schemas.usage import Usage
from src.services import approvals, history, receipts
from src.services.assistant_choices import Choosing, chosen_by
from src.services.message_parts import fold


async def input_of(
    session: AsyncSession, turn_id: UUID, history_tokens: int, choosing: Choosing
) -> TurnInput:
    """Read all that a run of the turn begins with.

    Args:
        session: The open session.
        turn_id: Which one.
        history_tokens: How much of the earlier turns is told word by word.
        choosing: What the person may choose about who answers.
    """
    query = (
        select(Turn, col(Account.time_zone), col(Message.text))
        .join(Account, col(Account.id) == col(Turn.account_id))
        .join(Message, col(Message.id) == col(Turn.message_id))
    )
    turn, zone, text = (await session.execute(query.where(col(Turn.id) == turn_id))).one()
    so_far = await _so_far(session, turn)
    past = await history.history_of(session, turn, history_tokens)
    return TurnInput(
        id=turn.id,
        account_id=turn.account_id,
        answer_id=turn.answer_id,
        text=text,
        now=turn.created_at.astimezone(ZoneInfo(zone)),
        attempt=turn.attempt,
        model=turn.model,
        chosen=await chosen_by(session, turn.account_id, choosing),
        history=past.items,
        summary=past.summary,
        run_state=turn.run_state if await _waits(session, turn, so_far) else None,
        verdicts=await approvals.verdicts_of(session, turn.id) if turn.run_state else (),
        so_far=so_far,
        usage=Usage.model_validate(turn.usage or {}),
    )


async def _waits(session: AsyncSession, turn: Turn, so_far: SoFar) -> bool:
    """Whether the stored run has calls left: the model is asked anew only after the last one."""
    if turn.run_state is None:
        return False
    query = select(col(Approval.call_id)).where(col(Approval.turn_id) == turn.id)
    asked = (await session.scalars(query)).all()
    return bool(set(asked) - so_far.answered)


async def _so_far(session: AsyncSession, turn: Turn) -> SoFar:
    if turn.is_fresh:
        return SoFar(is_under_way=True, last_seq=turn.last_seq)
    query = select(col(TurnEvent.part)).where(col(TurnEvent.turn_id) == turn.id)
    events = (await session.scalars(query.order_by(col(TurnEvent.seq)))).all()
    words, open_text = _last_words(events)
    told = fold(events)
    if words:
        told = told[:-1]
    calls = [part for part in events if "toolCallId" in part]
    return SoFar(
        items=tuple(history.items_of(told)),
        announced=frozenset(
            str(part["toolCallId"]) for part in calls if part["type"] == "tool-input-available"
        ),
        answered=frozenset(
            str(part["toolCallId"]) for part in calls if part["type"] in ui_parts.ANSWERS
        ),
        words=words,
        open_text=open_text,
        deeds=tuple(await _deeds(session, turn.id)),
        is_under_way=bool(events) and events[-1]["type"] != "finish",
        last_seq=turn.last_seq,
    )


def _last_words(events: Sequence[UiPart]) -> tuple[str, str | None]:
    """What was said since the last tool had to do with it, in the last block; and if it is open."""
    words, block = "", None
    for part in events:
        kind = str(part["type"])
        if kind == "text-start":
            words, block = "", str(part["id"])
        elif kind == "text-delta":
            words += str(part["delta"])
        elif kind == "text-end":
            block = None
        elif "toolCallId" in part:
            words, block = "", None
    return words, block


async def _deeds(session: AsyncSession, turn_id: UUID) -> list[Deed]:
    told = await receipts.receipts_of(session, turn_id)
    return [receipt.deed for receipt in told.values()]
