"""The history as clients see it."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from src.models.change import Change
from src.schemas.base import Described
from src.schemas.projects import ProjectPublic
from src.schemas.tasks import TaskPublic

Action = Literal[
    "create",
    "update",
    "complete",
    "reopen",
    "move",
    "archive",
    "unarchive",
    "delete",
    "restore",
    "undo",
]
Actor = Literal["web", "assistant", "mcp", "token", "import"]
"""Who did it: the web app, the assistant in a chat, another AI client over MCP, a program with a
personal access token, an import of a file."""


class ChangePublic(Described):
    """One change of one task, or of one project."""

    id: UUID
    task_id: UUID | None
    project_id: UUID | None = Field(default=None, examples=[None])
    """Of the changed project; null when a task was changed."""
    batch_id: UUID | None = Field(default=None, examples=[None])
    """Shared by what was done in one go; undoing one of them undoes all."""
    action: Action
    actor: Actor
    title: str = Field(examples=["Water the tomatoes"])
    before: TaskPublic | None = Field(examples=[None])
    after: TaskPublic | None
    project_before: ProjectPublic | None = Field(default=None, examples=[None])
    project_after: ProjectPublic | None = Field(default=None, examples=[None])
    created_at: datetime
    undone_at: datetime | None = Field(examples=[None])

    @classmethod
    def of(cls, change: Change) -> Self:
        """Return a stored change as clients see it."""
        row = change.model_dump(exclude={"before", "after", "xid", "account_id"})
        prefix = "" if change.project_id is None else "project_"
        kept = {f"{prefix}before": change.before, f"{prefix}after": change.after}
        return cls.model_validate({"before": None, "after": None, **row, **kept})
