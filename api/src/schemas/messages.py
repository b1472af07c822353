"""Messages of a conversation: what was said, and what tools did in between."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, JsonValue

from src.schemas.base import Schema, StorableText
from src.schemas.receipts import Receipt
from src.schemas.turns import TurnStatus

MOST_CHARACTERS = 4000


class MessageCreate(Schema):
    """A message to send. The client makes its id, so that sending it again does nothing twice."""

    id: UUID
    text: Annotated[StorableText, Field(min_length=1, max_length=MOST_CHARACTERS)]


class TextPart(BaseModel):
    """Words."""

    type: Literal["text"] = "text"
    text: str


class ToolPart(BaseModel):
    """A tool call and what came of it."""

    type: Literal["tool"] = "tool"
    tool_call_id: str
    tool_name: str
    input: JsonValue = None
    state: Literal[
        "input-available",
        "approval-requested",
        "output-available",
        "output-error",
        "output-denied",
    ] = "input-available"
    output: JsonValue = None
    error: str | None = None
    approval_id: UUID | None = None
    receipt: Receipt | None = None


Part = Annotated[TextPart | ToolPart, Field(discriminator="type")]


class MessagePublic(BaseModel):
    """One message; an assistant's message is the answer of one turn."""

    id: UUID
    role: Literal["user", "assistant"]
    created_at: datetime
    turn_id: UUID
    status: TurnStatus
    model: str | None
    parts: list[Part]
