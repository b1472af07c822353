"""Conversations as clients send and see them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from src.schemas.base import Described, Schema, StorableText

LONGEST_TITLE = 80
UNTITLED = "New conversation"


class ConversationCreate(Schema):
    """A new conversation; without a title its first message gives it one."""

    title: (
        Annotated[
            StorableText, Field(min_length=1, max_length=LONGEST_TITLE, examples=["The garden"])
        ]
        | None
    ) = None


class ConversationPublic(Described):
    """A conversation with the assistant."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str = Field(examples=["The garden"])
    created_at: datetime
    updated_at: datetime
