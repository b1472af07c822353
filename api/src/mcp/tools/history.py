"""What was done, and taking it back."""

from src.errors import ForbiddenError
from src.mcp import arguments as of
from src.mcp.answers import of_change
from src.mcp.work import Work
from src.schemas.tool_calls import Answer
from src.schemas.tool_overviews import ChangeLine, ChangeList
from src.services import changes
from src.services import undo as undoing

_NOT_MINE = (
    "This would take away what the assistant did not add. The person can undo it in the history; "
    "delete_task and change_tasks ask them."
)


async def list_changes(work: Work, limit: of.Limit = 20, cursor: of.Cursor = None) -> ChangeList:
    """Look at what was changed, by whom and when, the newest first."""
    page = await changes.list_changes(work.session, work.account, limit=limit, cursor=cursor)
    items = [
        ChangeLine(
            change_id=one.id,
            action=one.action,
            title=one.title,
            actor=one.actor,
            at=one.created_at,
            undone=one.undone_at is not None,
        )
        for one in page.items
    ]
    return ChangeList(items=items, next_cursor=page.next_cursor)


async def undo(work: Work, change_id: of.ChangeId = None) -> Answer:
    """Take back a change of tasks or projects, with all that was done in one go with it."""
    session, account, actor = work.session, work.account, work.actor
    wanted = change_id or await undoing.latest(session, account)
    # Or undoing would be a way to delete that nobody is asked about.
    if actor == "assistant" and await undoing.removes_what_others_made(
        session, account, wanted, actor=actor
    ):
        raise ForbiddenError(_NOT_MINE)
    undone = await undoing.undo_change(session, account, wanted, actor=actor)
    return await of_change(work, undone.change)
