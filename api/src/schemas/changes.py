"""The history of tasks as clients see it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from src.schemas.tasks import TaskPublic

Action = Literal["create", "update", "complete", "reopen", "delete", "undo"]
Actor = Literal["web", "assistant", "mcp"]


class ChangePublic(BaseModel):
    """One change of one task."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    task_id: UUID
    action: Action
    actor: Actor
    title: str
    before: TaskPublic | None
    after: TaskPublic | None
    created_at: datetime
    undone_at: datetime | None
