"""What a model is told of the conversation before this turn, rebuilt from what is stored.

The newest turns are told word by word, as many as fit; what is older is summed up once and kept
with the conversation.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.conversation import Conversation, Message
from src.models.turn import Turn
from src.schemas.messages import Part, TextPart, ToolPart
from src.schemas.tool_calls import DENIED, INTERRUPTED
from src.schemas.turns import InputItem
from src.services import summaries
from src.services.messages import parts_of

MOST_TURNS = 100
"""More were not told word by word even if they fitted."""
CHARACTERS_OF_A_TOKEN = 3.5
"""A careful guess for the languages of Europe: 4 is usual in English, names and ids need more."""
_WAITING = "Waiting for the person's approval. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Past:
    """The earlier turns: the newest as items in Responses format, the older ones summed up."""

    items: tuple[InputItem, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class _Told:
    """One earlier turn."""

    position: int
    text: str
    parts: list[Part]
    items: list[InputItem]

    @property
    def tokens(self) -> float:
        return len(json.dumps(self.items, ensure_ascii=False)) / CHARACTERS_OF_A_TOKEN


async def history_of(session: AsyncSession, turn: Turn, most_tokens: int) -> Past:
    """Return the earlier turns, oldest first.

    The newest turns that fit into the budget are told, each whole: half of one misleads. Ids of
    past calls are made anew, so that no call to come can have the same.

    Args:
        session: The open session; a summary that grew is kept with it.
        turn: The one that they were before.
        most_tokens: How much is told word by word.
    """
    conversation = await session.get_one(Conversation, turn.conversation_id)
    earlier = await _earlier(session, turn, conversation.summary_until)
    fitting = _fitting(earlier, most_tokens)
    await _sum_up(session, conversation, earlier[: len(earlier) - fitting])
    told = earlier[len(earlier) - fitting :]
    return Past(tuple(item for one in told for item in one.items), conversation.summary)


async def _earlier(session: AsyncSession, turn: Turn, after: int) -> list[_Told]:
    """The turns that are not summed up yet, oldest first; of each message its newest answer."""
    newest = (
        select(Turn, col(Message.text))
        .join(Message, col(Message.id) == col(Turn.message_id))
        .where(
            col(Turn.conversation_id) == turn.conversation_id,
            col(Turn.position) < turn.position,
            col(Turn.position) > after,
            col(Turn.message_id) != turn.message_id,
            col(Message.replaced_at).is_(None),
        )
        .ext(distinct_on(col(Turn.message_id)))
        .order_by(col(Turn.message_id), col(Turn.position).desc())
        .subquery()
    )
    rows = await session.execute(
        select(newest.c.id, newest.c.position, newest.c.text)
        .order_by(newest.c.position.desc())
        .limit(MOST_TURNS)
    )
    found = rows.all()[::-1]
    parts = await parts_of(session, [turn_id for turn_id, _, _ in found])
    return [
        _Told(position, text, parts[turn_id], _items(turn_id, text, parts[turn_id]))
        for turn_id, position, text in found
    ]


def _fitting(earlier: Sequence[_Told], most_tokens: float) -> int:
    """How many of the newest turns fit."""
    room = float(most_tokens)
    for count, told in enumerate(reversed(earlier)):
        room -= told.tokens
        if room < 0:
            return count
    return len(earlier)


async def _sum_up(session: AsyncSession, conversation: Conversation, old: Sequence[_Told]) -> None:
    if not old:
        return
    lines = [summaries.line(told.text, told.parts) for told in old]
    conversation.summary = summaries.joined(conversation.summary, lines)
    conversation.summary_until = old[-1].position
    session.add(conversation)
    await session.flush()


def _items(turn_id: UUID, text: str, parts: Sequence[Part]) -> list[InputItem]:
    # Not the ids they had: some providers count theirs from one in every answer.
    ids = (f"past_{turn_id.hex[-12:]}_{at}" for at, _ in enumerate(parts))
    answers = (_item_pair(part, id_) for part, id_ in zip(parts, ids, strict=True))
    return [{"role": "user", "content": text}, *(item for pair in answers for item in pair)]


def items_of(parts: Iterable[Part]) -> Iterator[InputItem]:
    """The items of a turn that goes on; calls that were not made are for the model to make anew."""
    for at, part in enumerate(parts):
        if isinstance(part, TextPart):
            yield from _item_pair(part, f"said_{at}")
        elif part.state.startswith("output-") and part.error != INTERRUPTED:
            yield from _item_pair(part, part.tool_call_id)


def _item_pair(part: Part, id_: str) -> list[InputItem]:
    if isinstance(part, TextPart):
        return [_said(id_, part.text)]
    arguments = json.dumps(part.input, ensure_ascii=False)
    call: InputItem = {"type": "function_call", "name": part.tool_name, "arguments": arguments}
    return [
        call | {"call_id": id_},
        {"type": "function_call_output", "call_id": id_, "output": _output(part)},
    ]


def _output(part: ToolPart) -> str:
    outputs = {
        "output-available": json.dumps(part.output, ensure_ascii=False),
        "output-error": part.error or "The tool failed.",
        "output-denied": DENIED,
    }
    return outputs.get(part.state, _WAITING)


def _said(id_: str, text: str) -> InputItem:
    """What the assistant said, in the whole form: the SDK stores a run with no shorter one."""
    return {
        "type": "message",
        "role": "assistant",
        "id": id_,
        "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": []}],
    }
