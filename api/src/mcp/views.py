"""From what services return to what tools show."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from src.mcp.work import Work
from src.schemas.tasks import TaskPublic
from src.schemas.tool_tasks import NOTES_SHOWN, ToolTask
from src.services import project_names


async def show_all(work: Work, tasks: Sequence[TaskPublic]) -> list[ToolTask]:
    """Return tasks with the names of their projects, long notes cut."""
    names = await names_for(work, tasks)
    return [show(task, names) for task in tasks]


async def show_one(work: Work, task: TaskPublic, *, whole: bool = False) -> ToolTask:
    """Return a task with the name of its project, and perhaps its whole notes."""
    return show(task, await names_for(work, [task]), whole=whole)


async def names_for(work: Work, tasks: Iterable[TaskPublic]) -> Mapping[UUID, str]:
    """Return the names of the projects that tasks are in."""
    return await project_names.names_of(work.session, (task.project_id for task in tasks))


def show(task: TaskPublic, names: Mapping[UUID, str], *, whole: bool = False) -> ToolTask:
    """Return a task whose project's name is known."""
    values = {name: value for name, value in task if name in ToolTask.model_fields}
    is_cut = not whole and len(task.notes) > NOTES_SHOWN
    if is_cut:
        values["notes"] = task.notes[:NOTES_SHOWN]
    project = names.get(task.project_id) if task.project_id else None
    return ToolTask.model_validate(values | {"project": project, "notes_cut": is_cut})
