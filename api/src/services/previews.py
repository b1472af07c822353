"""What a call that needs the person's approval would change, as it is now."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from pydantic import JsonValue, ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import AppError
from src.models.account import Account
from src.models.task import Task
from src.schemas.approvals import KeptPreview
from src.schemas.tasks import TaskPublic
from src.schemas.tool_arguments import (
    ChangeTasks,
    DeleteFilter,
    DeleteProject,
    DeleteTask,
    ImportTasks,
)
from src.schemas.tool_tasks import NOTES_SHOWN
from src.services import bulk, filter_names, hierarchy, project_names, tasks, tool_plans
from src.services.task_views import public

SHOWN = 20
MOST_REMARKS = 5
_DO = {
    "update": "Change",
    "complete": "Complete",
    "reopen": "Reopen",
    "archive": "Archive",
    "unarchive": "Take out of the archive:",
    "delete": "Delete",
}

type Arguments = Mapping[str, JsonValue]
type Preview = Callable[[AsyncSession, Account, Arguments], Awaitable[KeptPreview]]


async def preview_of(
    session: AsyncSession, account: Account, tool: str, arguments: Arguments
) -> KeptPreview:
    """Return what a call would change. One that cannot succeed says so; it fails at the tool."""
    try:
        return await PREVIEWS[tool](session, account, arguments)
    except ValidationError:
        reason = "Its values make no sense."
    except AppError as error:
        reason = error.detail
    return KeptPreview(summary=f"This cannot be done. {reason}", tasks=[])


async def _delete_task(
    session: AsyncSession, account: Account, arguments: Arguments
) -> KeptPreview:
    wanted = DeleteTask.model_validate(arguments)
    task = await tasks.get_task(session, account, wanted.task_id)
    return _about(f"Delete “{task.title}”.", [task], await _parts(session, [task]))


async def _change_tasks(
    session: AsyncSession, account: Account, arguments: Arguments
) -> KeptPreview:
    wanted = ChangeTasks.model_validate(arguments)
    found = await bulk.find(
        session, account, await tool_plans.bulk_change(session, account, wanted)
    )
    details = _changes(wanted)
    if wanted.action in {"complete", "delete", "archive"}:
        details += await _parts(session, found)
    return _about(f"{_DO[wanted.action]} {_count(len(found), 'task')}.", found, details)


async def _delete_project(
    session: AsyncSession, account: Account, arguments: Arguments
) -> KeptPreview:
    wanted = DeleteProject.model_validate(arguments)
    project = await project_names.need(session, account, wanted.project)
    query = select(Task).where(col(Task.project_id) == project.id, col(Task.deleted_at).is_(None))
    held = list(await session.scalars(query.order_by(col(Task.id))))
    goes = f"Its {_count(len(held), 'task')} {'goes' if len(held) == 1 else 'go'}"
    details = [f"{goes} to the {wanted.tasks}."] if held else []
    return _about(f"Delete the project “{project.name}”.", held, details)


async def _delete_filter(
    session: AsyncSession, account: Account, arguments: Arguments
) -> KeptPreview:
    wanted = DeleteFilter.model_validate(arguments)
    kept = await filter_names.need(session, account, wanted.name)
    details = [kept.filter, "The tasks stay. This cannot be undone."]
    return _about(f"Delete the filter “{kept.name}”.", [], details)


async def _import_tasks(
    session: AsyncSession, account: Account, arguments: Arguments
) -> KeptPreview:
    wanted = ImportTasks.model_validate(arguments)
    taken = await tool_plans.take_text(session, account, wanted, actor="assistant", dry_run=True)
    report = taken.report
    lost = [f"Line {one.line}: {one.reason}" for one in report.remarks[:MOST_REMARKS]]
    if len(report.remarks) > MOST_REMARKS:
        lost.append(f"And {len(report.remarks) - MOST_REMARKS:,} more remarks.")
    made = [f"New project: {name}" for name in report.projects_created[:SHOWN]]
    return KeptPreview(
        summary=f"Add {_count(report.taken, 'task')}.",
        details=[*made, *lost],
        count=report.taken,
        tasks=_shown(taken.tasks),
    )


PREVIEWS: Mapping[str, Preview] = {
    "delete_task": _delete_task,
    "change_tasks": _change_tasks,
    "delete_project": _delete_project,
    "delete_filter": _delete_filter,
    "import_tasks": _import_tasks,
}
"""By tool: each that needs approval has one."""


def _about(summary: str, found: Sequence[Task], details: list[str]) -> KeptPreview:
    return KeptPreview(
        summary=summary,
        details=details,
        count=len(found),
        tasks=_shown([public(task) for task in found[:SHOWN]]),
        task_ids=[task.id for task in found],
    )


def _shown(found: Sequence[TaskPublic]) -> list[TaskPublic]:
    return [task.model_copy(update={"notes": task.notes[:NOTES_SHOWN]}) for task in found[:SHOWN]]


async def _parts(session: AsyncSession, found: Sequence[Task]) -> list[str]:
    """Tell of what hangs below tasks and goes with them."""
    named = {task.id for task in found}
    below = [one for one in await hierarchy.below(session, list(named)) if one.id not in named]
    return [f"With {_count(len(below), 'task')} below."] if below else []


def _changes(wanted: ChangeTasks) -> list[str]:
    """Tell which values an update gives."""
    day, time = wanted.due_date, wanted.due_time
    told = [
        f"Due on {day}" if day else "",
        f"At {time:%H:%M}" if time else "",
        f"Priority {wanted.priority}" if wanted.priority else "",
        *(f"Put on #{tag}" for tag in wanted.add_tags or []),
        *(f"Take off #{tag}" for tag in wanted.remove_tags or []),
        f"To the project {wanted.project}" if wanted.project else "",
        *(f"Without {name.replace('_', ' ')}" for name in wanted.clear or []),
    ]
    return [one for one in told if one]


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
