"""Many tasks in one go."""

from collections.abc import Sequence

from src.mcp import arguments as of
from src.mcp.answers import unchanged
from src.mcp.views import show_all
from src.mcp.words import VERBS, count
from src.mcp.work import Work
from src.models.task import Task
from src.schemas.tool_arguments import ChangeTasks, ImportTasks
from src.schemas.tool_calls import MOST_TASKS, Answer
from src.schemas.transfer import ImportReport
from src.services import bulk, changes, tool_plans

MOST_REMARKS = 5


async def change_tasks(  # noqa: PLR0913 (which tasks, and each value they can get)
    work: Work,
    action: of.BulkDo,
    *,
    task_ids: of.TaskIds = None,
    filter: of.Filter = None,  # noqa: A002 (the name that the HTTP API has for it)
    due_date: of.Day = None,
    due_time: of.Clock = None,
    priority: of.Urgency = None,
    add_tags: of.AddTags = None,
    remove_tags: of.RemoveTags = None,
    project: of.InProject = None,
    clear: of.BulkClear = None,
) -> Answer:
    """Do the same to many tasks at once, at most 1,000; the values are for the action update.

    In a chat the person sees which tasks they are and is asked by itself: just call it. One undo
    takes all back.
    """
    wanted = ChangeTasks(
        action=action,
        task_ids=task_ids,
        filter=filter,
        due_date=due_date,
        due_time=due_time,
        priority=priority,
        add_tags=add_tags,
        remove_tags=remove_tags,
        project=project,
        clear=clear,
    )
    data = await tool_plans.bulk_change(work.session, work.account, wanted)
    found = await bulk.find(work.session, work.account, data)
    kept = [one for one in found if work.approved is None or one.id in work.approved]
    done = await bulk.change_each(work.session, work.account, kept, data, actor=work.actor)
    left = _left_out(work, found, kept)
    if done.batch_id is None:
        return unchanged(f"Nothing to change: {count(len(kept), 'task')} fit.{left}")
    change = await changes.newest_of_batch(work.session, done.batch_id)
    idle = done.matched - done.changed
    so = f" {count(idle, 'other')} needed no change." if idle else ""
    return Answer(
        action=action,
        summary=f"{VERBS[action]} {count(done.changed, 'task')}.{so}{left}",
        tasks=await show_all(work, done.tasks[:MOST_TASKS]),
        count=done.changed,
        change_id=change.id,
    )


async def import_tasks(work: Work, text: of.Pasted, format: of.Format = None) -> Answer:  # noqa: A002 (the name that the HTTP API has for it)
    """Make tasks of a pasted text: plain lines, todo.txt, CSV, JSON or iCalendar.

    In a chat the person sees what would be taken and is asked by itself: just call it.
    """
    wanted = ImportTasks(text=text, format=format)
    taken = await tool_plans.take_text(
        work.session, work.account, wanted, actor=work.actor, dry_run=False
    )
    report = taken.report
    if report.batch_id is None:
        return unchanged(f"Nothing was taken over.{_not_taken(report)}")
    change = await changes.newest_of_batch(work.session, report.batch_id)
    return Answer(
        action="create",
        summary=f"Added {count(report.taken, 'task')}.{_not_taken(report)}",
        tasks=await show_all(work, taken.tasks),
        count=report.taken,
        change_id=change.id,
    )


def _left_out(work: Work, found: Sequence[Task], kept: Sequence[Task]) -> str:
    """Tell of the tasks that the person was not shown, and of those that fit no more."""
    if work.approved is None:
        return ""
    later, gone = len(found) - len(kept), len(work.approved) - len(kept)
    told = f" {count(later, 'task')} that came later stayed as before." if later else ""
    return told + (f" {count(gone, 'task')} shown before fit no more." if gone else "")


def _not_taken(report: ImportReport) -> str:
    if not report.rejected:
        return ""
    lost = [one for one in report.remarks if not one.taken][:MOST_REMARKS]
    told = "; ".join(f"line {one.line}: {one.reason}" for one in lost)
    return f" {count(report.rejected, 'line')} could not be taken ({told})."
