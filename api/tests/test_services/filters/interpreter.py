"""What a filter means, said once more in plain Python: the tests hold SQL to it."""

import operator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from src.models.task import Task
from src.schemas.task_values import PRIORITIES
from src.services.filters import days
from src.services.filters.compiler import Now
from src.services.filters.nodes import (
    And,
    At,
    Between,
    Estimate,
    Has,
    HasPriority,
    InProject,
    Is,
    Node,
    Not,
    OnDay,
    Or,
    Tag,
    Text,
)

COMPARE = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def fits(  # noqa: PLR0911, PLR0912, C901 - one case a node
    node: Node, task: Task, now: Now, projects: dict[object, str]
) -> bool:
    """Tell whether a task fits a filter."""
    match node:
        case And(parts):
            return all(fits(part, task, now, projects) for part in parts)
        case Or(parts):
            return any(fits(part, task, now, projects) for part in parts)
        case Not(part):
            return not fits(part, task, now, projects)
        case Text(text):
            return text.lower() in task.title.lower() or text.lower() in task.notes.lower()
        case Tag(name):
            return name in task.tags
        case InProject(name):
            found = projects.get(task.project_id)
            return found is None if name is None else (found or "").lower() == name.lower()
        case HasPriority(level):
            return task.priority == PRIORITIES.index(level)
        case Estimate(sign, minutes):
            estimate = task.estimate_minutes
            return estimate is not None and COMPARE[sign](estimate, minutes)
        case Has(part):
            return _has(part, task)
        case Is(state):
            return _is(state, task, now)
        case OnDay(when, sign, day):
            there = _day(when, task, now)
            return there is not None and COMPARE[sign](there, days.resolve(day, now.today))
        case Between(when, first, last):
            there = _day(when, task, now)
            begin, end = days.resolve(first, now.today), days.resolve(last, now.today)
            return there is not None and begin <= there <= end
        case At(when, named):
            return _at(when, named, task, now)


def _day(when: str, task: Task, now: Now) -> date | None:
    """Return the calendar day of a moment for the account."""
    if when == "start":
        return task.start_date
    moment = {"due": task.due_sort, "created": task.created_at, "completed": task.completed_at}[
        when
    ]
    if moment is None or (when == "due" and task.due_date is None):
        return None
    return moment.astimezone(ZoneInfo(now.zone)).date()


def _at(when: str, named: str, task: Task, now: Now) -> bool:
    there = _day(when, task, now)
    if named == "none":
        return there is None
    if there is None:
        return False
    monday = now.today - timedelta(days=now.today.weekday())
    if named == "overdue":
        return _past(when, task, now)
    ahead = {"any": timedelta.max, "week": timedelta(), "next-week": timedelta(days=7)}[named]
    return named == "any" or timedelta() <= there - monday - ahead < timedelta(days=7)


def _past(when: str, task: Task, now: Now) -> bool:
    if when == "start":
        return task.start_date is not None and task.start_date < now.today
    moments: dict[str, datetime | None] = {
        "due": task.due_sort,
        "created": task.created_at,
        "completed": task.completed_at,
    }
    found = moments[when]
    return found is not None and found < now.moment


def _has(part: str, task: Task) -> bool:
    found: dict[str, object] = {
        "notes": task.notes,
        "due": task.due_date,
        "time": task.due_at,
        "tags": task.tags,
        "subtasks": False,
        "reminders": task.reminders,
        "estimate": task.estimate_minutes,
        "project": task.project_id,
        "recurrence": task.recurrence,
    }
    return bool(found[part])


def _is(state: str, task: Task, now: Now) -> bool:
    found: dict[str, object] = {
        "open": task.completed_at is None,
        "done": task.completed_at,
        "overdue": task.due_date and task.due_sort < now.moment,
        "recurring": task.recurrence,
        "archived": task.archived_at,
        "deleted": task.deleted_at,
        "subtask": task.parent_id,
        "parent": False,
    }
    return bool(found[state])
