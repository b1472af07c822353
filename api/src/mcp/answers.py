"""From a change of the services to a tool's answer."""

from collections.abc import Sequence

from src.mcp.views import show_all, show_one
from src.mcp.words import summary
from src.mcp.work import Work
from src.models.change import Change
from src.models.project import Project
from src.schemas.changes import ChangePublic
from src.schemas.tasks import TaskPublic
from src.schemas.tool_calls import MOST_TASKS, NOTHING, Answer, ToolProject
from src.services import changes, project_records


async def of_change(work: Work, change: Change, parts: Sequence[TaskPublic] = ()) -> Answer:
    """What a tool answers after one change, and what was made together with it."""
    done = ChangePublic.of(change)
    together = await changes.count_together(work.session, change) if done.action == "undo" else 1
    return Answer(
        action=done.action,
        summary=summary(done, parts=len(parts), together=together),
        task=await show_one(work, done.after) if done.after else None,
        tasks=await show_all(work, parts[:MOST_TASKS]),
        project=_shown(done),
        count=together if together > 1 else None,
        change_id=done.id,
    )


async def of_project(work: Work, project: Project) -> Answer:
    """What a tool answers after it changed a project."""
    return await of_change(work, await changes.newest_of_project(work.session, project.id))


def unchanged(said: str, project: Project | None = None) -> Answer:
    """What a tool answers when all was so already."""
    shown = project_records.public(project) if project else None
    return Answer(
        action=NOTHING,
        summary=said,
        project=ToolProject(name=shown.name, color=shown.color, archived=bool(shown.archived_at))
        if shown
        else None,
    )


def _shown(done: ChangePublic) -> ToolProject | None:
    project = done.project_after
    if project is None:
        return None
    return ToolProject(
        name=project.name, color=project.color, archived=project.archived_at is not None
    )
