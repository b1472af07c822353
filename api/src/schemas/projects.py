"""Projects as clients send and see them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, StrictBool

from src.schemas.base import Described, Schema, StorableText

Color = Literal["grey", "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink"]
ProjectName = Annotated[
    StorableText,
    Field(min_length=1, max_length=100, examples=["Garden"]),
    AfterValidator(str.strip),
]


class ProjectCreate(Schema):
    """A new project; only the name is needed."""

    name: ProjectName
    color: Color = Field(default="grey", examples=["green"])


class ProjectUpdate(Schema):
    """A sparse change (RFC 7396): a field left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"color": "teal"}]})

    name: ProjectName | None = None
    color: Color | None = None
    archived: StrictBool | None = None
    """Whether it is out of sight, with its tasks."""


class ProjectPublic(Described):
    """A project as everybody sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str = Field(examples=["Garden"])
    color: Color = Field(examples=["green"])
    rank: str = Field(examples=["m"])
    """The order of dragging is the byte order of ranks."""
    version: int
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None = Field(examples=[None])
    open_count: int | None = None
    """How many open tasks it holds; null in the history."""
