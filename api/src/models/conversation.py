"""Conversations, and what was said in them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Index, text
from sqlmodel import Field, SQLModel

from src.models.base import INSTANT, id_field, now


class Conversation(SQLModel, table=True):
    """A person's talk with the assistant."""

    __table_args__ = (Index("conversation_order", "account_id", "id"),)

    id: UUID = id_field()
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    title: str = ""
    """Empty until the first message gives it one."""
    summary: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """What happened in the turns that are too old to be told word by word."""
    summary_until: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": text("0")}
    )
    """The position of the newest turn in the summary."""
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    updated_at: datetime = Field(default_factory=now, sa_type=INSTANT)


class Message(SQLModel, table=True):
    """What the person said. The assistant's answers are the turns' events."""

    __table_args__ = (Index("message_order", "conversation_id", "position"),)

    id: UUID = Field(primary_key=True)
    """Made by the client, so that a message sent twice is one."""
    conversation_id: UUID = Field(foreign_key="conversation.id", ondelete="CASCADE")
    position: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), nullable=False)
    )
    """The order in which messages came in; the database counts."""
    text: str
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    replaced_at: datetime | None = Field(default=None, sa_type=INSTANT)
    """When it went out of sight, because it or one before it was edited."""
