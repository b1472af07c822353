"""Dragging, as clients send it."""

from uuid import UUID

from pydantic import Field

from src.schemas.base import Schema


class ProjectMove(Schema):
    """Where a project goes."""

    after: UUID | None = Field(
        description="The neighbour it comes behind; null is the top.", examples=[None]
    )


class TaskMove(ProjectMove):
    """Where a task goes; a field left out stays."""

    project_id: UUID | None = Field(default=None, examples=[None])
    """Null is the inbox."""
    parent_id: UUID | None = Field(default=None, examples=[None])
    """Null takes it out of its parent."""
