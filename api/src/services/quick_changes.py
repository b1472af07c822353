"""The two commonest changes of a task, each in one statement that is its own transaction.

They do what services/tasks.py and services/completion.py do, where there is nothing beside the task
to look after. The statement itself looks whether the person is signed in and whether that is so;
when it is not, it does nothing, they return None, and the long way is taken.
"""

from datetime import datetime
from types import SimpleNamespace
from typing import NamedTuple, cast
from uuid import UUID

from src.database import Quick
from src.models.base import new_id
from src.models.task import Task
from src.schemas.changes import Actor
from src.schemas.tasks import TaskCreate
from src.services.callers import CALLER, Caller
from src.services.hierarchy import NO_SUBTASKS
from src.services.idempotency import fingerprint
from src.services.task_json import DOCUMENT, SINGLE
from src.services.task_views import public
from src.services.tasks import fill

_COLUMNS = [column.name for column in Task.__table__.columns]  # type: ignore[attr-defined]  # SQLModel's own
_MADE = {"created_at", "updated_at"}
_DEFAULTS = {
    name: field.get_default() for name, field in Task.model_fields.items() if name not in _MADE
}
_CHANGE = """
INSERT INTO task_change (id, account_id, task_id, action, actor, title, before, after, created_at)
"""
_ONCE = """
once AS (
    INSERT INTO idempotency_key (account_id, key, fingerprint, answer, created_at)
    SELECT id, %(key)s, %(fingerprint)s, %(answer)s::jsonb, %(moment)s FROM caller
    ON CONFLICT DO NOTHING RETURNING account_id
),
"""
"""Is empty when the key was used before; what was made then is for the long way to find."""


def _create(once: str, source: str) -> bytes:
    values = ", ".join(f"%({name})s" for name in _COLUMNS)
    return f"""
    WITH {CALLER}, {once} made AS (
        INSERT INTO task ({", ".join(_COLUMNS)})
        SELECT {values} FROM {source} RETURNING id, account_id
    ){_CHANGE}
    SELECT %(change_id)s, account_id, id, 'create', %(actor)s, %(title)s, NULL, %(after)s::jsonb,
           %(moment)s
    FROM made RETURNING task_id
    """.encode()  # noqa: S608 - names of columns


_CREATE, _CREATE_ONCE = _create("", "caller"), _create(_ONCE, "once")
_COMPLETE = f"""
WITH {CALLER}, old AS (
    SELECT task.* FROM task JOIN caller ON caller.id = task.account_id
    WHERE task.id = %(id)s AND task.completed_at IS NULL AND task.deleted_at IS NULL
        AND task.recurrence IS NULL AND task.version = coalesce(%(version)s::int, task.version)
        AND NOT EXISTS (SELECT FROM task child WHERE child.parent_id = task.id)
    FOR UPDATE OF task
), done AS (
    UPDATE task SET completed_at = %(moment)s, updated_at = %(moment)s, version = task.version + 1
    FROM old WHERE task.id = old.id RETURNING task.*
), written AS ({_CHANGE}
    SELECT %(change_id)s, account_id, id, 'complete', %(actor)s, title,
           (SELECT {DOCUMENT}::jsonb FROM old AS task), {DOCUMENT}::jsonb, %(moment)s
    FROM done AS task
)
SELECT id, version, {SINGLE}::text FROM done AS task
""".encode()  # noqa: S608 - our own text


class Shown(NamedTuple):
    """A task after a change, as it is answered."""

    id: UUID
    version: int
    json: str


async def create(
    quick: Quick, caller: Caller, data: TaskCreate, actor: Actor, key: str | None
) -> Shown | None:
    """Add a task that has no place beside the inbox.

    Args:
        quick: Runs the statement.
        caller: Whose task it becomes.
        data: What was sent.
        actor: Who adds it.
        key: The client's Idempotency-Key, if there is one; see services/idempotency.py.

    Raises:
        InvalidError: The values contradict one another.
    """
    if data.project_id is not None or data.parent_id is not None:
        return None
    given = caller.parameters()
    task = _new(caller.id, given["moment"])
    fill(task, data, caller)
    shown = public(task, NO_SUBTASKS)
    values = vars(task) | given | {"change_id": new_id(), "actor": actor}
    values |= {"after": shown.model_dump_json(exclude={"subtasks"}), "key": key}
    values |= {"answer": shown.model_dump_json(), "fingerprint": fingerprint(data)}
    row = await quick.row(_CREATE if key is None else _CREATE_ONCE, values)
    return Shown(task.id, task.version, values["answer"]) if row else None


def _new(account_id: UUID, moment: datetime) -> Task:
    """Return a row before it is one: a model that watches its fields takes a tenth of a request."""
    own = {"id": new_id(), "account_id": account_id, "tags": [], "reminders": []}
    return cast("Task", SimpleNamespace(**_DEFAULTS | own, created_at=moment, updated_at=moment))


async def complete(
    quick: Quick,
    caller: Caller,
    task_id: UUID,
    actor: Actor,
    version: int | None,
) -> Shown | None:
    """Tick off an open task that does not recur and has nothing below it."""
    values = caller.parameters() | {"id": task_id, "version": version}
    values |= {"change_id": new_id(), "actor": actor}
    row = await quick.row(_COMPLETE, values)
    return Shown(*row) if row else None
