"""A todo list in memory with the tools' arguments and answers: what the grammar is tried on."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

NOW = date(2026, 11, 24)
FIRST = (
    {"title": "water the plants", "due_date": "2026-11-20", "tags": ["home"]},
    {"title": "call mom", "due_date": "2026-11-24", "priority": "high"},
    {"title": "buy milk", "due_date": "2026-11-25", "due_time": "17:00", "tags": ["home"]},
    {"title": "write friday report", "due_date": "2026-11-27", "tags": ["work"]},
    {"title": "pay rent", "due_date": "2026-12-01", "priority": "high", "tags": ["home", "money"]},
    {"title": "book dentist appointment"},
    {"title": "read the news", "state": "done"},
    {"title": "clean the garage", "state": "done"},
)
EMPTY: dict[str, Any] = {
    "state": "open",
    "due_date": None,
    "due_time": None,
    "priority": "none",
    "tags": [],
}

Task = dict[str, Any]


class World:
    """Carries out tool calls, and remembers the ones that the last sentence led to."""

    def __init__(self) -> None:
        self.tasks: list[Task] = [self._new(one) for one in FIRST]
        self.calls: list[tuple[str, Mapping[str, Any]]] = []

    def call(self, tool: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        self.calls.append((tool, arguments))
        if tool == "list_tasks":
            return {"items": [dict(one) for one in self.tasks if _fits(one, arguments)]}
        if tool == "add_task":
            self.tasks.append(self._new(arguments))
            return {"action": "create", "summary": "Added.", "task": dict(self.tasks[-1])}
        if tool == "undo":
            return {"action": "undo", "summary": "Undone: it is as it was.", "task": None}
        return self._change(tool, arguments)

    def title_of(self, task_id: str) -> str:
        return next(str(one["title"]) for one in self.tasks if one["id"] == task_id)

    def _change(self, tool: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        task = next(one for one in self.tasks if one["id"] == arguments["task_id"])
        if tool == "complete_task":
            task["state"] = "done"
        elif tool == "reopen_task":
            task["state"] = "open"
        elif tool == "update_task":
            task["due_date"] = arguments.get("due_date", task["due_date"])
        shown = None if tool == "delete_task" else dict(task)
        return {"action": tool.removesuffix("_task"), "summary": "Changed.", "task": shown}

    @staticmethod
    def _new(values: Mapping[str, Any]) -> Task:
        return {**EMPTY, **values, "id": str(uuid4())}


def _fits(task: Task, wanted: Mapping[str, Any]) -> bool:
    due = task["due_date"]
    checks: dict[str, Callable[[Any], bool]] = {
        "state": lambda value: value == "all" or task["state"] == value,
        "query": lambda value: value.lower() in task["title"].lower(),
        "tag": lambda value: value in task["tags"],
        "priority": lambda value: task["priority"] == value,
        "due": lambda value: _due(due, value),
        "due_from": lambda value: due is not None and due >= value,
        "due_until": lambda value: due is not None and due <= value,
        "limit": lambda _value: True,
    }
    return all(checks[name](value) for name, value in {"state": "open", **wanted}.items())


def _due(due: str | None, wanted: str) -> bool:
    if due is None:
        return wanted == "none"
    day = date.fromisoformat(due)
    return {"overdue": day < NOW, "today": day == NOW, "upcoming": day > NOW}.get(wanted, False)
