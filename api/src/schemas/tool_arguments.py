"""Arguments of the tools whose effect the person sees beforehand: read alike by both."""

from typing import Literal, Self
from uuid import UUID

from pydantic import model_validator

from src.schemas.base import Schema
from src.schemas.bulk import BulkAction
from src.schemas.projects import ProjectName
from src.schemas.task_values import DueDate, FilterText, Priority, Tags, TimeOfDay
from src.schemas.transfer import FormatName

TasksGo = Literal["inbox", "trash"]


class DeleteTask(Schema):
    """Of delete_task."""

    task_id: UUID


class ChangeTasks(Schema):
    """Of change_tasks."""

    action: BulkAction
    task_ids: list[UUID] | None = None
    filter: FilterText | None = None
    due_date: DueDate | None = None
    due_time: TimeOfDay | None = None
    priority: Priority | None = None
    add_tags: Tags | None = None
    remove_tags: Tags | None = None
    project: ProjectName | None = None
    clear: list[Literal["due_date", "due_time", "priority", "tags"]] | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.task_ids is None) == (self.filter is None):
            message = "send either task_ids or filter"
            raise ValueError(message)
        values = sorted(self.model_fields_set - {"action", "task_ids", "filter"})
        given = [name for name in values if getattr(self, name)]
        if self.action == "update" and not given:
            message = "say what to update"
            raise ValueError(message)
        if self.action != "update" and given:
            message = f"{', '.join(given)}: only for the action update"
            raise ValueError(message)
        return self


class DeleteProject(Schema):
    """Of delete_project."""

    project: ProjectName
    tasks: TasksGo = "inbox"


class DeleteFilter(Schema):
    """Of delete_filter."""

    name: str


class ImportTasks(Schema):
    """Of import_tasks."""

    text: str
    format: FormatName | None = None
