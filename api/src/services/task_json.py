"""Tasks as JSON straight from PostgreSQL: hot requests, without an object on the way.

The text is that of schemas/tasks.py's TaskPublic; a test holds the two to each other.
"""

_INSTANT = """
to_char({0} AT TIME ZONE 'UTC', CASE WHEN date_trunc('second', {0}) = {0}
    THEN 'YYYY-MM-DD"T"HH24:MI:SS"Z"' ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' END)
"""
_NONE_BELOW = """'{"open":0,"done":0,"estimate_minutes":0}'::json"""
_BELOW = f"""
CASE WHEN EXISTS (
    SELECT FROM task child WHERE child.parent_id = task.id AND child.deleted_at IS NULL
)
THEN (
    WITH RECURSIVE below AS (
        SELECT child.id, child.completed_at, child.estimate_minutes
        FROM task child WHERE child.parent_id = task.id AND child.deleted_at IS NULL
        UNION
        SELECT child.id, child.completed_at, child.estimate_minutes
        FROM task child JOIN below ON child.parent_id = below.id WHERE child.deleted_at IS NULL
    )
    SELECT row_to_json(sums) FROM (
        SELECT count(*) FILTER (WHERE completed_at IS NULL) AS open,
            count(completed_at) AS done,
            coalesce(sum(estimate_minutes) FILTER (WHERE completed_at IS NULL), 0)
                AS estimate_minutes
        FROM below
    ) AS sums
)
ELSE {_NONE_BELOW} END
"""  # noqa: S608 - our own text
_FIELDS = {
    "id": "task.id",
    "title": "task.title",
    "notes": "task.notes",
    "state": "CASE WHEN task.completed_at IS NULL THEN 'open' ELSE 'done' END",
    "due_date": "task.due_date",
    "due_time": "to_char(task.due_at AT TIME ZONE task.time_zone, 'HH24:MI')",
    "due_at": _INSTANT.format("task.due_at"),
    "time_zone": "task.time_zone",
    "priority": "(ARRAY['high', 'medium', 'low', 'none'])[task.priority + 1]",
    "tags": "task.tags",
    "version": "task.version",
    "created_at": _INSTANT.format("task.created_at"),
    "updated_at": _INSTANT.format("task.updated_at"),
    "completed_at": _INSTANT.format("task.completed_at"),
    "project_id": "task.project_id",
    "parent_id": "task.parent_id",
    "start_date": "task.start_date",
    "estimate_minutes": "task.estimate_minutes",
    "recurrence": "task.recurrence",
    "recurs_from": "task.recurs_from",
    "reminders": "task.reminders",
    "rank": "coalesce(task.rank, task.id::text)",
    "archived_at": _INSTANT.format("task.archived_at"),
    "deleted_at": _INSTANT.format("task.deleted_at"),
}


def _object(fields: dict[str, str]) -> str:
    values = ", ".join(f'{value} AS "{name}"' for name, value in fields.items())
    # Not json_build_object: it writes spaces around its colons.
    return f"(SELECT row_to_json(shown) FROM (SELECT {values}) AS shown)"  # noqa: S608 - our own text


# Expressions over one row that is called `task`.
DOCUMENT = _object(_FIELDS)
"""As the history keeps it."""
SINGLE = _object(_FIELDS | {"subtasks": _NONE_BELOW})
"""As clients see a task below which nothing hangs."""
TASK = _object(_FIELDS | {"subtasks": _BELOW})
"""As clients see it."""
