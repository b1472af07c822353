"""Changing many tasks in one go."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StrictBool, model_validator

from src.schemas.base import Described, Schema
from src.schemas.task_values import Tags
from src.schemas.tasks import TaskPublic, TaskQuery, TaskUpdate

LARGEST_BATCH = 1_000
BulkAction = Literal["update", "complete", "reopen", "archive", "unarchive", "delete"]


class BulkChange(Schema):
    """Which tasks, and what is to happen to each."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"query": {"filter": "overdue"}, "action": "update", "change": {"priority": "high"}}
            ]
        }
    )

    ids: Annotated[list[UUID], Field(max_length=LARGEST_BATCH)] | None = None
    query: TaskQuery | None = None
    action: BulkAction
    change: TaskUpdate | None = None
    """The fields to change; for `update`."""
    add_tags: Tags = Field(default_factory=list)
    remove_tags: Tags = Field(default_factory=list)
    dry_run: StrictBool = False
    """Tell what would be changed, and change nothing."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.ids is None) == (self.query is None):
            message = "send either ids or query"
            raise ValueError(message)
        if self.action != "update" and (self.change or self.add_tags or self.remove_tags):
            message = "change, add_tags and remove_tags belong to the action update"
            raise ValueError(message)
        return self


class BulkResult(Described):
    """What was done."""

    batch_id: UUID | None
    """Undoing any change of it undoes all; null when nothing was changed."""
    matched: int
    changed: int
    tasks: list[TaskPublic]
    """The first 50 of them, as they are now."""
