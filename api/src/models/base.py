"""What all tables share: time-ordered ids, UTC instants, PostgreSQL types."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import uuid6
from sqlalchemy import DateTime, Dialect
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.types import TypeDecorator, UserDefinedType
from sqlmodel import Field


class Instant(TypeDecorator[datetime]):
    """A UTC instant, also where the server's own time zone is another one."""

    impl = DateTime
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what the database holds, in UTC."""
        return None if value is None else value.astimezone(UTC)


INSTANT = Instant(timezone=True)


class Xid8(UserDefinedType[int]):
    """The number of a transaction, as PostgreSQL counts them: it never wraps around."""

    cache_ok = True
    render_bind_cast = True

    def get_col_spec(self, **_: object) -> str:
        """Return the type's name in PostgreSQL."""
        return "xid8"

    def bind_processor(self, dialect: Dialect) -> Callable[[int | None], str | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """Send text: no integer of PostgreSQL's can be cast to it."""
        return lambda value: None if value is None else str(value)

    def result_processor(
        self,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
        coltype: object,  # noqa: ARG002 - the same
    ) -> Callable[[str | None], int | None]:
        """Read the text that psycopg hands on."""
        return lambda value: None if value is None else int(value)


ischema_names["xid8"] = Xid8  # so that Alembic recognises the column in a database


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
