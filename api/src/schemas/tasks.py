"""Tasks as clients send and see them."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from src.schemas.base import Described, Schema, StorableText, TimeZone
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

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "Water the tomatoes",
                    "due_date": "2026-11-25",
                    "due_time": "17:00",
                    "priority": "high",
                    "tags": ["garden"],
                    "reminders": [30],
                }
            ]
        }
    )

    title: Title


class TaskUpdate(TaskFields):
    """A sparse change (RFC 7396): a field left out stays, null clears."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"due_date": "2026-11-27", "priority": "medium"}]}
    )


class SubtasksPublic(Described):
    """What hangs below a task, to any depth."""

    open: int = Field(examples=[0])
    done: int = Field(examples=[0])
    estimate_minutes: int = Field(examples=[0])
    """Of the open ones, together."""


class TaskPublic(Described):
    """A task as everybody sees it: web, assistant, MCP clients."""

    id: UUID
    title: str = Field(examples=["Water the tomatoes"])
    notes: str = Field(examples=[""])
    state: Literal["open", "done"]
    due_date: date | None
    due_time: TimeOfDay | None
    due_at: datetime | None
    """The instant; null without a time."""
    time_zone: str | None = Field(examples=["Europe/Berlin"])
    priority: Priority = Field(examples=["high"])
    tags: list[str] = Field(examples=[["garden"]])
    version: int
    """Counts its changes; the ETag."""
    created_at: datetime = Field(examples=["2026-11-24T08:00:00Z"])
    updated_at: datetime = Field(examples=["2026-11-24T08:00:00Z"])
    completed_at: datetime | None = Field(examples=[None])
    # Documents of the history that were stored before these fields came lack them.
    project_id: UUID | None = Field(default=None, examples=[None])
    parent_id: UUID | None = Field(default=None, examples=[None])
    start_date: date | None = Field(default=None, examples=[None])
    estimate_minutes: int | None = Field(default=None, examples=[20])
    recurrence: str | None = Field(default=None, examples=[None])
    recurs_from: RecursFrom | None = Field(default=None, examples=[None])
    reminders: list[int] = Field(default=[], examples=[[30]])
    rank: str = Field(default="", examples=["m"])
    """The order of dragging is the byte order of ranks; never sent, see `move`."""
    archived_at: datetime | None = Field(default=None, examples=[None])
    deleted_at: datetime | None = Field(default=None, examples=[None])
    """When it was put into the trash."""
    subtasks: SubtasksPublic | None = None
    """Null in the history, where only the task itself is kept."""


class TaskQuery(Described):
    """Which tasks are wanted."""

    model_config = ConfigDict(
        frozen=True, json_schema_extra={"examples": [{"filter": "due:today -#work"}]}
    )

    state: Literal["open", "done", "all", "archived", "deleted"] = "open"
    """`all` is open and done; what is archived or in the trash has to be asked for."""
    q: Annotated[StorableText, Field(max_length=200, examples=["milk"])] | None = None
    """Text that title or notes contain, whatever the case."""
    filter: FilterText | None = None
    """In the filter language, such as `due:today #home -#work`; docs/filters.md explains it."""
    tag: Tag | None = None
    priority: Priority | None = None
    due: Literal["overdue", "today", "upcoming", "none"] | None = None
    """By the account's own calendar day; `today` includes what is overdue today."""
    project: UUID | Literal["inbox"] | None = None
    """Of this project, or of none."""
    parent: UUID | Literal["none"] | None = None
    """Parts of this task, or those that are no part of any."""
    sort: (
        Literal["due", "manual", "priority", "title", "created", "updated", "completed"] | None
    ) = None
    """Without it open tasks come by due date, done ones and the trash newest first."""
    due_before: DueDate | None = None
    due_after: DueDate | None = None


class TagPublic(Described):
    """A tag and how many open tasks carry it."""

    name: str = Field(examples=["garden"])
    open_count: int
