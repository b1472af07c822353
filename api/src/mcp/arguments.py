"""The tools' parameters, described for a model."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from src.schemas.task_values import DueDate, Notes, Priority, Tag, Tags, TimeOfDay, Title

TaskId = Annotated[UUID, Field(description="The task's id, as list_tasks gives it.")]
NewTitle = Annotated[
    Title, Field(description="What is to be done, in the person's words, without date and tags.")
]
OptionalTitle = Annotated[Title | None, Field(description="The new title.")]
OptionalNotes = Annotated[Notes | None, Field(description="Longer text beside the title.")]
Day = Annotated[
    DueDate | None, Field(description="The day it is due, YYYY-MM-DD, in the person's time zone.")
]
Clock = Annotated[
    TimeOfDay | None, Field(description="The time it is due, HH:MM (24 h). It needs a due_date.")
]
Urgency = Annotated[Priority | None, Field(description="How urgent it is.")]
NewTags = Annotated[
    Tags | None, Field(description="One-word labels such as home, without the sign #.")
]
AddTags = Annotated[Tags | None, Field(description="Tags to put on it.")]
RemoveTags = Annotated[Tags | None, Field(description="Tags to take off it.")]
Clear = Annotated[
    list[Literal["notes", "due_date", "due_time", "priority", "tags"]] | None,
    Field(description="Fields to empty. What is neither named here nor given stays as it is."),
]
State = Annotated[
    Literal["open", "done", "all"], Field(description="Open tasks are the ones still to do.")
]
Query = Annotated[
    str | None, Field(max_length=200, description="Text that title or notes contain.")
]
WithTag = Annotated[Tag | None, Field(description="Only tasks with this tag.")]
Due = Annotated[
    Literal["overdue", "today", "upcoming", "none"] | None,
    Field(description="Relative to now; none means without a due date."),
]
DueFrom = Annotated[date | None, Field(description="Due on this day or later, YYYY-MM-DD.")]
DueUntil = Annotated[date | None, Field(description="Due on this day or earlier, YYYY-MM-DD.")]
Limit = Annotated[int, Field(ge=1, le=100, description="How many at most.")]
Cursor = Annotated[str | None, Field(description="next_cursor of the page before.")]
