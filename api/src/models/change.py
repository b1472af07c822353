"""Every change that was ever made to a task or a project."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from src.models.base import INSTANT, Xid8, id_field, now


class Change(SQLModel, table=True):
    """One change of one task or one project: what undo and receipts are made from."""

    __tablename__ = "task_change"
    __table_args__ = (
        Index("task_change_order", "account_id", "id"),
        Index("task_change_feed", "account_id", "xid", "id"),
        Index("task_change_batch", "batch_id", postgresql_where=text("batch_id IS NOT NULL")),
    )

    id: UUID = id_field()
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    task_id: UUID | None = Field(
        default=None, foreign_key="task.id", ondelete="CASCADE", index=True
    )
    project_id: UUID | None = Field(
        default=None, foreign_key="project.id", ondelete="CASCADE", index=True
    )
    """Of the changed project; None when a task was changed."""
    batch_id: UUID | None = None
    """Shared by what was done in one go, and is undone in one go."""
    action: str
    actor: str
    """Who did it: see schemas/changes.py."""
    title: str
    before: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    """The task or project as the API shows it; None when it was not there."""
    after: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    undone_at: datetime | None = Field(default=None, sa_type=INSTANT)
    xid: int | None = Field(
        default=None, sa_column=Column(Xid8, server_default=text("pg_current_xact_id()"))
    )
    """The transaction that wrote it, by which the live feed is ordered; None in old rows."""
