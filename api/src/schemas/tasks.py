"""Tasks as clients send and see them."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from src.schemas.base import Schema, StorableText, TimeZone
from src.schemas.task_values import (
    DueDate,
    Estimate,
    FilterText,
    Notes,
    Priority,
    Recurrence,
    RecursFrom,
    Reminders,
    Tag,
    Tags,
    TimeOfDay,
    Title,
)


class TaskFields(Schema):
    """What a client can set; each field left out stays as it is."""

    title: Title | None = None
    notes: Notes | None = None
    due_date: DueDate | None = None
    due_time: TimeOfDay | None = None
    time_zone: TimeZone | None = None
    priority: Priority | None = None
    tags: Tags | None = None
    project_id: UUID | None = None
    """Null is the inbox. Subtasks follow their parent."""
    parent_id: UUID | None = None
    """The task that this one is a part of."""
    start_date: DueDate | None = None
    """Before this day the task is nothing to think about."""
    estimate_minutes: Estimate | None = None
    recurrence: Recurrence | None = None
    """An RFC 5545 rule; completing the task then makes the next one."""
    recurs_from: RecursFrom | None = None
    """What the next occurrence counts from; `due` when it is not said."""
    reminders: Reminders | None = None
    """Minutes before it is due; a day without a time is due at 09:00 for this."""


class TaskCreate(TaskFields):
    """A new task; only the title is needed."""

    title: Title = Field(examples=["Buy milk"])


class TaskUpdate(TaskFields):
    """A sparse change (RFC 7396): a field left out stays, null clears."""


class SubtasksPublic(BaseModel):
    """What hangs below a task, to any depth."""

    open: int
    done: int
    estimate_minutes: int
    """Of the open ones, together."""


class TaskPublic(BaseModel):
    """A task as everybody sees it: web, assistant, MCP clients."""

    id: UUID
    title: str
    notes: str
    state: Literal["open", "done"]
    due_date: date | None
    due_time: TimeOfDay | None
    due_at: datetime | None
    time_zone: str | None
    priority: Priority
    tags: list[str]
    version: int
    created_at: datetime
    updated_at: datetime
    completed_at: datetime | None
    # Documents of the history that were stored before these fields came lack them.
    project_id: UUID | None = None
    parent_id: UUID | None = None
    start_date: date | None = None
    estimate_minutes: int | None = None
    recurrence: str | None = None
    recurs_from: RecursFrom | None = None
    reminders: list[int] = []
    rank: str = ""
    """The order of dragging is the byte order of ranks; never sent, see `move`."""
    archived_at: datetime | None = None
    deleted_at: datetime | None = None
    subtasks: SubtasksPublic | None = None
    """Null in the history, where only the task itself is kept."""


class TaskQuery(BaseModel):
    """Which tasks are wanted."""

    model_config = ConfigDict(frozen=True)

    state: Literal["open", "done", "all", "archived", "deleted"] = "open"
    """`all` is open and done; what is archived or in the trash has to be asked for."""
    q: Annotated[StorableText, Field(max_length=200)] | None = None
    """Text that title or notes contain, whatever the case."""
    filter: FilterText | None = None
    """In the filter language, such as `due:today #home -#work`; see docs/filters.md."""
    tag: Tag | None = None
    priority: Priority | None = None
    due: Literal["overdue", "today", "upcoming", "none"] | None = None
    """By the account's own calendar day; `today` includes what is overdue today."""
    project: UUID | Literal["inbox"] | None = None
    parent: UUID | Literal["none"] | None = None
    sort: (
        Literal["due", "manual", "priority", "title", "created", "updated", "completed"] | None
    ) = None
    """Without it open tasks come by due date, done ones and the trash newest first."""
    due_before: DueDate | None = None
    due_after: DueDate | None = None


class TagPublic(BaseModel):
    """A tag and how many open tasks carry it."""

    name: str
    open_count: int
