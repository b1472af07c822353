"""What all formats have in common: a task with names instead of ids, and what a line became."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from src.schemas.task_values import Priority, RecursFrom


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task as a file holds it; what a format lacks has the value that says nothing."""

    title: str
    notes: str = ""
    project: str | None = None
    """By name; None is the inbox."""
    key: str | None = None
    """What subtasks call it by."""
    parent: str | None = None
    """The key of the task it is a part of."""
    due_date: date | None = None
    due_time: time | None = None
    time_zone: str | None = None
    start_date: date | None = None
    recurrence: str | None = None
    recurs_from: RecursFrom | None = None
    reminders: tuple[int, ...] = ()
    estimate_minutes: int | None = None
    priority: Priority = "none"
    tags: tuple[str, ...] = ()
    created_at: datetime | None = None
    completed_at: datetime | None = None
    archived: bool = False
    depth: int = 1
    """How deep it hangs below others; 1 hangs below none. Written, never read."""


class Entry(NamedTuple):
    """What a line, or what stands for one, became."""

    line: int
    """From 1; of a format without lines, the number of the object."""
    record: TaskRecord | None
    """None when nothing of it can be taken."""
    remark: str | None = None
    """Why it was not taken, or what of it was not."""
    excerpt: str = ""


class Format(NamedTuple):
    """One kind of file."""

    name: str
    media_type: str
    extension: str
    looks_so: Callable[[str], bool]
    """Whether the beginning of a file is of this kind."""
    read: Callable[[str], Iterator[Entry]]
    """Reads a whole text, task by task; never raises for what is in it."""
    head: str
    write: Callable[[TaskRecord, bool], str]
    """One task, and whether it is the first."""
    tail: str


def excerpt(text: str) -> str:
    """Return the beginning of a text, for a report."""
    return text.strip()[:80]
