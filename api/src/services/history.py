"""What a model is told of the conversation before this turn, rebuilt from what is stored."""

import json
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.conversation import Message
from src.models.turn import Turn
from src.schemas.messages import Part, TextPart
from src.schemas.tool_calls import DENIED
from src.schemas.turns import InputItem
from src.services.messages import parts_of

MOST_TURNS = 20
MOST_CHARACTERS = 60_000
_WAITING = "Waiting for the person's approval. Nothing was changed."


async def history_of(session: AsyncSession, turn: Turn) -> tuple[InputItem, ...]:
    """The items of the earlier turns in Responses format, oldest first.

    The newest turns that fit into the budget are told, each whole. Ids of past calls are made
    anew, so that no call to come can have the same.
    """
    rows = await session.execute(
        select(Turn, col(Message.text))
        .join(Message, col(Message.id) == col(Turn.message_id))
        .where(
            col(Turn.conversation_id) == turn.conversation_id,
            col(Turn.position) < turn.position,
        )
        .order_by(col(Turn.position).desc())
        .limit(MOST_TURNS)
    )
    earlier = [(found.id, text) for found, text in rows]
    parts = await parts_of(session, [turn_id for turn_id, _ in earlier])
    told: list[list[InputItem]] = []
    room = MOST_CHARACTERS
    for turn_id, text in earlier:
        items = _items(turn_id, text, parts[turn_id])
        room -= len(json.dumps(items, ensure_ascii=False))
        # A turn is told whole or not at all: half of one misleads.
        if room < 0:
            break
        told.append(items)
    return tuple(item for items in reversed(told) for item in items)


def _items(turn_id: UUID, text: str, parts: list[Part]) -> list[InputItem]:
    items: list[InputItem] = [{"role": "user", "content": text}]
    for at, part in enumerate(parts):
        if isinstance(part, TextPart):
            items.append(_said(turn_id, at, part.text))
            continue
        # Not the id it had: some providers count theirs from one in every answer.
        call_id = f"past_{turn_id.hex[-12:]}_{at}"
        arguments = json.dumps(part.input, ensure_ascii=False)
        items.append(
            {
                "type": "function_call",
                "call_id": call_id,
                "name": part.tool_name,
                "arguments": arguments,
            }
        )
        outputs = {
            "output-available": json.dumps(part.output, ensure_ascii=False),
            "output-error": part.error or "The tool failed.",
            "output-denied": DENIED,
        }
        output = outputs.get(part.state, _WAITING)
        items.append({"type": "function_call_output", "call_id": call_id, "output": output})
    return items


def _said(turn_id: UUID, at: int, text: str) -> InputItem:
    """What the assistant said, in the whole form: the SDK stores a run with no shorter one."""
    return {
        "type": "message",
        "role": "assistant",
        "id": f"past_{turn_id.hex[-12:]}_{at}",
        "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": []}],
    }
