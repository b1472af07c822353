"""Messages of a conversation: what was said, and what tools did in between."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, JsonValue

from src.schemas.base import Described, Schema, StorableText
from src.schemas.receipts import Receipt
from src.schemas.turns import TurnStatus
from src.schemas.usage import Usage

MOST_CHARACTERS = 4000

MessageOrder = Literal["oldest", "newest"]
"""Which message comes first."""


class MessageCreate(Schema):
    """A message to send. The client makes its id, so that sending it again does nothing twice."""

    id: UUID
    text: Annotated[
        StorableText,
        Field(min_length=1, max_length=MOST_CHARACTERS, examples=["What is due today?"]),
    ]
    replaces: UUID | None = Field(default=None, examples=[None])
    """The message that this one is an edit of. It and all that follows it go out of sight; what was
    done meanwhile stays done, and can be undone."""


class TextPart(Described):
    """Words."""

    type: Literal["text"] = "text"
    text: str = Field(examples=["Nothing is due today."])


class ToolPart(Described):
    """A tool call and what came of it."""

    type: Literal["tool"] = "tool"
    tool_call_id: str = Field(examples=["call_1"])
    tool_name: str = Field(examples=["list_tasks"])
    input: JsonValue = Field(default=None, examples=[{"due": "today"}])
    state: Literal[
        "input-available",
        "approval-requested",
        "output-available",
        "output-error",
        "output-denied",
    ] = "input-available"
    output: JsonValue = Field(default=None, examples=[None])
    error: str | None = Field(default=None, examples=[None])
    approval_id: UUID | None = Field(default=None, examples=[None])
    receipt: Receipt | None = Field(default=None, examples=[None])


Part = Annotated[TextPart | ToolPart, Field(discriminator="type")]


class MessagePublic(Described):
    """One message; an assistant's message is the answer of one turn."""

    id: UUID
    role: Literal["user", "assistant"]
    created_at: datetime
    turn_id: UUID
    status: TurnStatus = Field(examples=["complete"])
    model: str | None = Field(examples=["offline"])
    usage: Usage | None = Field(default=None, description="Of an answer: what it took.")
    parts: list[Part]
