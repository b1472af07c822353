"""What the person wants to be reminded of, and when."""

from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.account import Account
from src.models.base import now
from src.models.task import Task
from src.schemas.reminders import ReminderPublic
from src.services import dues
from src.services.task_views import public
from src.services.tasks import get_task

DAY_BEGINS = time(9)
"""A day without a time of its own counts from here."""
MISSED = timedelta(days=7)
"""A reminder that nobody saw for so long is over."""
EARLIEST = timedelta(days=29)
"""The earliest reminder comes four weeks before the end of the due day."""
MOST = 200


async def list_reminders(
    session: AsyncSession, account: Account, *, ahead: timedelta, moment: datetime | None = None
) -> list[ReminderPublic]:
    """Return what is to be shown now or soon, soonest first; what was seen is not among it.

    Args:
        session: The open session.
        account: Whose reminders.
        ahead: How far to look.
        moment: What counts as now.
    """
    moment = moment or now()
    query = select(Task).where(
        col(Task.account_id) == account.id,
        col(Task.deleted_at).is_(None),
        col(Task.completed_at).is_(None),
        col(Task.archived_at).is_(None),
        func.cardinality(col(Task.reminders)) > 0,
        col(Task.due_sort).between(moment - MISSED, moment + ahead + EARLIEST),
    )
    rows = await session.scalars(query.order_by(col(Task.due_sort), col(Task.id)).limit(MOST))
    found = [
        ReminderPublic(task=public(task), fires_at=at, minutes_before=minutes)
        for task in rows
        for minutes, at in _times(task)
        if moment - MISSED <= at <= moment + ahead
    ]
    return sorted(found, key=lambda one: (one.fires_at, one.task.id))


async def mark_seen(
    session: AsyncSession, account: Account, task_id: UUID, until: datetime
) -> None:
    """Remember that the person saw a task's reminders up to an instant; never goes back.

    Raises:
        NotFoundError: There is no such task.
    """
    task = await get_task(session, account, task_id, lock=True)
    task.reminded_at = max(until, task.reminded_at or until)
    session.add(task)
    await session.flush()


def _times(task: Task) -> list[tuple[int, datetime]]:
    """Return a task's reminders that were not seen: minutes before, and the instant."""
    if task.due_date is None:
        return []
    due = task.due_at or dues.instant(task.due_date, DAY_BEGINS, task.time_zone or "UTC")
    times = [(minutes, due - timedelta(minutes=minutes)) for minutes in task.reminders]
    return [one for one in times if task.reminded_at is None or one[1] > task.reminded_at]
