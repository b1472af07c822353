"""What there is beside tasks, and what was done, as the tools show it."""

from datetime import datetime
from uuid import UUID

from src.schemas.base import Described
from src.schemas.changes import Action, Actor
from src.schemas.statistics import DayCount, Streak

MOST_SHOWN = 100
"""Of each kind."""


class ProjectLine(Described):
    """A project."""

    name: str
    color: str
    open_count: int
    archived: bool


class TagLine(Described):
    """A tag of open tasks."""

    name: str
    open_count: int


class FilterLine(Described):
    """A saved filter."""

    name: str
    filter: str


class Overview(Described):
    """Projects, tags and saved filters, the first 100 of each."""

    projects: list[ProjectLine]
    tags: list[TagLine]
    filters: list[FilterLine]
    inbox_open_count: int
    more: bool
    """Whether there are more than 100 of a kind."""


class ProjectFigures(Described):
    """A project's part."""

    project: str | None
    """Null is the inbox."""
    open: int
    completed: int
    """In the days that are asked about."""


class ToolStatistics(Described):
    """How much was done, and what is left."""

    days: list[DayCount]
    projects: list[ProjectFigures]
    streak: Streak
    open: int
    overdue: int
    open_estimate_minutes: int


class ChangeLine(Described):
    """One change."""

    change_id: UUID
    """What undo takes."""
    action: Action
    title: str
    """Of the task or project."""
    actor: Actor
    at: datetime
    undone: bool


class ChangeList(Described):
    """Changes, the newest first."""

    items: list[ChangeLine]
    next_cursor: str | None
    """Send it as cursor for more; null when complete."""
