"""Days named by what they end or begin: "end of the month", "next week", "christmas eve"."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token

EXAMPLES = {
    "end of the month": "2026-11-30",
    "next week": "2026-11-30",
    "the weekend": "2026-11-28",
    "christmas eve": "2026-12-24",
    "new year's day": "2027-01-01",
}
_FRIDAY, _SATURDAY, _WEEK, _LAST = 4, 5, 7, 31
_PERIODS: dict[str, Callable[[date], date]] = {
    "the? end of the|this? week": lambda today: coming(today, _FRIDAY),
    "the? end of the|this? month": lambda today: months_on(today, 0, day=_LAST),
    "month end": lambda today: months_on(today, 0, day=_LAST),
    "the? last day of the|this? month": lambda today: months_on(today, 0, day=_LAST),
    "the? first|1st day? of next month": lambda today: months_on(today, 1, day=1),
    "the? end of the|this? year": lambda today: today.replace(month=12, day=31),
    "the? end of next month": lambda today: months_on(today, 1, day=_LAST),
    "the? end of next week": lambda today: coming(today, _FRIDAY) + timedelta(weeks=1),
    "the? end of the? day": lambda today: today,
    "eod": lambda today: today,
    "this|the|on? weekend": lambda today: coming(today, _SATURDAY),
    "next weekend": lambda today: coming(today, _SATURDAY) + timedelta(weeks=1),
    "the? next week": lambda today: today + timedelta(days=_WEEK - today.weekday()),
    "the? next month": lambda today: months_on(today, 1, day=1),
    "next year": lambda today: date(today.year + 1, 1, 1),
    "christmas|xmas eve": lambda today: coming_day(today, 12, 24),
    "christmas|xmas day": lambda today: coming_day(today, 12, 25),
    "new year's|years|year eve": lambda today: coming_day(today, 12, 31),
    "new year's|years|year day": lambda today: coming_day(today, 1, 1),
    "valentine's|valentines day": lambda today: coming_day(today, 2, 14),
    "halloween": lambda today: coming_day(today, 10, 31),
}


def match(tokens: Sequence[Token], at: int, today: date) -> tuple[int, date] | None:
    """The period at index `at`: where its words end, and the day it means."""
    ends = [(phrases.match(pattern, tokens, at), day) for pattern, day in _PERIODS.items()]
    end, day = max(ends, key=lambda pair: pair[0] or 0)
    return (end, day(today)) if end else None


def coming(today: date, weekday: int) -> date:
    """The coming weekday (Monday is 0), today included."""
    return today + timedelta(days=(weekday - today.weekday()) % _WEEK)


def coming_day(today: date, month: int, day: int) -> date:
    """That day of this year, or of the next when it is over."""
    found = date(today.year, month, day)
    return found.replace(year=today.year + 1) if found < today else found


def months_on(day_of: date, months: int, day: int | None = None) -> date:
    """That many months on, on `day` or the same day; a month that is too short ends earlier."""
    year, month = divmod(day_of.year * 12 + day_of.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day or day_of.day, last))
