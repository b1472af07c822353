"""Tools that look and change nothing."""

from datetime import date, timedelta

from src.mcp import arguments as of
from src.mcp.calls import Calls, ToolContext
from src.schemas.tasks import TaskQuery
from src.schemas.tool_calls import TaskFound, TaskList
from src.services import task_queries, tasks
from src.services.task_views import public

_DAY = timedelta(days=1)


class ReadingTools:
    """list_tasks and get_task."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def list_tasks(  # noqa: PLR0913 (one parameter a filter, each described to the model)
        self,
        context: ToolContext,
        *,
        state: of.State = "open",
        query: of.Query = None,
        tag: of.WithTag = None,
        priority: of.Urgency = None,
        due: of.Due = None,
        due_from: of.DueFrom = None,
        due_until: of.DueUntil = None,
        limit: of.Limit = 50,
        cursor: of.Cursor = None,
    ) -> TaskList:
        """Find tasks: all filters given must fit. Open ones come soonest due first.

        Use it to answer what there is to do, and to get the id of a task the person names.
        """
        async with self._calls.reading(context) as (session, account):
            wanted = TaskQuery(
                state=state,
                q=query,
                tag=tag,
                priority=priority,
                due=due,
                # A model says "from Monday to Friday" and means both days.
                due_after=_shifted(due_from, -_DAY),
                due_before=_shifted(due_until, _DAY),
            )
            page = await task_queries.list_tasks(
                session, account, wanted, limit=limit, cursor=cursor
            )
            return TaskList(items=page.items, next_cursor=page.next_cursor)

    async def get_task(self, context: ToolContext, task_id: of.TaskId) -> TaskFound:
        """Read one task with its notes."""
        async with self._calls.reading(context) as (session, account):
            return TaskFound(task=public(await tasks.get_task(session, account, task_id)))


def _shifted(day: date | None, distance: timedelta) -> date | None:
    """From the days a model says, which are included, to the open ends that the query has."""
    return None if day is None else day + distance
