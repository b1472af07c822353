"""How much was done."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel


class DayCount(BaseModel):
    """One day."""

    day: date
    created: int
    completed: int


class ProjectCount(BaseModel):
    """One project; null is the inbox."""

    project_id: UUID | None
    open: int
    completed: int
    """In the days that are asked about."""


class Streak(BaseModel):
    """Days in a row on each of which something was completed."""

    current: int
    """Up to today, or to yesterday when today nothing was completed yet."""
    longest: int
    """Of the days that are asked about."""


class Statistics(BaseModel):
    """How much was done, and what is left."""

    days: list[DayCount]
    projects: list[ProjectCount]
    streak: Streak
    open: int
    overdue: int
    open_estimate_minutes: int
