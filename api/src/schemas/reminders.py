"""Reminders as clients see them."""

from datetime import datetime

from pydantic import AwareDatetime, BaseModel

from src.schemas.base import Schema
from src.schemas.tasks import TaskPublic


class ReminderPublic(BaseModel):
    """One reminder of one task."""

    task: TaskPublic
    fires_at: datetime
    minutes_before: int


class RemindersSeen(Schema):
    """What was shown to the person."""

    until: AwareDatetime
    """The `fires_at` of the newest reminder that was shown."""
