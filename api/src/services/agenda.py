"""The next days at a glance, in one statement."""

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.account import Account
from src.models.base import now
from src.models.task import Task
from src.schemas.agenda import Agenda, AgendaDay
from src.services import dues
from src.services.task_views import public

MOST = 500


async def agenda(
    session: AsyncSession,
    account: Account,
    *,
    days: int,
    most: int = MOST,
    moment: datetime | None = None,
) -> Agenda:
    """Return what is late and what the next days bring.

    A timed task is late when its minute has passed, a day's when the day has; what is late of
    today counts as late.

    Args:
        session: The open session.
        account: Whose tasks; its time zone says what a day is.
        days: How many, with today.
        most: How many tasks at most.
        moment: What counts as now.
    """
    moment = moment or now()
    today = dues.today(account.time_zone, moment)
    dates = [today + timedelta(days=number) for number in range(days)]
    end = dues.start_of(dues.next_day(dates[-1]), account.time_zone)
    begins = and_(col(Task.start_date) >= today, col(Task.start_date) <= dates[-1])
    query = select(Task).where(
        col(Task.account_id) == account.id,
        col(Task.deleted_at).is_(None),
        col(Task.completed_at).is_(None),
        col(Task.archived_at).is_(None),
        or_(col(Task.due_sort) < end, begins),
    )
    order = (col(Task.due_sort), col(Task.priority), col(Task.id))
    rows = list(await session.scalars(query.order_by(*order).limit(most + 1)))
    late = [task for task in rows if task.due_date and task.due_sort < moment]
    planned = [AgendaDay(day=day, due=[], starting=[]) for day in dates]
    for task in rows[:most]:
        if task not in late:
            _plan(task, planned, end, account.time_zone)
    overdue = [public(task) for task in late[:most]]
    return Agenda(overdue=overdue, days=planned, more=len(rows) > most)


def _plan(task: Task, planned: list[AgendaDay], end: datetime, zone: str) -> None:
    """Put a task on the day it is due, or on the one it begins when it is due later."""
    first = planned[0].day
    if task.due_sort < end:
        planned[(dues.today(zone, task.due_sort) - first).days].due.append(public(task))
    elif task.start_date:
        planned[(task.start_date - first).days].starting.append(public(task))
