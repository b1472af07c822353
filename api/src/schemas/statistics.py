"""How much was done."""

from datetime import date
from uuid import UUID

from src.schemas.base import Described


class DayCount(Described):
    """One day."""

    day: date
    created: int
    completed: int


class ProjectCount(Described):
    """One project; null is the inbox."""

    project_id: UUID | None
    open: int
    completed: int
    """In the days that are asked about."""


class Streak(Described):
    """Days in a row on each of which something was completed."""

    current: int
    """Up to today, or to yesterday when today nothing was completed yet."""
    longest: int
    """Of the days that are asked about."""


class Statistics(Described):
    """How much was done, and what is left."""

    days: list[DayCount]
    projects: list[ProjectCount]
    streak: Streak
    open: int
    overdue: int
    open_estimate_minutes: int
