"""From a day, a time and a zone to an instant, and what `today` means for somebody."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from src.errors import InvalidError
from src.models.task import NO_DUE, Task

END_OF_DAY = time(23, 59, 59)


class Due(NamedTuple):
    """When something is due, as a person says it."""

    date: date | None
    time: time | None
    time_zone: str


def apply(task: Task, due: Due) -> None:
    """Set a task's due columns.

    A time that a clock skips (spring) is the same span after the gap; of one that it shows twice
    (autumn) the first is meant (PEP 495, fold=0).

    Raises:
        InvalidError: There is a time but no day.
    """
    if due.date is None and due.time is not None:
        raise InvalidError("A time needs a day: send due_date too.")
    task.due_date = due.date
    task.time_zone = due.time_zone if due.date else None
    task.due_at = instant(due.date, due.time, due.time_zone) if due.date and due.time else None
    task.due_sort = task.due_at or _end_of(due.date, due.time_zone)


def of(task: Task, default_zone: str) -> Due:
    """Return when a task is due, as a person says it."""
    zone = task.time_zone or default_zone
    return Due(task.due_date, time_of_day(task), zone)


def time_of_day(task: Task) -> time | None:
    """Return the wall-clock time that a task is due, in its own zone."""
    if task.due_at is None or task.time_zone is None:
        return None
    return task.due_at.astimezone(ZoneInfo(task.time_zone)).time()


def instant(day: date, at: time, zone: str) -> datetime:
    """Return the UTC instant of a wall-clock time."""
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def today(zone: str, moment: datetime) -> date:
    """Return the calendar day of a moment for somebody in this zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def start_of(day: date, zone: str) -> datetime:
    """Return the instant a calendar day begins in a zone."""
    return instant(day, time(), zone)


def next_day(day: date) -> date:
    """Return the day after."""
    return day + timedelta(days=1)


def _end_of(day: date | None, zone: str) -> datetime:
    return NO_DUE if day is None else instant(day, END_OF_DAY, zone)
