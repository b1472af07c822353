"""Filters as clients send and see them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field

from src.schemas.base import Described, Schema, StorableText
from src.schemas.projects import Color
from src.schemas.task_values import FilterText

FilterName = Annotated[
    StorableText,
    Field(min_length=1, max_length=100, examples=["Urgent at home"]),
    AfterValidator(str.strip),
]
SpanKind = Literal["text", "tag", "project", "priority", "date", "state", "estimate"]


class Span(Described):
    """A term of a filter and its place in the text."""

    kind: SpanKind = Field(examples=["date"])
    start: int = Field(examples=[0])
    end: int = Field(examples=[9])
    """Characters; the term ends before it."""


class FilterRead(Described):
    """How a filter was understood."""

    canonical: str = Field(examples=["due:today -#work"])
    """The same filter as we would write it."""
    spans: list[Span]


class SavedFilterCreate(Schema):
    """A filter to keep."""

    name: FilterName
    filter: FilterText
    color: Color = "grey"


class SavedFilterUpdate(Schema):
    """A sparse change (RFC 7396): a field left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"filter": "overdue"}]})

    name: FilterName | None = None
    filter: FilterText | None = None
    color: Color | None = None


class SavedFilterPublic(Described):
    """A kept filter."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str = Field(examples=["Urgent at home"])
    filter: str = Field(examples=["due:today -#work"])
    color: Color
    version: int
    created_at: datetime
    updated_at: datetime
