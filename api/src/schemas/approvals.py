"""An approval: the person's decision about one destructive call with exactly these arguments."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, JsonValue, model_validator

from src.schemas.base import Described, Schema
from src.schemas.tasks import TaskPublic

ApprovalStatus = Literal["pending", "approved", "denied", "expired"]


class Preview(Described):
    """What would be changed."""

    summary: str = Field(
        description="One sentence for the person.", examples=["Delete “Water the tomatoes”."]
    )
    details: list[str] = Field(default=[], examples=[["With 2 tasks below."]])
    """What more there is to know, line by line."""
    count: int = Field(default=0, examples=[1])
    """How many tasks it is about."""
    tasks: list[TaskPublic]
    """The first 20 of them, their notes cut after 300 characters."""


class KeptPreview(Preview):
    """A preview with all that the approval covers."""

    task_ids: list[UUID] = Field(default=[])
    """The tool changes no task beside these, and what hangs below them."""


class ApprovalPublic(Described):
    """A decision that is asked for, or was given."""

    id: UUID
    turn_id: UUID
    tool_name: str = Field(examples=["delete_task"])
    arguments: dict[str, JsonValue] = Field(
        examples=[{"task_id": "0192f3a4-5b6c-7d8e-9f01-23456789abcd"}]
    )
    preview: Preview
    status: ApprovalStatus
    expires_at: datetime = Field(
        description="Until when it can be decided, UTC.", examples=["2026-11-26T16:00:00Z"]
    )


class ApprovalDecision(Schema):
    """What the person says: yes, no, or yes to other arguments than the ones asked about."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"decision": "approve"}]})

    decision: Literal["approve", "deny", "edit"]
    arguments: dict[str, JsonValue] | None = None
    """For `edit`: what the tool is to be called with instead. That alone is then allowed."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.decision == "edit") != (self.arguments is not None):
            message = "arguments belong to the decision edit, and only to it"
            raise ValueError(message)
        return self
