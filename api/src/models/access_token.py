"""Personal access tokens: for programs and AI clients that act for a person."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from src.models.base import INSTANT, id_field, now


class AccessToken(SQLModel, table=True):
    """A token of a program. Only its hash is kept."""

    __tablename__ = "access_token"

    id: UUID = id_field()
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    token_hash: str = Field(unique=True)
    """SHA-256, hex."""
    hint: str
    """Its last four characters, so that a person knows which one it is."""
    name: str
    scopes: list[str] = Field(sa_column=Column(ARRAY(Text), nullable=False))
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    expires_at: datetime | None = Field(default=None, sa_type=INSTANT)
    last_used_at: datetime | None = Field(default=None, sa_type=INSTANT)
    """To the hour: each use would else be a write."""
