"""An approval: the person's decision about one destructive call with exactly these arguments."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field, JsonValue

from src.schemas.base import Schema
from src.schemas.tasks import TaskPublic

ApprovalStatus = Literal["pending", "approved", "denied", "expired"]


class Preview(BaseModel):
    """What would be destroyed."""

    summary: str = Field(description="One sentence for the person.")
    tasks: list[TaskPublic]


class ApprovalPublic(BaseModel):
    """A decision that is asked for, or was given."""

    id: UUID
    turn_id: UUID
    tool_name: str
    arguments: dict[str, JsonValue]
    preview: Preview
    status: ApprovalStatus
    expires_at: datetime = Field(description="Until when it can be decided, UTC.")


class ApprovalDecision(Schema):
    """What the person says."""

    decision: Literal["approve", "deny"]
