"""Answers kept so that a create sent twice happens once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from src.models.base import INSTANT, now


class IdempotencyKey(SQLModel, table=True):
    """One create that a client may repeat."""

    __tablename__ = "idempotency_key"

    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE", primary_key=True)
    key: str = Field(primary_key=True)
    fingerprint: str
    """SHA-256 of route and body: the same key with another request is a mistake."""
    answer: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
