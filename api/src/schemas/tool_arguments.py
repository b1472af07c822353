"""Arguments of the tools whose effect the person sees beforehand: read alike by both."""

from typing import Literal
from uuid import UUID

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
