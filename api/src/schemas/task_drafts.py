"""What is typed into a field for new tasks, and how it is read."""

from typing import Annotated, Literal

from pydantic import Field

from src.schemas.base import Described, StorableText
from src.schemas.tasks import TaskCreate

DraftText = Annotated[
    StorableText,
    Field(min_length=1, max_length=500, examples=["water the tomatoes tomorrow 5pm #garden"]),
]
"""A task as it is typed."""


MarkKind = Literal[
    "due", "start", "recurrence", "reminder", "priority", "tag", "project", "estimate"
]
"""What words can say of a task."""


class DraftMark(Described):
    """Words that say a value: characters from `start` up to `end` of the text."""

    kind: MarkKind = Field(examples=["tag"])
    start: int = Field(examples=[32])
    end: int = Field(examples=[39])


class TaskDraft(Described):
    """The task that was read; nothing is stored."""

    task: TaskCreate
    """As it is sent to add it."""
    marks: list[DraftMark]
    """In the order of the text; what is not marked is the title."""
