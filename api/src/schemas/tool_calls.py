"""Answers of the tools, and what identifies one call of a turn."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel, Field

from src.schemas.changes import Action
from src.schemas.tasks import TaskPublic

DENIED = "The person said no to this call: nothing was changed. Do not try it again."
"""What a model is told of a call that the person refused."""
EXPIRED = "The person did not decide in time: nothing was changed. Do not try it again."
"""What a model is told of a call that nobody allowed or refused."""
INTERRUPTED = "The assistant was interrupted before this was done. It was not done."
"""What is shown of a call whose replica died first; a model is asked anew."""


class TaskAnswer(BaseModel):
    """What a tool did to one task."""

    action: Action
    summary: str = Field(description="One sentence about what was done.")
    task: TaskPublic | None = Field(description="The task as it is now; null when it is deleted.")
    change_id: UUID | None = Field(default=None, description="What undo takes back.")


class TaskFound(BaseModel):
    """One task."""

    task: TaskPublic


class TaskList(BaseModel):
    """One page of tasks."""

    items: list[TaskPublic]
    next_cursor: str | None = Field(description="Send it as cursor for more; null when complete.")


@dataclass(frozen=True, slots=True)
class CallKey:
    """One tool call of one turn: the same call arriving again has the same key."""

    turn_id: UUID
    call_id: str
    tool: str
    arguments_key: str
    attempt: int = 1
    """Which run of the turn makes it; it is the same call whichever does."""


def arguments_key(arguments: Mapping[str, object]) -> str:
    """SHA-256 of the arguments as canonical JSON: order and spacing make no difference."""
    text = json.dumps(arguments, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
