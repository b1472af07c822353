"""From a row of the task table to what clients see."""

from typing import Any, Literal, cast

from src.models.task import Task
from src.schemas.task_values import PRIORITIES, Priority, RecursFrom
from src.schemas.tasks import SubtasksPublic, TaskPublic
from src.services import dues


def public(task: Task, subtasks: SubtasksPublic | None = None) -> TaskPublic:
    """Return a task as everybody sees it.

    Args:
        task: A row.
        subtasks: What hangs below it, when that is known.
    """
    state: Literal["open", "done"] = "open" if task.completed_at is None else "done"
    return TaskPublic(
        id=task.id,
        title=task.title,
        notes=task.notes,
        state=state,
        due_date=task.due_date,
        due_time=dues.time_of_day(task),
        due_at=task.due_at,
        time_zone=task.time_zone,
        priority=cast("Priority", PRIORITIES[task.priority]),
        tags=task.tags,
        version=task.version,
        created_at=task.created_at,
        updated_at=task.updated_at,
        completed_at=task.completed_at,
        project_id=task.project_id,
        parent_id=task.parent_id,
        start_date=task.start_date,
        estimate_minutes=task.estimate_minutes,
        recurrence=task.recurrence,
        recurs_from=cast("RecursFrom | None", task.recurs_from),
        reminders=task.reminders,
        rank=task.rank or str(task.id),
        archived_at=task.archived_at,
        deleted_at=task.deleted_at,
        subtasks=subtasks,
    )


def document(task: Task) -> dict[str, Any]:
    """Return a task as the history keeps it: JSON values only."""
    return public(task).model_dump(mode="json", exclude={"subtasks"})
