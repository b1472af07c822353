"""Days as people write them in a filter, and the days that they mean."""

import re
from datetime import date, timedelta

from src.schemas.task_values import FIRST_YEAR, LAST_YEAR
from src.services.filters.nodes import WEEKDAYS, Day

_NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1}
_RELATIVE = re.compile(r"([+-]?\d{1,4})([dw])")
_LENGTHS = {"d": 1, "w": 7}
_SHORTEST = 3
"""Letters of a weekday."""
EXAMPLES = "today, friday, 2026-12-24, +3d or 2w"


def read(text: str) -> Day | None:
    """Return the day that a text names, or None when it names none."""
    word = text.lower()
    if word in _NAMED:
        return Day(_NAMED[word])
    if relative := _RELATIVE.fullmatch(word):
        return Day(int(relative[1]) * _LENGTHS[relative[2]])
    for weekday in WEEKDAYS:
        if len(word) >= _SHORTEST and weekday.startswith(word):
            return Day(weekday)
    return _dated(word)


def resolve(day: Day, today: date) -> date:
    """Return the calendar day that is meant."""
    if isinstance(day.value, date):
        return day.value
    if isinstance(day.value, int):
        return today + timedelta(days=day.value)
    ahead = (WEEKDAYS.index(day.value) - today.weekday()) % len(WEEKDAYS)
    return today + timedelta(days=ahead)


def _dated(text: str) -> Day | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return Day(found) if FIRST_YEAR <= found.year <= LAST_YEAR else None
