"""Tasks as JSON straight from PostgreSQL: the hot reads, without an object on the way.

The text is that of schemas/tasks.py's TaskPublic; a test holds the two to each other.
"""

from sqlalchemy import ColumnElement, Text, literal_column

_INSTANT = "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
_BELOW = """
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
    SELECT json_build_object(
        'open', count(*) FILTER (WHERE completed_at IS NULL),
        'done', count(completed_at),
        'estimate_minutes',
        coalesce(sum(estimate_minutes) FILTER (WHERE completed_at IS NULL), 0)
    ) FROM below
)
ELSE '{"open":0,"done":0,"estimate_minutes":0}'::json END
"""
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
    "subtasks": _BELOW,
}


def task_json() -> ColumnElement[str]:
    """Return the expression of a task as JSON text, in a query on the table `task`."""
    pairs = ", ".join(f"'{name}', {value}" for name, value in _FIELDS.items())
    # A colon would begin a parameter: none stands in the text but in casts and formats.
    return literal_column(f"json_build_object({pairs})::text", Text)


TASK_JSON = task_json()
