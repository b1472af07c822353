"""Rows for every table of a database, whatever its schema."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Connection, MetaData, NullPool, Table, create_engine, inspect, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from src.database import normalise

MADE: dict[type, Callable[[], object]] = {
    bool: lambda: True,
    bytes: lambda: b"\x01",
    date: lambda: date(2027, 3, 28),
    datetime: lambda: datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
    # Some columns are unique.
    int: count(1).__next__,
    str: lambda: f"some text {uuid4()}",
    UUID: uuid4,
}


def fill(url: str) -> None:
    """Add two rows to each table: one with all that it can hold, one with what it must hold."""
    with _connected(url) as connection:
        for table in _in_order(connection):
            for is_full in (True, False):
                connection.execute(table.insert().values(_row(connection, table, is_full=is_full)))


def columns(url: str) -> dict[str, list[str]]:
    """The columns of each table."""
    with _connected(url) as connection:
        return {table.name: list(table.columns.keys()) for table in _in_order(connection)}


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(normalise(url), poolclass=NullPool)
    with engine.begin() as connection:
        yield connection


def _in_order(connection: Connection) -> list[Table]:
    tables = MetaData()
    names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    tables.reflect(connection, only=names)
    return tables.sorted_tables


def _row(connection: Connection, table: Table, *, is_full: bool) -> dict[str, object]:
    return {
        column.name: _value(connection, column)
        for column in table.columns
        # What the database fills in by itself is its own business.
        if not column.identity
        and column.server_default is None
        and (not column.nullable or (is_full and not _is_own(column)))
    }


def _is_own(column: Column[Any]) -> bool:
    """Whether a column names a row of its own table."""
    return any(key.column.table is column.table for key in column.foreign_keys)


def _value(connection: Connection, column: Column[Any]) -> object:
    for key in column.foreign_keys:
        those = select(key.column).limit(1)
        if column.table.primary_key.columns.values() == [column]:
            those = those.where(key.column.not_in(select(column)))
        return connection.scalar(those)
    if isinstance(column.type, ARRAY):
        return []
    return {} if isinstance(column.type, JSONB) else MADE[column.type.python_type]()
