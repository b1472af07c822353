"""Filters that people keep under a name."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from src.models.base import INSTANT, id_field, now


class SavedFilter(SQLModel, table=True):
    """A filter under a name; they are shown in the order of their making."""

    __tablename__ = "saved_filter"

    id: UUID = id_field()
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    name: str
    filter: str
    """As it was typed; it could be read when it was saved."""
    color: str = "grey"
    version: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    updated_at: datetime = Field(default_factory=now, sa_type=INSTANT)
