"""Tools that change tasks; every change can be undone."""

from sqlalchemy.ext.asyncio import AsyncSession

from src.mcp import arguments as of
from src.mcp.answers import answer
from src.mcp.calls import Calls, ToolContext
from src.mcp.sparse import sparse_update
from src.models.account import Account
from src.schemas.changes import Actor
from src.schemas.tasks import TaskCreate
from src.schemas.tool_calls import TaskAnswer
from src.services import completion, shelves, tasks, undo


class ChangingTools:
    """add_task, update_task, complete_task, reopen_task, delete_task and undo."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def add_task(  # noqa: PLR0913 (a task has this many fields, and a model sees them all)
        self,
        context: ToolContext,
        title: of.NewTitle,
        *,
        notes: of.OptionalNotes = None,
        due_date: of.Day = None,
        due_time: of.Clock = None,
        priority: of.Urgency = None,
        tags: of.NewTags = None,
    ) -> TaskAnswer:
        """Add one task. Call it once for each task the person wants."""

        async def act(session: AsyncSession, account: Account, actor: Actor) -> TaskAnswer:
            data = TaskCreate(
                title=title,
                notes=notes,
                due_date=due_date,
                due_time=due_time,
                priority=priority,
                tags=tags,
            )
            return answer(await tasks.create_task(session, account, data, actor=actor))

        return await self._calls.changing(context, act)

    async def update_task(  # noqa: PLR0913 (a task has this many fields, and a model sees them all)
        self,
        context: ToolContext,
        task_id: of.TaskId,
        *,
        title: of.OptionalTitle = None,
        notes: of.OptionalNotes = None,
        due_date: of.Day = None,
        due_time: of.Clock = None,
        priority: of.Urgency = None,
        add_tags: of.AddTags = None,
        remove_tags: of.RemoveTags = None,
        clear: of.Clear = None,
    ) -> TaskAnswer:
        """Change fields of one task: rename, reschedule, prioritise, tag. The rest stays."""
        given = {
            "title": title,
            "notes": notes,
            "due_date": due_date,
            "due_time": due_time,
            "priority": priority,
        }

        async def act(session: AsyncSession, account: Account, actor: Actor) -> TaskAnswer:
            # Locked: tags put on at the same time elsewhere must not get lost.
            before = await tasks.get_task(session, account, task_id, lock=True)
            kept = [tag for tag in before.tags if tag not in (remove_tags or [])]
            tags = [*kept, *(add_tags or [])] if add_tags or remove_tags else None
            data = sparse_update({**given, "tags": tags}, clear or [])
            return answer(await tasks.update_task(session, account, task_id, data, actor=actor))

        return await self._calls.changing(context, act)

    async def complete_task(self, context: ToolContext, task_id: of.TaskId) -> TaskAnswer:
        """Mark one task as done."""

        async def act(session: AsyncSession, account: Account, actor: Actor) -> TaskAnswer:
            return answer(await completion.complete_task(session, account, task_id, actor=actor))

        return await self._calls.changing(context, act)

    async def reopen_task(self, context: ToolContext, task_id: of.TaskId) -> TaskAnswer:
        """Mark one done task as open again."""

        async def act(session: AsyncSession, account: Account, actor: Actor) -> TaskAnswer:
            return answer(await completion.reopen_task(session, account, task_id, actor=actor))

        return await self._calls.changing(context, act)

    async def delete_task(self, context: ToolContext, task_id: of.TaskId) -> TaskAnswer:
        """Delete one task. The person is asked first; just call it, do not ask in words."""

        async def act(session: AsyncSession, account: Account, actor: Actor) -> TaskAnswer:
            return answer(await shelves.delete_task(session, account, task_id, actor=actor))

        return await self._calls.changing(context, act, destructive=True)

    async def undo(self, context: ToolContext) -> TaskAnswer:
        """Take back the latest change of any task that was not undone yet."""

        async def act(session: AsyncSession, account: Account, actor: Actor) -> TaskAnswer:
            return answer(await undo.undo_latest(session, account, actor=actor))

        return await self._calls.changing(context, act)
