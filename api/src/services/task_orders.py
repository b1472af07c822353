"""The orders that lists of tasks can have, and where a page of each ends."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, func, tuple_

from src.models.task import Task
from src.schemas.tasks import TaskQuery
from src.services import cursors
from src.services.cursors import Value


class Order(NamedTuple):
    """One order; the id comes last in each, so that it is total."""

    names: tuple[str, ...]
    """Columns; `place` is the manual order."""
    kinds: tuple[type[datetime | UUID | int | str], ...]
    """Of the columns, and of the id."""
    is_descending: bool = False

    def columns(self, entity: Any) -> list[ColumnElement[Any]]:  # noqa: ANN401 - Task or an alias
        """Return what an entity is sorted by."""
        return [_column(entity, name) for name in (*self.names, "id")]

    def sort(self, statement: Select[Any], entity: Any) -> Select[Any]:  # noqa: ANN401 - the same
        """Return the statement in this order."""
        columns = self.columns(entity)
        return statement.order_by(*(one.desc() if self.is_descending else one for one in columns))

    def after(self, cursor: str) -> ColumnElement[bool]:
        """Return what holds for the rows that come after a cursor.

        Raises:
            InvalidError: The cursor is not one of this order.
        """
        return self.follows(cursors.decode(cursor, *self.kinds))

    def follows(self, key: Sequence[Value | ColumnElement[Any]]) -> ColumnElement[bool]:
        """Return what holds for the rows that come after one with this sort key."""
        here, there = tuple_(*self.columns(Task)), tuple_(*key)
        return here < there if self.is_descending else here > there

    def cursor(self, last: Task) -> str:
        """Return the cursor of a page that ends with this row."""
        return cursors.encode([_value(last, name) for name in (*self.names, "id")])


ORDERS: dict[str, Order] = {
    "due": Order(("due_sort", "priority"), (datetime, int, UUID)),
    "manual": Order(("place",), (str, UUID)),
    "priority": Order(("priority", "due_sort"), (int, datetime, UUID)),
    "title": Order(("title",), (str, UUID)),
    "created": Order(("created_at",), (datetime, UUID), is_descending=True),
    "updated": Order(("updated_at",), (datetime, UUID), is_descending=True),
    "completed": Order(("completed_at",), (datetime, UUID), is_descending=True),
    "deleted": Order(("deleted_at",), (datetime, UUID), is_descending=True),
}
_OF_STATE = {"done": "completed", "deleted": "deleted"}


def order_of(query: TaskQuery) -> Order:
    """Return the order that is asked for, or the one that a state has by itself."""
    return ORDERS[query.sort or _OF_STATE.get(query.state, "due")]


def _column(entity: Any, name: str) -> ColumnElement[Any]:  # noqa: ANN401 - Task or an alias
    if name == "place":
        return func.coalesce(entity.rank, cast(entity.id, String))
    found: ColumnElement[Any] = getattr(entity, name)
    return found


_READERS: dict[str, Callable[[Task], Value]] = {"place": lambda task: task.rank or str(task.id)}


def _value(task: Task, name: str) -> Value:
    reader = _READERS.get(name)
    found: Value = reader(task) if reader else getattr(task, name)
    return found
