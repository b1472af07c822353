"""An approval: the person's decision about one destructive call with exactly these arguments."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field, JsonValue

from src.schemas.base import Described, Schema
from src.schemas.tasks import TaskPublic

ApprovalStatus = Literal["pending", "approved", "denied", "expired"]


class Preview(Described):
    """What would be destroyed."""

    summary: str = Field(
        description="One sentence for the person.", examples=["Delete “Water the tomatoes”."]
    )
    tasks: list[TaskPublic]


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
    """What the person says."""

    decision: Literal["approve", "deny"]
