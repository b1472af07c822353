"""A page of tasks in one statement, which also looks whether the person is signed in.

PostgreSQL writes the JSON. What is asked again is not put into words again: the statement of a
query is kept, and only the person, the moment and the place in the list change.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Text, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql.psycopg import dialect
from sqlalchemy.types import TypeEngine
from sqlmodel import col

from src.database import Quick
from src.models.base import INSTANT
from src.models.task import Task
from src.schemas.tasks import TaskQuery
from src.services import cursors, dues
from src.services.callers import CALLER, Caller
from src.services.task_json import TASK
from src.services.task_orders import order_of
from src.services.task_queries import narrowing

MOST_KEPT = 1_000
_TYPES: dict[type, TypeEngine[Any]] = {
    datetime: INSTANT,
    int: BigInteger(),  # a client may make up more than the column holds
    str: Text(),
    UUID: Uuid(),
}
_PLACE = "coalesce(task.rank, task.id::text)"
_DIALECT = dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's own
_PAGE = """
WITH {caller}
SELECT string_agg({task}::text, ',' ORDER BY nth) FILTER (WHERE nth <= %(limit)s), count(nth){key}
FROM caller LEFT JOIN LATERAL (
    SELECT found.*, row_number() OVER () AS nth FROM ({found}) AS found
) AS task ON true
GROUP BY caller.id
"""


class _Written(NamedTuple):
    text: bytes
    values: dict[str, Any]
    """Of the query itself."""


async def page(
    quick: Quick,
    caller: Caller,
    query: TaskQuery,
    *,
    limit: int,
    cursor: str | None,
) -> bytes | None:
    """Return what `task_queries.list_tasks` does, as JSON; None when the person is not signed in.

    Raises:
        InvalidError: The cursor is not one of this list, or the filter cannot be read.
    """
    order, given = order_of(query), caller.parameters()
    after = cursors.decode(cursor, *order.kinds) if cursor is not None else []
    today = dues.today(caller.time_zone, given["moment"])
    written = _write(query, caller.time_zone, today, is_first=cursor is None)
    given |= written.values | _named(after) | {"limit": limit, "one_more": limit + 1}
    row = await quick.row(written.text, given)
    if row is None:
        return None
    items, count, *key = row
    end = f'"{cursors.encode(key)}"' if count > limit else "null"
    return f'{{"items":[{items or ""}],"next_cursor":{end}}}'.encode()


@lru_cache(MOST_KEPT)
def _write(query: TaskQuery, zone: str, today: date, *, is_first: bool) -> _Written:
    """Put a query into SQL, for one day of one time zone."""
    order, moment = order_of(query), dues.start_of(today, zone)
    types = [_TYPES[kind] for kind in order.kinds]
    after = _named([bindparam(f"after_{nth}", type_=type_) for nth, type_ in enumerate(types)])
    wanted = [col(Task.account_id) == bindparam("account_id"), *narrowing(query, zone, moment)]
    if not is_first:
        wanted.append(order.follows(list(after.values())))
    found = order.sort(select(Task).where(*wanted), Task).limit(bindparam("one_more"))
    compiled = found.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
    names = [_PLACE if name == "place" else f"task.{name}" for name in (*order.names, "id")]
    last = "".join(f", (array_agg({name}) FILTER (WHERE nth = %(limit)s))[1]" for name in names)
    text = _PAGE.format(caller=CALLER, task=TASK, key=last, found=compiled)
    given = {"account_id", "moment", "one_more", *after}
    values = {name: value for name, value in compiled.params.items() if name not in given}
    return _Written(text.encode(), values)


def _named[T](after: Sequence[T]) -> dict[str, T]:
    return {f"after_{nth}": value for nth, value in enumerate(after)}
