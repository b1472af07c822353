"""Tasks, and every change that was ever made to one."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from src.models.base import INSTANT, Xid8, id_field, now

NO_DUE = datetime(9999, 12, 31, tzinfo=UTC)
"""Sorts after every real due date."""
OPEN = text("deleted_at IS NULL AND completed_at IS NULL")


class Task(SQLModel, table=True):
    """Something to do. A deleted one stays for undo."""

    __table_args__ = (
        Index("task_open_order", "account_id", "due_sort", "priority", "id", postgresql_where=OPEN),
        Index("task_tags", "tags", postgresql_using="gin"),
    )

    id: UUID = id_field()
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    title: str
    notes: str = ""
    due_date: date | None = None
    """The calendar day in `time_zone`."""
    due_at: datetime | None = Field(default=None, sa_type=INSTANT)
    """The instant, when a time of day was given."""
    time_zone: str | None = None
    due_sort: datetime = Field(default=NO_DUE, sa_type=INSTANT)
    """`due_at`, or the end of the due day, or `NO_DUE`: what lists are ordered by."""
    priority: int = Field(default=3, sa_type=SmallInteger)
    """0 is high, 3 is none: ascending order is the order of a list."""
    tags: list[str] = Field(
        default_factory=list,
        sa_column=Column(ARRAY(Text), nullable=False, server_default=text("'{}'")),
    )
    version: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    updated_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    completed_at: datetime | None = Field(default=None, sa_type=INSTANT)
    deleted_at: datetime | None = Field(default=None, sa_type=INSTANT)


class Change(SQLModel, table=True):
    """One change of one task: what undo and receipts are made from."""

    __tablename__ = "task_change"
    __table_args__ = (
        Index("task_change_order", "account_id", "id"),
        Index("task_change_feed", "account_id", "xid", "id"),
    )

    id: UUID = id_field()
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    task_id: UUID = Field(foreign_key="task.id", ondelete="CASCADE", index=True)
    action: str
    actor: str
    """Who did it: `web`, `assistant` or `mcp`."""
    title: str
    before: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    """The task as the API shows it; None when it was not there."""
    after: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    undone_at: datetime | None = Field(default=None, sa_type=INSTANT)
    xid: int | None = Field(
        default=None, sa_column=Column(Xid8, server_default=text("pg_current_xact_id()"))
    )
    """The transaction that wrote it, by which the live feed is ordered; None in old rows."""
