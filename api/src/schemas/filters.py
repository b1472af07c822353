"""Filters as clients send and see them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from src.schemas.base import Schema, StorableText
from src.schemas.projects import Color
from src.schemas.task_values import FilterText

FilterName = Annotated[StorableText, Field(min_length=1, max_length=100), AfterValidator(str.strip)]
SpanKind = Literal["text", "tag", "project", "priority", "date", "state", "estimate"]


class Span(BaseModel):
    """A term of a filter and its place in the text."""

    kind: SpanKind
    start: int
    end: int
    """Characters; the term ends before it."""


class FilterRead(BaseModel):
    """How a filter was understood."""

    canonical: str
    """The same filter as we would write it."""
    spans: list[Span]


class SavedFilterCreate(Schema):
    """A filter to keep."""

    name: FilterName = Field(examples=["Urgent at home"])
    filter: FilterText
    color: Color = "grey"


class SavedFilterUpdate(Schema):
    """A sparse change (RFC 7396): a field left out stays."""

    name: FilterName | None = None
    filter: FilterText | None = None
    color: Color | None = None


class SavedFilterPublic(BaseModel):
    """A kept filter."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    filter: str
    color: Color
    version: int
    created_at: datetime
    updated_at: datetime
