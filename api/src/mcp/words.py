"""One sentence about what a tool did: for receipts, and for models to pass on."""

from src.schemas.changes import Action, ChangePublic
from src.schemas.tasks import TaskPublic

VERBS: dict[Action, str] = {
    "create": "Added",
    "update": "Changed",
    "complete": "Completed",
    "reopen": "Reopened",
    "move": "Moved",
    "archive": "Archived",
    "unarchive": "Took out of the archive:",
    "delete": "Deleted",
    "restore": "Restored",
}


def summary(change: ChangePublic, *, parts: int = 0, together: int = 1) -> str:
    """Say what a change did, for example: Added “buy milk”, due 2026-11-25 17:00, #home.

    Args:
        change: Of a task or a project.
        parts: How many tasks were made below the task.
        together: How many changes an undo took back.
    """
    if change.action == "undo":
        return _undone(change, together)
    kind = "the project " if change.project_id else ""
    told = f"{VERBS[change.action]} {kind}“{change.title}”"
    if change.after and change.action in {"create", "update"}:
        told += _details(change.after)
    if parts:
        told += f", with {count(parts, 'subtask')}"
    return f"{told}."


def count(number: int, thing: str) -> str:
    """Return a number with its thing, for example: 1 task, 1,000 tasks."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _details(task: TaskPublic) -> str:
    time = f" {task.due_time:%H:%M}" if task.due_time else ""
    parts = [
        f"due {task.due_date.isoformat()}{time}" if task.due_date else "",
        f"{task.priority} priority" if task.priority != "none" else "",
        *(f"#{tag}" for tag in task.tags),
    ]
    told = ", ".join(part for part in parts if part)
    return f", {told}" if told else ""


def _undone(change: ChangePublic, together: int) -> str:
    if together > 1:
        return f"Undone: “{change.title}” and {count(together - 1, 'other change')}."
    before, after = change.before or change.project_before, change.after or change.project_after
    if after is None:
        return f"Undone: “{change.title}” is no longer in the list."
    name = after.title if isinstance(after, TaskPublic) else after.name
    if before is None:
        return f"Undone: “{name}” is back."
    return f"Undone: “{name}” is as it was before."
