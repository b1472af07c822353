"""Tasks: what there is to do."""

from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import Column, ForeignKey, Index, Integer, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from src.models.base import INSTANT, id_field, now

NO_DUE = datetime(9999, 12, 31, tzinfo=UTC)
"""Sorts after every real due date."""
OPEN = text("deleted_at IS NULL AND completed_at IS NULL")
DONE = text("deleted_at IS NULL AND completed_at IS NOT NULL")
DELETED = text("deleted_at IS NOT NULL")
OWN_WORDS = text("words_of(account_id, title, notes)")
"""What search finds tasks by. Each word begins with its account, so that the index of all people
is walked in one's own part only; migration 0008 has the function."""
PLACE = text("COALESCE(rank, id::text)")
"""The order of dragging: a task that was never dragged stands where its age puts it."""


class Task(SQLModel, table=True):
    """Something to do. A deleted one stays for undo and for the trash."""

    __table_args__ = (
        Index("task_account", "account_id", "created_at", "id"),
        Index("task_open_order", "account_id", "due_sort", "priority", "id", postgresql_where=OPEN),
        Index("task_done_order", "account_id", "completed_at", "id", postgresql_where=DONE),
        Index("task_manual_order", "account_id", "project_id", PLACE, "id", postgresql_where=OPEN),
        Index("task_trash", "account_id", "deleted_at", "id", postgresql_where=DELETED),
        Index(
            "task_own_words",
            OWN_WORDS,
            postgresql_using="gin",
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("task_project", "project_id", postgresql_where=text("project_id IS NOT NULL")),
        Index("task_parent", "parent_id", postgresql_where=text("parent_id IS NOT NULL")),
        # The database itself refuses a second successor, whatever the code does.
        Index(
            "task_successor",
            "successor_of",
            unique=True,
            postgresql_where=text("successor_of IS NOT NULL AND deleted_at IS NULL"),
        ),
    )

    id: UUID = id_field()
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    project_id: UUID | None = Field(default=None, foreign_key="project.id", ondelete="SET NULL")
    """None is the inbox."""
    parent_id: UUID | None = Field(default=None, foreign_key="task.id", ondelete="CASCADE")
    title: str
    notes: str = ""
    start_date: date | None = None
    """Before this day the task is nothing to think about."""
    due_date: date | None = None
    """The calendar day in `time_zone`."""
    due_at: datetime | None = Field(default=None, sa_type=INSTANT)
    """The instant, when a time of day was given."""
    time_zone: str | None = None
    due_sort: datetime = Field(default=NO_DUE, sa_type=INSTANT)
    """`due_at`, or the end of the due day, or `NO_DUE`: what lists are ordered by."""
    recurrence: str | None = None
    """An RFC 5545 rule without DTSTART; it counts from the due day."""
    recurs_from: str | None = None
    """`due` or `completion`; None without a recurrence."""
    successor_of: UUID | None = Field(
        default=None, sa_column=Column(ForeignKey("task.id", ondelete="SET NULL"), nullable=True)
    )
    """The occurrence whose completion made this one."""
    reminders: list[int] = Field(
        default_factory=list,
        sa_column=Column(ARRAY(Integer), nullable=False, server_default=text("'{}'")),
    )
    """Minutes before the task is due."""
    reminded_at: datetime | None = Field(default=None, sa_type=INSTANT)
    """Up to here the person has seen the reminders."""
    estimate_minutes: int | None = None
    priority: int = Field(default=3, sa_type=SmallInteger)
    """0 is high, 3 is none: ascending order is the order of a list."""
    tags: list[str] = Field(
        default_factory=list,
        sa_column=Column(ARRAY(Text), nullable=False, server_default=text("'{}'")),
    )
    rank: str | None = Field(default=None, sa_type=Text(collation="C"))
    """Where it was dragged to, see services/ranks.py; None sorts by id, that is by age."""
    version: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    updated_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    completed_at: datetime | None = Field(default=None, sa_type=INSTANT)
    archived_at: datetime | None = Field(default=None, sa_type=INSTANT)
    deleted_at: datetime | None = Field(default=None, sa_type=INSTANT)
