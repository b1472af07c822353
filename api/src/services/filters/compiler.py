"""From what a filter says to conditions of SQL."""

import operator
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, func, not_, or_, true
from sqlalchemy.orm import aliased
from sqlmodel import col

from src.models.base import INSTANT
from src.models.project import Project
from src.models.task import Task
from src.schemas.task_values import PRIORITIES
from src.services import dues
from src.services.filters import days
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
    Sign,
    Tag,
    Text,
    When,
    walk,
)
from src.services.patterns import containing

type Condition = ColumnElement[bool]
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_COMPARE: dict[Sign, Callable[[Any, Any], Condition]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Now(NamedTuple):
    """What the days of a filter are counted from."""

    moment: datetime
    zone: str

    @property
    def today(self) -> date:
        """The calendar day."""
        return dues.today(self.zone, self.moment)

    @property
    def instant(self) -> ColumnElement[datetime]:
        """The moment as a parameter of that name: a statement that is kept gets it anew."""
        return bindparam("moment", self.moment, INSTANT)


def compile_filter(node: Node, now: Now) -> Condition:  # noqa: PLR0911 - one case a node
    """Return what holds for the tasks that a filter finds, whatever their state."""
    match node:
        case And(parts):
            return and_(*(compile_filter(part, now) for part in parts))
        case Or(parts):
            return or_(*(compile_filter(part, now) for part in parts))
        case Not(part):
            # A comparison with nothing is unknown in SQL; to a person it is just not so.
            return not_(func.coalesce(compile_filter(part, now), false()))
        case OnDay(when, sign, day):
            return _on_day(when, sign, days.resolve(day, now.today), now.zone)
        case Between(when, first, last):
            begin, end = days.resolve(first, now.today), days.resolve(last, now.today)
            return _within(when, begin, end + _DAY, now.zone)
        case At(when, named):
            return _at(when, named, now)
        case Is(state):
            return _is(state, now)
        case _:
            return _simple(node)


def states(node: Node | None, fallback: list[Condition]) -> list[Condition]:
    """Return which states are left out: those that a filter does not ask for itself.

    Args:
        node: The filter.
        fallback: What holds when it names no state.
    """
    named = {one.state for one in walk(node) if isinstance(one, Is)} if node else set()
    moments = (
        {one.when for one in walk(node) if isinstance(one, OnDay | Between | At)} if node else set()
    )
    if "completed" in moments:
        named.add("done")
    if not named & {"open", "done", "archived", "deleted"}:
        return fallback
    conditions: list[Condition] = []
    if "deleted" not in named:
        conditions.append(col(Task.deleted_at).is_(None))
    if not named & {"archived", "deleted"}:
        conditions.append(col(Task.archived_at).is_(None))
    return conditions


def _simple(node: Node) -> Condition:  # noqa: PLR0911 - one case a node
    match node:
        case Text(text):
            pattern = containing(text)
            return or_(col(Task.title).ilike(pattern), col(Task.notes).ilike(pattern))
        case Tag(name):
            return col(Task.tags).contains([name])
        case InProject(None):
            return col(Task.project_id).is_(None)
        case InProject(name):
            return exists().where(
                col(Project.id) == col(Task.project_id),
                func.lower(col(Project.name)) == func.lower(name),
            )
        case HasPriority(level):
            return col(Task.priority) == PRIORITIES.index(level)
        case Estimate(sign, minutes):
            return _COMPARE[sign](col(Task.estimate_minutes), minutes)
        case Has(part):
            return _has(part)
        case _:
            raise TypeError(node)


def _has(part: str) -> Condition:
    child = aliased(Task)
    below = exists().where(col(child.parent_id) == col(Task.id), col(child.deleted_at).is_(None))
    found: dict[str, Condition] = {
        "notes": col(Task.notes) != "",
        "due": col(Task.due_date).is_not(None),
        "time": col(Task.due_at).is_not(None),
        "tags": func.cardinality(col(Task.tags)) > 0,
        "subtasks": below,
        "reminders": func.cardinality(col(Task.reminders)) > 0,
        "estimate": col(Task.estimate_minutes).is_not(None),
        "project": col(Task.project_id).is_not(None),
        "recurrence": col(Task.recurrence).is_not(None),
    }
    return found[part]


def _is(state: str, now: Now) -> Condition:
    found: dict[str, Condition] = {
        "open": col(Task.completed_at).is_(None),
        "done": col(Task.completed_at).is_not(None),
        "overdue": col(Task.due_date).is_not(None) & (col(Task.due_sort) < now.instant),
        "recurring": col(Task.recurrence).is_not(None),
        "archived": col(Task.archived_at).is_not(None),
        "deleted": col(Task.deleted_at).is_not(None),
        "subtask": col(Task.parent_id).is_not(None),
        "parent": _has("subtasks"),
    }
    return found[state]


def _at(when: When, named: str, now: Now) -> Condition:
    monday = now.today - timedelta(days=now.today.weekday())
    match named:
        case "none":
            return ~_is_there(when)
        case "any":
            return _is_there(when)
        case "overdue":
            return _is_there(when) & (
                _moment(when) < (now.today if when == "start" else now.instant)
            )
        case "week":
            return _within(when, monday, monday + _WEEK, now.zone)
        case _:
            return _within(when, monday + _WEEK, monday + 2 * _WEEK, now.zone)


def _on_day(when: When, sign: Sign, day: date, zone: str) -> Condition:
    match sign:
        case "=":
            return _within(when, day, day + _DAY, zone)
        case "<":
            return _within(when, None, day, zone)
        case "<=":
            return _within(when, None, day + _DAY, zone)
        case ">":
            return _within(when, day + _DAY, None, zone)
        case _:
            return _within(when, day, None, zone)


def _within(when: When, begin: date | None, end: date | None, zone: str) -> Condition:
    """Return what holds from the beginning of one day to that of another."""
    column = _moment(when)

    def edge(day: date) -> date | datetime:
        return day if when == "start" else dues.start_of(day, zone)

    return and_(
        _is_there(when),
        column >= edge(begin) if begin else true(),
        column < edge(end) if end else true(),
    )


def _moment(when: When) -> ColumnElement[Any]:
    found: dict[When, Any] = {
        "due": col(Task.due_sort),
        "start": col(Task.start_date),
        "created": col(Task.created_at),
        "completed": col(Task.completed_at),
    }
    moment: ColumnElement[Any] = found[when]
    return moment


def _is_there(when: When) -> Condition:
    # due_sort has a value even for what has no date: there it is the end of time.
    return (col(Task.due_date) if when == "due" else _moment(when)).is_not(None)
