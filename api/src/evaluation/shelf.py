"""The tasks and projects of a world, and how they are found."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from src.evaluation.world_data import EMPTY, NOW, PARENT_TITLE, PROJECTS, TASKS

type Task = dict[str, Any]


class NotFoundError(LookupError):
    """There is no task or project of this name; what the tool answers says so."""


class Shelf:
    """Tasks by id, in the order in which they were added."""

    def __init__(self) -> None:
        self.projects = list(PROJECTS)
        self.tasks: dict[str, Task] = {}
        for values in TASKS:
            above = values.get(PARENT_TITLE)
            known = {name: value for name, value in values.items() if name != PARENT_TITLE}
            self.add(known | ({"parent_id": self.id_of(str(above))} if above else {}))

    def add(self, values: Mapping[str, Any]) -> Task:
        """Put a task in; what is not given is empty."""
        task = {**EMPTY, **values, "id": str(uuid4())}
        self.tasks[task["id"]] = task
        return task

    def get(self, task_id: object) -> Task:
        """The task of this id.

        Raises:
            NotFoundError: There is none.
        """
        found = self.tasks.get(str(task_id))
        if found is None:
            raise NotFoundError("There is no task with this id.")
        return found

    def id_of(self, title: str) -> str:
        """The id of the task with this title."""
        return next(key for key, task in self.tasks.items() if task["title"] == title)

    def project(self, name: object) -> str | None:
        """A project by its name, whatever the case; None is the inbox.

        Raises:
            NotFoundError: There is none; it names those there are.
        """
        low = str(name).casefold()
        if low == "inbox":
            return None
        found = next((one for one in self.projects if one.casefold() == low), None)
        if found is None:
            told = ", ".join(self.projects)
            raise NotFoundError(f"There is no project “{name}”. There are: {told}.")
        return found

    def listed(self, wanted: Mapping[str, Any]) -> list[Task]:
        """The tasks that a list_tasks finds, soonest due first."""
        if "project" in wanted:
            wanted = {**wanted, "project": self.project(wanted["project"])}
        found = [task for task in self.tasks.values() if _fits(task, wanted)]
        return sorted(found, key=lambda task: (task["due_date"] or "9", task["due_time"] or ""))

    def searched(self, text: str) -> list[Task]:
        """Open and done tasks that hold every word, or the beginning of one."""
        words = text.casefold().split()
        return [
            task
            for task in self.listed({"state": "all"})
            if all(any(one.startswith(word) for one in _words(task)) for word in words)
        ]


def _words(task: Task) -> list[str]:
    return f"{task['title']} {task['notes']}".casefold().split()


def _fits(task: Task, wanted: Mapping[str, Any]) -> bool:
    due = task["due_date"]
    checks: dict[str, Callable[[Any], bool]] = {
        "state": lambda value: task["state"] in ({"open", "done"} if value == "all" else {value}),
        "query": lambda value: value.casefold() in task["title"].casefold(),
        "tag": lambda value: value.casefold() in task["tags"],
        "priority": lambda value: task["priority"] == value,
        "due": lambda value: _due(due, value),
        "due_from": lambda value: due is not None and due >= value,
        "due_until": lambda value: due is not None and due <= value,
        "project": lambda value: task["project"] == value,
        "parent_id": lambda value: task["parent_id"] == value,
    }
    said = {"state": "open", **wanted}
    return all(check(said[name]) for name, check in checks.items() if name in said)


def _due(due: str | None, wanted: str) -> bool:
    if due is None:
        return wanted == "none"
    day, today = date.fromisoformat(due), NOW.date()
    return {"overdue": day < today, "today": day == today, "upcoming": day > today}.get(
        wanted, False
    )
