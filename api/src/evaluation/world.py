"""A todo list in memory with the MCP tools' arguments and answers: what a model is tried on."""

from collections.abc import Callable, Mapping
from typing import Any

from src.evaluation.shelf import NotFoundError, Shelf, Task
from src.evaluation.world_data import NOW

type Arguments = Mapping[str, Any]
type Answer = dict[str, Any]

_STATES = {
    "complete": "done",
    "reopen": "open",
    "restore": "open",
    "delete": "deleted",
    "archive": "archived",
    "unarchive": "open",
}
_FIELDS = [
    "title",
    "notes",
    "due_date",
    "due_time",
    "start_date",
    "priority",
    "parent_id",
    "recurrence",
    "recurs_from",
    "reminders",
    "estimate_minutes",
]
_BULK_FIELDS = frozenset({"due_date", "due_time", "priority", "add_tags", "remove_tags", "clear"})


class World:
    """Carries out tool calls as the MCP server would, and remembers them in their order."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.calls: list[tuple[str, Arguments]] = []
        """Each with titles in the place of ids, as they were when it was made."""
        self._tools: dict[str, Callable[[Arguments], Answer]] = {
            "list_tasks": lambda given: _items(self.shelf.listed(given)),
            "search_tasks": lambda given: _items(self.shelf.searched(str(given["text"]))),
            "get_task": self._get,
            "agenda": self._agenda,
            "statistics": self._statistics,
            "overview": self._overview,
            "list_changes": lambda _given: {"items": []},
            "add_task": self._add,
            "update_task": self._update,
            "duplicate_task": self._duplicate,
            "archive_task": self._archive,
            "move_task": lambda given: self._did("move", self.shelf.get(given["task_id"])),
            "change_tasks": self._change,
            "undo": lambda _given: _answer("undo", "Undone: it is as it was."),
            "save_project": self._save_project,
            "delete_project": self._delete_project,
        }
        for action in ("complete", "reopen", "restore", "delete"):
            self._tools[f"{action}_task"] = self._setter(action)

    @property
    def tools(self) -> list[str]:
        """The names of what it can do."""
        return list(self._tools)

    def call(self, tool: str, arguments: Arguments) -> Answer:
        """Carry a call out; a failure is answered as the server answers one."""
        self.calls.append((tool, self._told(arguments)))
        try:
            return self._tools[tool](arguments)
        except NotFoundError as error:
            return {"error": {"code": "not-found", "message": str(error)}}
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            # Whatever a model may make up: it is told, and can try again.
            message = f"These arguments do not fit: {type(error).__name__} {error}"
            return {"error": {"code": "invalid", "message": message}}

    def _told(self, arguments: Arguments) -> Arguments:
        """The arguments with titles for ids; an id that names no task stays."""

        def title(value: object) -> object:
            task = self.shelf.tasks.get(str(value))
            return task["title"] if task else value

        told: dict[str, Any] = {}
        for name, value in arguments.items():
            if name == "task_ids" and isinstance(value, list):
                told["tasks"] = [title(one) for one in value]
            else:
                told[name.removesuffix("_id").removesuffix("_task")] = (
                    title(value) if name.endswith("_id") else value
                )
        return told

    def _add(self, given: Arguments) -> Answer:
        values = {name: given[name] for name in _FIELDS if given.get(name) is not None}
        if given.get("project"):
            values["project"] = self.shelf.project(given["project"])
        if "parent_id" in values:
            self.shelf.get(values["parent_id"])
        task = self.shelf.add({**values, "tags": list(given.get("tags") or [])})
        for title in given.get("subtasks") or []:
            self.shelf.add({"title": title, "parent_id": task["id"], "project": task["project"]})
        return self._did("create", task)

    def _update(self, given: Arguments) -> Answer:
        return self._did("update", self._set(self.shelf.get(given["task_id"]), given))

    def _set(self, task: Task, given: Arguments) -> Task:
        if given.get("project"):
            task["project"] = self.shelf.project(given["project"])
        for name in given.get("clear") or []:
            task[name] = {"notes": "", "priority": "none", "tags": [], "reminders": []}.get(name)
        kept = [tag for tag in task["tags"] if tag not in (given.get("remove_tags") or [])]
        task["tags"] = [*kept, *(given.get("add_tags") or [])]
        task.update({name: given[name] for name in _FIELDS if given.get(name) is not None})
        return task

    def _setter(self, action: str) -> Callable[[Arguments], Answer]:
        def act(given: Arguments) -> Answer:
            task = self.shelf.get(given["task_id"])
            task["state"] = _STATES[action]
            return self._did(action, task)

        return act

    def _archive(self, given: Arguments) -> Answer:
        action = "archive" if given.get("archived", True) else "unarchive"
        return self._setter(action)(given)

    def _duplicate(self, given: Arguments) -> Answer:
        return self._did("create", self.shelf.add(self.shelf.get(given["task_id"])))

    def _change(self, given: Arguments) -> Answer:
        tasks = [self.shelf.get(one) for one in given["task_ids"]]
        action = str(given["action"])
        for task in tasks:
            if action == "update":
                self._set(task, {name: given[name] for name in _BULK_FIELDS & given.keys()})
            else:
                task["state"] = _STATES[action]
        told = _answer(action, f"Changed {len(tasks)} tasks.")
        return told | {"tasks": [dict(one) for one in tasks], "count": len(tasks)}

    def _get(self, given: Arguments) -> Answer:
        task = self.shelf.get(given["task_id"])
        below = self.shelf.listed({"state": "all", "parent_id": task["id"]})
        return {"task": dict(task), "subtasks": [dict(one) for one in below]}

    def _agenda(self, _given: Arguments) -> Answer:
        late = self.shelf.listed({"due": "overdue"})
        today = {"day": NOW.date().isoformat(), "due": self.shelf.listed({"due": "today"})}
        return {"overdue": late, "days": [today | {"starting": []}], "more": False}

    def _statistics(self, _given: Arguments) -> Answer:
        late, still = self.shelf.listed({"due": "overdue"}), self.shelf.listed({})
        done = {"day": NOW.date().isoformat(), "created": 0, "completed": 2}
        streak = {"current": 1, "longest": 3}
        counts = {"open": len(still), "overdue": len(late), "open_estimate_minutes": 0}
        return {"days": [done], "projects": [], "streak": streak} | counts

    def _overview(self, _given: Arguments) -> Answer:
        still = self.shelf.listed({})
        tags = sorted({tag for task in still for tag in task["tags"]})
        return {
            "projects": [
                {"name": name, "color": None, "open_count": self._open(name), "archived": False}
                for name in self.shelf.projects
            ],
            "tags": [
                {"name": tag, "open_count": sum(tag in task["tags"] for task in still)}
                for tag in tags
            ],
            "filters": [],
            "inbox_open_count": self._open("inbox"),
        }

    def _open(self, project: str) -> int:
        return len(self.shelf.listed({"project": project}))

    def _save_project(self, given: Arguments) -> Answer:
        name = str(given["name"])
        if given.get("new_name") or given.get("archived") is not None or given.get("color"):
            known = self.shelf.project(name)
            name = str(given.get("new_name") or known)
            self.shelf.projects = [name if one == known else one for one in self.shelf.projects]
        elif name not in self.shelf.projects:
            self.shelf.projects.append(name)
        return _answer("update", f"Saved “{name}”.") | {"project": {"name": name}}

    def _delete_project(self, given: Arguments) -> Answer:
        name = self.shelf.project(given["project"])
        self.shelf.projects = [one for one in self.shelf.projects if one != name]
        return _answer("delete", f"Deleted the project “{name}”.")

    @staticmethod
    def _did(action: str, task: Task) -> Answer:
        gone = action == "delete"
        return _answer(action, f"{action}: “{task['title']}”.", None if gone else dict(task))


def _items(tasks: list[Task]) -> Answer:
    return {"items": [dict(task) for task in tasks], "next_cursor": None}


def _answer(action: str, summary: str, task: Task | None = None) -> Answer:
    empty: Answer = {"tasks": [], "project": None, "count": None, "change_id": None}
    return {"action": action, "summary": summary, "task": task} | empty
