"""Conversations as clients send and see them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field

from src.schemas.base import Described, Schema, StorableText

LONGEST_TITLE = 80
UNTITLED = "New conversation"

ExportFormat = Literal["markdown", "json"]
Title = Annotated[
    StorableText,
    Field(min_length=1, max_length=LONGEST_TITLE, examples=["The garden"]),
    AfterValidator(str.strip),
]


class ConversationCreate(Schema):
    """A new conversation; without a title its first message gives it one."""

    title: Title | None = None


class ConversationUpdate(Schema):
    """A sparse change (RFC 7396): a field left out stays."""

    title: Title | None = None


class ConversationPublic(Described):
    """A conversation with the assistant."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str = Field(examples=["The garden"])
    created_at: datetime
    updated_at: datetime


class Passage(Described):
    """Words that were searched for, and what stands around them."""

    text: str = Field(examples=["… I added “Water the tomatoes” for …"])
    highlights: list[tuple[int, int]] = Field(examples=[[[11, 16]]])
    """Where in the text, in characters: from, to."""


class ConversationListed(ConversationPublic):
    """A conversation in a list."""

    passage: Passage | None = Field(default=None, examples=[None])
    """Where the words of a search stand in what was said; null when they are in the title."""
