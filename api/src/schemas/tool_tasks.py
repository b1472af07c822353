"""Tasks as the tools show them: what a model needs to speak of them, and no more."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from src.schemas.base import Described
from src.schemas.task_values import Priority, RecursFrom, TimeOfDay
from src.schemas.tasks import SubtasksPublic

NOTES_SHOWN = 300
"""Characters: a hundred long notes in a list would fill a model's whole memory."""


class ToolTask(Described):
    """A task, with its project by name. Notes end after 300 characters, but in get_task."""

    id: UUID
    title: str
    notes: str
    notes_cut: bool = False
    """Whether get_task has more of the notes."""
    state: Literal["open", "done"]
    due_date: date | None
    due_time: TimeOfDay | None
    time_zone: str | None
    """Where due_time counts."""
    priority: Priority
    tags: list[str]
    created_at: datetime
    completed_at: datetime | None
    # Answers that were stored before these fields came lack them.
    project: str | None = None
    """Null is the inbox."""
    parent_id: UUID | None = None
    subtasks: SubtasksPublic | None = None
    """What hangs below it; null where that was not counted."""
    start_date: date | None = None
    recurrence: str | None = None
    """RFC 5545."""
    recurs_from: RecursFrom | None = None
    reminders: list[int] = Field(default=[])
    """Minutes before it is due."""
    estimate_minutes: int | None = None
    archived_at: datetime | None = None
    deleted_at: datetime | None = None
    """When it went to the trash."""


class TaskFound(Described):
    """One task with its whole notes, and the tasks right below it."""

    task: ToolTask
    subtasks: list[ToolTask]
    """The first 50."""


class TaskList(Described):
    """One page of tasks."""

    items: list[ToolTask]
    next_cursor: str | None
    """Send it as cursor for more; null when complete."""


class AgendaDay(Described):
    """One day."""

    day: date
    due: list[ToolTask]
    starting: list[ToolTask]
    """What begins on this day and is due later, or has no date."""


class ToolAgenda(Described):
    """What is late, and what the next days bring."""

    overdue: list[ToolTask]
    days: list[AgendaDay]
    """The first is today."""
    more: bool
    """Whether there are more than 100 tasks; the last are left out."""
