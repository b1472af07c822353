"""What is in the todo list that every case begins with. It is Tuesday, 24 November 2026."""

from datetime import datetime
from zoneinfo import ZoneInfo

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
PROJECTS = ("Garden", "Work", "Travel", "Home renovation")
PARENT_TITLE = "parent"
"""Names the task above by its title; the world puts its id there."""
TASKS: tuple[dict[str, object], ...] = (
    {"title": "water the plants", "due_date": "2026-11-20", "tags": ["home"]},
    {"title": "call mom", "due_date": "2026-11-24", "priority": "high"},
    {
        "title": "take vitamins",
        "due_date": "2026-11-24",
        "due_time": "21:00",
        "recurrence": "FREQ=DAILY",
        "tags": ["health"],
    },
    {"title": "buy milk", "due_date": "2026-11-25", "due_time": "17:00", "tags": ["home"]},
    {
        "title": "prepare slides",
        "due_date": "2026-11-26",
        "priority": "medium",
        "project": "Work",
    },
    {"title": "write friday report", "due_date": "2026-11-27", "tags": ["work"]},
    {"title": "pay rent", "due_date": "2026-12-01", "priority": "high", "tags": ["home", "money"]},
    {"title": "book dentist appointment"},
    {"title": "plant tulips", "project": "Garden"},
    {"title": "plan the rome trip", "project": "Travel"},
    {"title": "book flights", "project": "Travel", PARENT_TITLE: "plan the rome trip"},
    {"title": "read the news", "state": "done"},
    {"title": "clean the garage", "state": "done"},
    {"title": "renew library card", "state": "deleted"},
    {"title": "old phone contract", "state": "archived"},
)
EMPTY: dict[str, object] = {
    "notes": "",
    "state": "open",
    "due_date": None,
    "due_time": None,
    "start_date": None,
    "priority": "none",
    "tags": [],
    "project": None,
    "parent_id": None,
    "recurrence": None,
    "recurs_from": None,
    "reminders": [],
    "estimate_minutes": None,
}
