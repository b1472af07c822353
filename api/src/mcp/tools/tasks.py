"""What happens to one task, but for the values of its fields."""

from src.mcp import arguments as of
from src.mcp.answers import of_change
from src.mcp.work import Work
from src.schemas.moves import TaskMove
from src.schemas.tool_calls import Answer
from src.services import completion, moves, shelves, trees


async def complete_task(work: Work, task_id: of.TaskId) -> Answer:
    """Mark one task as done, with what hangs below it. A recurring one comes again by itself."""
    done = await completion.complete_task(work.session, work.account, task_id, actor=work.actor)
    return await of_change(work, done.change)


async def reopen_task(work: Work, task_id: of.TaskId) -> Answer:
    """Mark one done task as open again."""
    done = await completion.reopen_task(work.session, work.account, task_id, actor=work.actor)
    return await of_change(work, done.change)


async def duplicate_task(work: Work, task_id: of.TaskId) -> Answer:
    """Make an open copy of one task, with copies of what hangs below it."""
    done = await trees.duplicate_task(work.session, work.account, task_id, actor=work.actor)
    return await of_change(work, done.change)


async def archive_task(work: Work, task_id: of.TaskId, *, archived: of.Archived = True) -> Answer:
    """Put one task out of sight without deleting it, or take it back into sight."""
    shelve = shelves.archive_task if archived else shelves.unarchive_task
    done = await shelve(work.session, work.account, task_id, actor=work.actor)
    return await of_change(work, done.change)


async def move_task(work: Work, task_id: of.TaskId, after_task_id: of.AfterTask = None) -> Answer:
    """Put one task behind another one of its project, or first, in the order made by hand."""
    place = TaskMove(after=after_task_id)
    done = await moves.move_task(work.session, work.account, task_id, place, actor=work.actor)
    return await of_change(work, done.change)


async def delete_task(work: Work, task_id: of.TaskId) -> Answer:
    """Put one task into the trash, with what hangs below it.

    In a chat the person is asked by itself: just call it, do not ask in words.
    """
    done = await shelves.delete_task(work.session, work.account, task_id, actor=work.actor)
    return await of_change(work, done.change)


async def restore_task(work: Work, task_id: of.TaskId) -> Answer:
    """Take one task out of the trash; list_tasks with state deleted shows which there are."""
    done = await shelves.restore_task(work.session, work.account, task_id, actor=work.actor)
    return await of_change(work, done.change)
