"""How much was done by day and by project, in the account's own days."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Date, func, select
from sqlalchemy import cast as to
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import InvalidError
from src.models.account import Account
from src.models.base import now
from src.models.task import Task
from src.schemas.statistics import DayCount, ProjectCount, Statistics, Streak
from src.services import dues

LONGEST = 366
_DAY = timedelta(days=1)


async def statistics(
    session: AsyncSession,
    account: Account,
    first: date | None = None,
    last: date | None = None,
    *,
    moment: datetime | None = None,
) -> Statistics:
    """Return the figures of a span of days; without one, of the last four weeks.

    Raises:
        InvalidError: The span is turned around or longer than a year.
    """
    moment = moment or now()
    today = dues.today(account.time_zone, moment)
    last = last or today
    first = first or last - 27 * _DAY
    if not timedelta() <= last - first < timedelta(days=LONGEST):
        raise InvalidError(f"Ask for one to {LONGEST} days, the first one first.")
    created = await _by_day(session, account, "created_at", first, last)
    completed = await _by_day(session, account, "completed_at", first, last)
    dates = [first + number * _DAY for number in range((last - first).days + 1)]
    days = [
        DayCount(day=day, created=created.get(day, 0), completed=completed.get(day, 0))
        for day in dates
    ]
    return Statistics(
        days=days,
        projects=await _by_project(session, account, first, last),
        streak=_streak(completed, dates, today),
        **await _totals(session, account, moment),
    )


async def _by_day(
    session: AsyncSession, account: Account, name: str, first: date, last: date
) -> Mapping[date, int]:
    moment = getattr(Task, name)
    day = to(func.timezone(account.time_zone, moment), Date).label("day")
    query = (
        select(day, func.count())
        .where(
            col(Task.account_id) == account.id,
            col(Task.deleted_at).is_(None),
            moment >= dues.start_of(first, account.time_zone),
            moment < dues.start_of(last + _DAY, account.time_zone),
        )
        .group_by(day)
    )
    return {row[0]: row[1] for row in await session.execute(query)}


async def _by_project(
    session: AsyncSession, account: Account, first: date, last: date
) -> list[ProjectCount]:
    zone = account.time_zone
    is_open = col(Task.completed_at).is_(None)
    in_span = col(Task.completed_at).between(
        dues.start_of(first, zone), dues.start_of(last + _DAY, zone)
    )
    query = (
        select(col(Task.project_id), func.count().filter(is_open), func.count().filter(in_span))
        .where(col(Task.account_id) == account.id, col(Task.deleted_at).is_(None))
        .group_by(col(Task.project_id))
        .order_by(func.count().desc(), col(Task.project_id))
    )
    return [
        ProjectCount(project_id=project, open=opened, completed=done)
        for project, opened, done in (await session.execute(query)).all()
    ]


async def _totals(session: AsyncSession, account: Account, moment: datetime) -> dict[str, int]:
    is_late = col(Task.due_date).is_not(None) & (col(Task.due_sort) < moment)
    query = select(
        func.count(),
        func.count().filter(is_late),
        func.sum(col(Task.estimate_minutes)),
    ).where(
        col(Task.account_id) == account.id,
        col(Task.deleted_at).is_(None),
        col(Task.completed_at).is_(None),
        col(Task.archived_at).is_(None),
    )
    opened, late, minutes = (await session.execute(query)).one()
    return {"open": opened, "overdue": late, "open_estimate_minutes": minutes or 0}


def _streak(completed: Mapping[date, int], dates: list[date], today: date) -> Streak:
    longest = running = 0
    for day in dates:
        running = running + 1 if completed.get(day) else 0
        longest = max(longest, running)
    current, day = 0, today if completed.get(today) else today - _DAY
    while completed.get(day):
        current, day = current + 1, day - _DAY
    return Streak(current=current, longest=longest)
