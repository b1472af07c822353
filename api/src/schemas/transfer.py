"""Imports and calendar feeds as clients see them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from src.schemas.base import Described

FormatName = Literal["todo-csv", "todoist-csv", "ticktick-csv", "todotxt", "ical", "json"]


class Remark(Described):
    """What was not taken, or not whole."""

    line: int
    """From 1; of a format without lines, the number of the object."""
    taken: bool
    """Whether the task was taken all the same."""
    reason: str = Field(examples=["due_date: must be written like 2026-11-25"])
    excerpt: str = Field(examples=["Buy milk,tomorrow"])


class ImportReport(Described):
    """What became of a file."""

    format: FormatName
    batch_id: UUID | None
    """Undoing any change of it undoes the whole import; null when nothing was written."""
    taken: int
    rejected: int
    skipped: int
    """Tasks that are there already."""
    projects_created: list[str] = Field(examples=[["Garden"]])
    remarks: list[Remark]
    """The first thousand."""


class FeedPublic(Described):
    """Whether there is a calendar feed."""

    exists: bool


class FeedMade(Described):
    """A calendar feed that was just made."""

    path: str = Field(examples=["/api/v1/feeds/….ics"])
    """Shown this once: whoever knows it reads the tasks."""
    created_at: datetime
