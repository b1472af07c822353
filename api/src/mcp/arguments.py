"""The tools' parameters, described for a model."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from src.schemas.base import StorableText
from src.schemas.bulk import LARGEST_BATCH, BulkAction
from src.schemas.filters import FilterName
from src.schemas.projects import Color, ProjectName
from src.schemas.task_values import (
    DueDate,
    Estimate,
    FilterText,
    Notes,
    Priority,
    Recurrence,
    RecursFrom,
    Reminders,
    Tag,
    Tags,
    TimeOfDay,
    Title,
)
from src.schemas.transfer import FormatName

MOST_SUBTASKS = 20
LONGEST_IMPORT = 100_000

TaskId = Annotated[UUID, Field(description="The task's id, as list_tasks gives it.")]
AfterTask = Annotated[
    UUID | None, Field(description="The task it comes behind; without it, it becomes the first.")
]
ParentId = Annotated[UUID | None, Field(description="The task it is a part of.")]
NewTitle = Annotated[
    Title, Field(description="What is to be done, in the person's words, without date and tags.")
]
OptionalTitle = Annotated[Title | None, Field(description="The new title.")]
OptionalNotes = Annotated[Notes | None, Field(description="Longer text beside the title.")]
Day = Annotated[DueDate | None, Field(description="The day it is due.")]
Clock = Annotated[
    TimeOfDay | None, Field(description="The time it is due, HH:MM (24 h). It needs a due_date.")
]
StartDay = Annotated[
    DueDate | None, Field(description="Before this day it is nothing to think about.")
]
Urgency = Annotated[Priority | None, Field(description="How urgent it is.")]
NewTags = Annotated[
    Tags | None, Field(description="One-word labels such as home, without the sign #.")
]
AddTags = Annotated[Tags | None, Field(description="Tags to put on.")]
RemoveTags = Annotated[Tags | None, Field(description="Tags to take off.")]
InProject = Annotated[
    ProjectName | None, Field(description="The project's name, or inbox. It must be there.")
]
Rule = Annotated[
    Recurrence | None,
    Field(
        description="RFC 5545 without DTSTART, such as FREQ=WEEKLY;BYDAY=FR. It needs a due_date."
    ),
]
CountsFrom = Annotated[
    RecursFrom | None, Field(description="What the next one counts from; due without it.")
]
Remind = Annotated[Reminders | None, Field(description="Minutes before it is due.")]
Minutes = Annotated[Estimate | None, Field(description="How many minutes it takes.")]
Subtasks = Annotated[
    list[Title] | None, Field(max_length=MOST_SUBTASKS, description="Titles of its parts.")
]
Clear = Annotated[
    list[
        Literal[
            "notes",
            "due_date",
            "due_time",
            "start_date",
            "priority",
            "tags",
            "recurrence",
            "reminders",
            "estimate_minutes",
            "parent_id",
        ]
    ]
    | None,
    Field(description="Fields to empty. What is neither named here nor given stays as it is."),
]
Archived = Annotated[bool, Field(description="False takes it out of the archive.")]
State = Annotated[
    Literal["open", "done", "all", "archived", "deleted"],
    Field(description="open is still to do, all is open and done, deleted is the trash."),
]
Filter = Annotated[
    FilterText | None,
    Field(
        description="In the filter language: due:today -#work (p1 or overdue) @Garden is:done; "
        "words side by side must all fit."
    ),
]
Query = Annotated[
    StorableText | None, Field(max_length=200, description="Text that title or notes contain.")
]
WithTag = Annotated[Tag | None, Field(description="Only with this tag.")]
Due = Annotated[
    Literal["overdue", "today", "upcoming", "none"] | None,
    Field(description="Relative to now; none means without a due date."),
]
DueFrom = Annotated[date | None, Field(description="Due on this day or later.")]
DueUntil = Annotated[date | None, Field(description="Due on this day or earlier.")]
OfProject = Annotated[
    ProjectName | None, Field(description="Only of this project, by name, or inbox.")
]
OfParent = Annotated[UUID | None, Field(description="Only parts of this task.")]
Limit = Annotated[int, Field(ge=1, le=100, description="How many at most.")]
Cursor = Annotated[str | None, Field(description="next_cursor of the page before.")]
SearchText = Annotated[
    StorableText,
    Field(min_length=1, max_length=200, description="Words, or beginnings of words; slips pass."),
]
AgendaDays = Annotated[int, Field(ge=1, le=31, description="How many, with today.")]
PastDays = Annotated[int, Field(ge=1, le=366, description="How many, up to today.")]
BulkDo = Annotated[BulkAction, Field(description="What happens to each.")]
TaskIds = Annotated[
    list[UUID] | None,
    Field(max_length=LARGEST_BATCH, description="Which tasks; either these or a filter."),
]
BulkClear = Annotated[
    list[Literal["due_date", "due_time", "priority", "tags"]] | None,
    Field(description="Fields to empty."),
]
ChangeId = Annotated[
    UUID | None, Field(description="Which change; without it the latest that was not undone.")
]
Name = Annotated[ProjectName, Field(description="The project's name, whatever the case.")]
NewName = Annotated[ProjectName | None, Field(description="Its new name.")]
PaintedIn = Annotated[Color | None, Field(description="Its color.")]
ProjectArchived = Annotated[
    bool | None, Field(description="Whether it is out of sight, with its tasks.")
]
TasksOfIt = Annotated[Literal["inbox", "trash"], Field(description="Where its tasks go.")]
OfFilter = Annotated[FilterName, Field(description="The filter's name, whatever the case.")]
KeptFilter = Annotated[
    FilterText, Field(description="In the filter language, such as due:today -#work.")
]
Pasted = Annotated[
    StorableText,
    Field(min_length=1, max_length=LONGEST_IMPORT, description="The text as it was pasted."),
]
Format = Annotated[
    FormatName | None, Field(description="Without it the text is looked at. Plain lines need none.")
]
