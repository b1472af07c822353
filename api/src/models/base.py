"""What all tables share: time-ordered ids, UTC instants, PostgreSQL types."""

from datetime import UTC, datetime
from uuid import UUID

import uuid6
from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field


class Instant(TypeDecorator[datetime]):
    """A UTC instant, also where the server's own time zone is another one."""

    impl = DateTime
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what the database holds, in UTC."""
        return None if value is None else value.astimezone(UTC)


INSTANT = Instant(timezone=True)


def new_id() -> UUID:
    """Return a UUIDv7 (RFC 9562): unique, and sorted by the time of its making."""
    return uuid6.uuid7()


def now() -> datetime:
    """Return this instant, in UTC."""
    return datetime.now(UTC)


def id_field() -> UUID:
    """Declare a primary key that makes its own value."""
    key: UUID = Field(default_factory=new_id, primary_key=True)
    return key
