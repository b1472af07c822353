"""Projects: named lists of tasks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from src.models.base import INSTANT, id_field, now

NOT_DELETED = text("deleted_at IS NULL")


class Project(SQLModel, table=True):
    """A list of tasks. Tasks without one are in the inbox."""

    __table_args__ = (Index("project_order", "account_id", postgresql_where=NOT_DELETED),)

    id: UUID = id_field()
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    name: str
    color: str = "grey"
    rank: str | None = Field(default=None, sa_type=Text(collation="C"))
    """Where it was dragged to, see services/ranks.py; None sorts by id, that is by age."""
    version: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    updated_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    archived_at: datetime | None = Field(default=None, sa_type=INSTANT)
    deleted_at: datetime | None = Field(default=None, sa_type=INSTANT)
