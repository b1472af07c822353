"""Reminders as clients see them."""

from datetime import datetime

from pydantic import Field

from src.schemas.base import Described, Schema
from src.schemas.task_values import Instant
from src.schemas.tasks import TaskPublic


class ReminderPublic(Described):
    """One reminder of one task."""

    task: TaskPublic
    fires_at: datetime
    minutes_before: int = Field(examples=[30])


class RemindersSeen(Schema):
    """What was shown to the person."""

    until: Instant
    """The `fires_at` of the newest reminder that was shown."""
