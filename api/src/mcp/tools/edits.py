"""Making a task, and changing its fields."""

from collections.abc import Collection, Mapping
from uuid import UUID

from src.mcp import arguments as of
from src.mcp.answers import of_change
from src.mcp.work import Work
from src.models.base import new_id
from src.schemas.tasks import TaskCreate, TaskUpdate
from src.schemas.tool_calls import Answer
from src.services import project_names, tasks
from src.services.task_views import public


async def add_task(  # noqa: PLR0913 (a task has this many fields, and a model sees them all)
    work: Work,
    title: of.NewTitle,
    *,
    notes: of.OptionalNotes = None,
    due_date: of.Day = None,
    due_time: of.Clock = None,
    start_date: of.StartDay = None,
    priority: of.Urgency = None,
    tags: of.NewTags = None,
    project: of.InProject = None,
    parent_id: of.ParentId = None,
    recurrence: of.Rule = None,
    recurs_from: of.CountsFrom = None,
    reminders: of.Remind = None,
    estimate_minutes: of.Minutes = None,
    subtasks: of.Subtasks = None,
) -> Answer:
    """Add one task, perhaps with subtasks. Call it once for each task the person wants."""
    given: dict[str, object] = {
        "title": title,
        "notes": notes,
        "due_date": due_date,
        "due_time": due_time,
        "start_date": start_date,
        "priority": priority,
        "tags": tags,
        "parent_id": parent_id,
        "recurrence": recurrence,
        "recurs_from": recurs_from,
        "reminders": reminders,
        "estimate_minutes": estimate_minutes,
    }
    data = TaskCreate.model_validate(_said(given) | await _project(work, project))
    return await _add(work, data, subtasks or [])


async def update_task(  # noqa: PLR0913 (a task has this many fields, and a model sees them all)
    work: Work,
    task_id: of.TaskId,
    *,
    title: of.OptionalTitle = None,
    notes: of.OptionalNotes = None,
    due_date: of.Day = None,
    due_time: of.Clock = None,
    start_date: of.StartDay = None,
    priority: of.Urgency = None,
    add_tags: of.AddTags = None,
    remove_tags: of.RemoveTags = None,
    project: of.InProject = None,
    parent_id: of.ParentId = None,
    recurrence: of.Rule = None,
    recurs_from: of.CountsFrom = None,
    reminders: of.Remind = None,
    estimate_minutes: of.Minutes = None,
    clear: of.Clear = None,
) -> Answer:
    """Change fields of one task: rename, reschedule, prioritise, tag, move. The rest stays."""
    given: dict[str, object] = {
        "title": title,
        "notes": notes,
        "due_date": due_date,
        "due_time": due_time,
        "start_date": start_date,
        "priority": priority,
        "parent_id": parent_id,
        "recurrence": recurrence,
        "recurs_from": recurs_from,
        "reminders": reminders,
        "estimate_minutes": estimate_minutes,
    }
    # Locked: tags put on at the same time elsewhere must not get lost.
    before = await tasks.get_task(work.session, work.account, task_id, lock=True)
    given["tags"] = _tags(before.tags, add_tags or [], remove_tags or [])
    # What is both given and cleared is given.
    emptied = dict.fromkeys(clear or [])
    data = TaskUpdate.model_validate(emptied | _said(given) | await _project(work, project))
    done = await tasks.update_task(work.session, work.account, task_id, data, actor=work.actor)
    return await of_change(work, done.change)


async def _add(work: Work, data: TaskCreate, subtasks: Collection[str]) -> Answer:
    batch = new_id() if subtasks else None
    made = await tasks.create_task(
        work.session, work.account, data, actor=work.actor, batch_id=batch
    )
    parts = [
        await tasks.create_task(
            work.session,
            work.account,
            TaskCreate(title=title, parent_id=made.task.id),
            actor=work.actor,
            batch_id=batch,
        )
        for title in subtasks
    ]
    return await of_change(work, made.change, [public(part.task) for part in parts])


async def _project(work: Work, name: str | None) -> dict[str, UUID | None]:
    if name is None:
        return {}
    return {"project_id": await project_names.id_of(work.session, work.account, name)}


def _said(given: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in given.items() if value is not None}


def _tags(had: list[str], add: list[str], remove: list[str]) -> list[str] | None:
    """Return the tags a task has then; None when nothing was said about them."""
    return [*(tag for tag in had if tag not in remove), *add] if add or remove else None
