"""What the tools for many tasks are to do: for the preview and for the deed, by the same words."""

from sqlalchemy.ext.asyncio import AsyncSession

from src.errors import InvalidError
from src.models.account import Account
from src.schemas.bulk import BulkChange
from src.schemas.changes import Actor
from src.schemas.tasks import TaskQuery, TaskUpdate
from src.schemas.tool_arguments import ChangeTasks, ImportTasks
from src.services import imports, project_names
from src.services.transfer.pasted import plain_lines
from src.services.transfer.registry import detect

_FIELDS = ("due_date", "due_time", "priority")


async def bulk_change(session: AsyncSession, account: Account, wanted: ChangeTasks) -> BulkChange:
    """Return a call of change_tasks as the services take it.

    Raises:
        NotFoundError: There is no project of that name.
        pydantic.ValidationError: The arguments contradict one another.
    """
    change: dict[str, object] = dict.fromkeys(wanted.clear or [])
    change |= {name: value for name in _FIELDS if (value := getattr(wanted, name)) is not None}
    if wanted.project is not None:
        change["project_id"] = await project_names.id_of(session, account, wanted.project)
    return BulkChange(
        action=wanted.action,
        ids=wanted.task_ids,
        query=_query(wanted) if wanted.filter is not None else None,
        change=TaskUpdate.model_validate(change) if change else None,
        add_tags=wanted.add_tags or [],
        remove_tags=wanted.remove_tags or [],
    )


def _query(wanted: ChangeTasks) -> TaskQuery:
    """Return the tasks that an action can mean: nobody reopens what is open."""
    match wanted.action:
        case "reopen":
            return TaskQuery(state="done", filter=wanted.filter)
        case "unarchive":
            return TaskQuery(state="archived", filter=wanted.filter)
        case _:
            return TaskQuery(filter=wanted.filter)


async def take_text(
    session: AsyncSession, account: Account, wanted: ImportTasks, *, actor: Actor, dry_run: bool
) -> imports.Taken:
    """Take the tasks of a pasted text over, or tell what would be taken.

    Raises:
        InvalidError: The text is empty or holds too many tasks.
    """
    text = wanted.text
    if not text.strip():
        raise InvalidError("The text is empty.")
    # Whatever is no other format counts as todo.txt: one line a task.
    if wanted.format is None and detect(text).name == "todotxt":
        text = plain_lines(text)
    wish = imports.Wish(wanted.format, dry_run=dry_run, skip_existing=False)
    return await imports.take(session, account, text, wish, actor=actor)
