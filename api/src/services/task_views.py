"""From a row of the task table to what clients see."""

from typing import Literal, cast

from src.models.task import Task
from src.schemas.tasks import PRIORITIES, Priority, TaskPublic
from src.services import dues


def public(task: Task) -> TaskPublic:
    """Return a task as everybody sees it."""
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
    )
