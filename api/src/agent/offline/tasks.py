"""Tasks as the tools' answers show them: the only thing this model knows of the database."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeenTask:
    """One task of a tool's answer; dates and times as the tools write them (ISO, "HH:MM")."""

    id: str
    title: str
    state: str
    due_date: str | None
    due_time: str | None
    priority: str
    tags: tuple[str, ...]


def read_task(value: object) -> SeenTask | None:
    """A task from a tool's JSON, or None when that is something else."""
    if not isinstance(value, Mapping) or not {"id", "title"} <= value.keys():
        return None
    tags = value.get("tags")
    return SeenTask(
        id=str(value["id"]),
        title=str(value["title"]),
        state=str(value.get("state", "open")),
        due_date=_text(value.get("due_date")),
        due_time=_text(value.get("due_time")),
        priority=str(value.get("priority") or "none"),
        tags=tuple(str(tag) for tag in tags) if isinstance(tags, list) else (),
    )


def read_tasks(output: Mapping[str, object]) -> list[SeenTask]:
    """Every task a tool answered with: the one it touched, else those it changed or found."""
    if task := read_task(output.get("task")):
        # What came along with it, such as its parts, is not what was spoken of.
        return [task]
    lists = [output.get(name) for name in ("items", "tasks")]
    values = [value for values in lists if isinstance(values, list) for value in values]
    return [task for value in values if (task := read_task(value))]


def _text(value: object) -> str | None:
    return str(value) if value is not None else None
