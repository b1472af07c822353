"""Finding tasks."""

from datetime import date, timedelta

from src.mcp import arguments as of
from src.mcp.views import names_for, show, show_all, show_one
from src.mcp.work import Work
from src.schemas.tasks import TaskQuery
from src.schemas.tool_overviews import MOST_SHOWN
from src.schemas.tool_tasks import AgendaDay, TaskFound, TaskList, ToolAgenda
from src.services import agenda as agendas
from src.services import hierarchy, project_names, search, task_queries, tasks

MOST_SUBTASKS = 50
_DAY = timedelta(days=1)


async def list_tasks(  # noqa: PLR0913 (one parameter a filter, each described to the model)
    work: Work,
    *,
    state: of.State = "open",
    filter: of.Filter = None,  # noqa: A002 (the name that the HTTP API has for it)
    query: of.Query = None,
    tag: of.WithTag = None,
    priority: of.Urgency = None,
    due: of.Due = None,
    due_from: of.DueFrom = None,
    due_until: of.DueUntil = None,
    project: of.OfProject = None,
    parent_id: of.OfParent = None,
    limit: of.Limit = 50,
    cursor: of.Cursor = None,
) -> TaskList:
    """Find tasks: all that is given must fit. Open ones come soonest due first.

    Use it to answer what there is to do, and to get the id of a task the person names.
    """
    given: dict[str, object] = {
        "state": state,
        "q": query,
        "filter": filter,
        "tag": tag,
        "priority": priority,
    }
    # A model says "from Monday to Friday" and means both days.
    given |= {"due": due, "due_after": _shifted(due_from, -_DAY)}
    given |= {"due_before": _shifted(due_until, _DAY), "parent": parent_id}
    if project is not None:
        found = await project_names.id_of(work.session, work.account, project)
        given["project"] = found or project_names.INBOX
    page = await task_queries.list_tasks(
        work.session, work.account, TaskQuery.model_validate(given), limit=limit, cursor=cursor
    )
    return TaskList(items=await show_all(work, page.items), next_cursor=page.next_cursor)


async def get_task(work: Work, task_id: of.TaskId) -> TaskFound:
    """Read one task with its whole notes, and what is right below it."""
    task = await hierarchy.rolled_up(
        work.session, await tasks.get_task(work.session, work.account, task_id)
    )
    parts = TaskQuery(state="all", parent=task_id, sort="manual")
    page = await task_queries.list_tasks(work.session, work.account, parts, limit=MOST_SUBTASKS)
    return TaskFound(
        task=await show_one(work, task, whole=True), subtasks=await show_all(work, page.items)
    )


async def search_tasks(work: Work, text: of.SearchText, limit: of.Limit = 20) -> TaskList:
    """Find tasks, done ones too, by what their titles and notes say; the best first.

    Use it when list_tasks finds nothing, or when a word may be misspelt.
    """
    found = await search.search(work.session, work.account, text, limit=limit)
    items = await show_all(work, [one.task for one in found.items])
    return TaskList(items=items, next_cursor=None)


async def agenda(work: Work, days: of.AgendaDays = 7) -> ToolAgenda:
    """Look at what is late and what the next days bring, day by day."""
    found = await agendas.agenda(work.session, work.account, days=days, most=MOST_SHOWN)
    planned = [task for day in found.days for task in (*day.due, *day.starting)]
    names = await names_for(work, [*found.overdue, *planned])
    return ToolAgenda(
        overdue=[show(task, names) for task in found.overdue],
        days=[
            AgendaDay(
                day=day.day,
                due=[show(task, names) for task in day.due],
                starting=[show(task, names) for task in day.starting],
            )
            for day in found.days
        ],
        more=found.more,
    )


def _shifted(day: date | None, distance: timedelta) -> date | None:
    """From the days a model says, which are included, to the open ends that the query has."""
    return None if day is None else day + distance
