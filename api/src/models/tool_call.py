"""What the assistant's tool calls did, and what the person allowed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from src.models.base import INSTANT, id_field, now


class ToolCall(SQLModel, table=True):
    """One effect of one tool call, written in the transaction that has the effect.

    The same call arriving again (a run resumed twice, a connection tried anew) finds this row
    and gets its result; nothing happens twice.
    """

    __tablename__ = "tool_call"
    __table_args__ = (
        Index("tool_call_once", "turn_id", "call_id", "tool", "arguments_key", unique=True),
        Index("tool_call_of_message", "message_id", "tool", "arguments_key"),
    )

    id: UUID = id_field()
    turn_id: UUID = Field(foreign_key="turn.id", ondelete="CASCADE")
    message_id: UUID = Field(foreign_key="message.id", ondelete="CASCADE")
    call_id: str
    tool: str
    arguments_key: str
    """SHA-256 of the canonical arguments."""
    change_id: UUID | None = Field(default=None, foreign_key="task_change.id", ondelete="SET NULL")
    result: dict[str, Any] = Field(sa_type=JSONB)
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)


class Approval(SQLModel, table=True):
    """The person's decision about one destructive call with exactly these arguments."""

    __table_args__ = (
        Index("approval_of_call", "turn_id", "call_id", unique=True),
        Index("approval_pending", "account_id", postgresql_where=text("status = 'pending'")),
    )

    id: UUID = id_field()
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    turn_id: UUID = Field(foreign_key="turn.id", ondelete="CASCADE")
    call_id: str
    tool: str
    arguments: dict[str, Any] = Field(sa_type=JSONB)
    arguments_key: str
    preview: dict[str, Any] = Field(sa_type=JSONB)
    """As schemas/approvals.py shows it: what would be destroyed, as it was when asked."""
    status: str = "pending"
    is_edited: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    """Whether the person allowed other arguments than the model asked for."""
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    expires_at: datetime = Field(sa_type=INSTANT)
    decided_at: datetime | None = Field(default=None, sa_type=INSTANT)
    used_at: datetime | None = Field(default=None, sa_type=INSTANT)
    """When the tool claimed it; an approval serves once."""
