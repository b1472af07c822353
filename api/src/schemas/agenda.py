"""The next days at a glance."""

from datetime import date

from src.schemas.base import Described
from src.schemas.tasks import TaskPublic


class AgendaDay(Described):
    """One day."""

    day: date
    due: list[TaskPublic]
    starting: list[TaskPublic]
    """What begins on this day and is due later, or has no date."""


class Agenda(Described):
    """What is late, and what the next days bring."""

    overdue: list[TaskPublic]
    days: list[AgendaDay]
    """The first is today, in the account's time zone."""
    more: bool
    """Whether there is so much that the last of it is left out."""
