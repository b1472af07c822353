"""Projects as clients send and see them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool

from src.schemas.base import Schema, StorableText

Color = Literal["grey", "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink"]
ProjectName = Annotated[
    StorableText, Field(min_length=1, max_length=100), AfterValidator(str.strip)
]


class ProjectCreate(Schema):
    """A new project; only the name is needed."""

    name: ProjectName = Field(examples=["Garden"])
    color: Color = "grey"


class ProjectUpdate(Schema):
    """A sparse change (RFC 7396): a field left out stays."""

    name: ProjectName | None = None
    color: Color | None = None
    archived: StrictBool | None = None
    """Whether it is out of sight, with its tasks."""


class ProjectPublic(BaseModel):
    """A project as everybody sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    color: Color
    rank: str
    """The order of dragging is the byte order of ranks."""
    version: int
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None
    open_count: int | None = None
    """How many open tasks it holds; null in the history."""
