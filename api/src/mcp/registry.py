"""Every tool: a new one is one function in src/mcp/tools and one line here."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from mcp_types import ToolAnnotations
from pydantic import BaseModel

from src.mcp.tools import bulk, edits, filters, history, lists, overviews, projects, tasks

LOOKS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
ADDS = ToolAnnotations(destructive_hint=False, idempotent_hint=False, open_world_hint=False)
SETS = ToolAnnotations(destructive_hint=False, idempotent_hint=True, open_world_hint=False)
DESTROYS = ToolAnnotations(destructive_hint=True, idempotent_hint=True, open_world_hint=False)


class Entry(NamedTuple):
    """One tool."""

    run: Callable[..., Awaitable[BaseModel]]
    """Takes a Work and the tool's arguments; its docstring is written for a model."""
    title: str
    annotations: ToolAnnotations
    asks: bool = False
    """Whether the assistant may call it only as far as the person has approved."""

    @property
    def name(self) -> str:
        """What clients call it by."""
        return self.run.__name__


TOOLS = (
    Entry(lists.list_tasks, "List tasks", LOOKS),
    Entry(lists.get_task, "Read a task", LOOKS),
    Entry(lists.search_tasks, "Search tasks", LOOKS),
    Entry(lists.agenda, "Look at the next days", LOOKS),
    Entry(overviews.overview, "Look at projects, tags and filters", LOOKS),
    Entry(overviews.statistics, "Look at what was done", LOOKS),
    Entry(history.list_changes, "List changes", LOOKS),
    Entry(edits.add_task, "Add a task", ADDS),
    Entry(edits.update_task, "Change a task", SETS),
    Entry(tasks.complete_task, "Complete a task", SETS),
    Entry(tasks.reopen_task, "Reopen a task", SETS),
    Entry(tasks.duplicate_task, "Copy a task", ADDS),
    Entry(tasks.archive_task, "Archive a task", SETS),
    Entry(tasks.move_task, "Move a task by hand", SETS),
    Entry(tasks.delete_task, "Delete a task", DESTROYS, asks=True),
    Entry(tasks.restore_task, "Restore a task", SETS),
    Entry(bulk.change_tasks, "Change many tasks", DESTROYS, asks=True),
    Entry(bulk.import_tasks, "Import tasks", ADDS, asks=True),
    Entry(history.undo, "Undo a change", ADDS),
    Entry(projects.save_project, "Make or change a project", SETS),
    Entry(projects.delete_project, "Delete a project", DESTROYS, asks=True),
    Entry(filters.save_filter, "Save a filter", SETS),
    Entry(filters.delete_filter, "Delete a filter", DESTROYS, asks=True),
)
NEEDS_APPROVAL = frozenset(entry.name for entry in TOOLS if entry.asks)
"""Tools that destroy, or change many tasks at once."""
