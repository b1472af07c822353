"""Turns, and each event of one: the stream that clients follow is these rows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from src.models.base import INSTANT, id_field, new_id, now

BEGINNING = 2
"""Events that a turn has from the first: that its answer starts, and who gives it."""


class Turn(SQLModel, table=True):
    """The assistant's answer to one message, in the making or made.

    A replica that runs a turn holds its lease: it alone writes events, until it has not renewed
    the lease in time.
    """

    __table_args__ = (
        Index("turn_of_message", "message_id", "position"),
        Index("turn_of_conversation", "conversation_id", "position"),
        # The database itself refuses a second running turn, whatever the code does.
        Index(
            "one_turn_at_a_time",
            "conversation_id",
            unique=True,
            postgresql_where=text("status = 'running'"),
        ),
    )

    id: UUID = id_field()
    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    conversation_id: UUID = Field(foreign_key="conversation.id", ondelete="CASCADE")
    message_id: UUID = Field(foreign_key="message.id", ondelete="CASCADE")
    answer_id: UUID = Field(default_factory=new_id)
    """The id of the assistant's message."""
    position: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), nullable=False)
    )
    status: str = "running"
    model: str | None = None
    """Which model answered; `offline` for the built-in one."""
    last_seq: int = 0
    """The number of the newest event."""
    attempt: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    """Counts the replicas that have run it; a tool call of an earlier one is refused."""
    usage: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    """What the models used so far, as schemas/usage.py shows it."""
    owner: str | None = None
    """The replica that runs it."""
    lease_until: datetime | None = Field(default=None, sa_type=INSTANT)
    cancel_asked: bool = False
    run_state: str | None = None
    """The interrupted run of the Agents SDK while the turn waits for approvals."""
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
    ended_at: datetime | None = Field(default=None, sa_type=INSTANT)

    @property
    def is_fresh(self) -> bool:
        """Whether nobody has run it yet: only its beginning is told."""
        return self.attempt == 1 and self.last_seq == BEGINNING


class TurnEvent(SQLModel, table=True):
    """One part of a turn's stream."""

    __tablename__ = "turn_event"

    turn_id: UUID = Field(foreign_key="turn.id", ondelete="CASCADE", primary_key=True)
    seq: int = Field(primary_key=True)
    part: dict[str, Any] = Field(sa_type=JSONB)
    """As it goes over the wire: schemas/ui_parts.py."""
    created_at: datetime = Field(default_factory=now, sa_type=INSTANT)
