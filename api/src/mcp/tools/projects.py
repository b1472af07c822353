"""Projects."""

from src.mcp import arguments as of
from src.mcp.answers import of_project, unchanged
from src.mcp.work import Work
from src.schemas.projects import ProjectCreate, ProjectUpdate
from src.schemas.tool_calls import Answer
from src.services import hierarchy, project_names, projects


async def save_project(
    work: Work,
    name: of.Name,
    *,
    new_name: of.NewName = None,
    color: of.PaintedIn = None,
    archived: of.ProjectArchived = None,
) -> Answer:
    """Make a project, or change the one of that name: rename, colour, archive or take it back."""
    given = {"name": new_name, "color": color, "archived": archived}
    data = ProjectUpdate.model_validate({key: one for key, one in given.items() if one is not None})
    # One at a time: two calls side by side must not make the same project twice.
    await hierarchy.lock_order(work.session, work.account.id)
    project = await project_names.find(work.session, work.account, name)
    if project is None and new_name is not None:
        project = await project_names.need(work.session, work.account, name)
    if project is None:
        made = ProjectCreate(name=name, color=color or "grey")
        project = await projects.create_project(work.session, work.account, made, actor=work.actor)
        data = ProjectUpdate(archived=True) if archived else ProjectUpdate()
    elif not data.model_fields_set:
        return unchanged(f"The project “{project.name}” is there already.", project)
    if data.model_fields_set:
        project = await projects.update_project(
            work.session, work.account, project.id, data, actor=work.actor
        )
    return await of_project(work, project)


async def delete_project(work: Work, project: of.Name, tasks: of.TasksOfIt = "inbox") -> Answer:
    """Delete a project; its tasks go to the inbox or to the trash.

    In a chat the person is asked by itself: just call it, do not ask in words.
    """
    found = await project_names.need(work.session, work.account, project)
    gone = await projects.delete_project(
        work.session, work.account, found.id, actor=work.actor, tasks=tasks, only=work.approved
    )
    return await of_project(work, gone)
