"""One sentence about what a tool did: for receipts, and for models to pass on."""

from src.schemas.changes import Action, ChangePublic
from src.schemas.tasks import TaskPublic

_VERBS: dict[Action, str] = {
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


def summary(change: ChangePublic) -> str:
    """What a change did, for example: Added “buy milk”, due 2026-11-25 17:00, #home."""
    if change.action == "undo":
        return _undone(change)
    told = f"{_VERBS[change.action]} “{change.title}”"
    details = (
        _details(change.after) if change.after and change.action in {"create", "update"} else ""
    )
    return f"{told}{details}."


def _details(task: TaskPublic) -> str:
    time = f" {task.due_time:%H:%M}" if task.due_time else ""
    parts = [
        f"due {task.due_date.isoformat()}{time}" if task.due_date else "",
        f"{task.priority} priority" if task.priority != "none" else "",
        *(f"#{tag}" for tag in task.tags),
    ]
    told = ", ".join(part for part in parts if part)
    return f", {told}" if told else ""


def _undone(change: ChangePublic) -> str:
    if change.after is None:
        return f"Undone: “{change.title}” is no longer in the list."
    if change.before is None:
        return f"Undone: “{change.after.title}” is back."
    return f"Undone: “{change.after.title}” is as it was before."
