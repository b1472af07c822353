"""Days that one lists by: "this week", "next 3 days", "from monday to friday", "in december"."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import number
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import periods, spans
from src.agent.offline.values.day_names import MONTHS

EXAMPLES = {
    "this week": ("2026-11-24", "2026-11-29"),
    "the next 3 days": ("2026-11-24", "2026-11-27"),
    "from monday to wednesday": ("2026-11-30", "2026-12-02"),
    "in december": ("2026-12-01", "2026-12-31"),
    "before december": (None, "2026-11-30"),
}
type Days = tuple[date | None, date | None]

_DAY, _WEEK, _SUNDAY, _LAST = timedelta(days=1), timedelta(weeks=1), 6, 31
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}


def match(
    tokens: Sequence[Token], at: int, today: date
) -> tuple[int, date | None, date | None] | None:
    """The range at index `at`: where it ends, its first day and its last, both included."""
    if at >= len(tokens):
        return None
    span = spans.match(tokens, at, today)
    if span and span[1].end:
        return span[0], span[1].start, span[1].end
    return _named(tokens, at, today) or _next(tokens, at, today) or _month(tokens, at, today)


def _named(tokens: Sequence[Token], at: int, today: date) -> tuple[int, date, date] | None:
    # Weeks begin on Monday (ISO 8601).
    sunday = today + timedelta(days=_SUNDAY - today.weekday())
    ranges: dict[str, Callable[[], tuple[date, date]]] = {
        "for|in|over|of? this|the week": lambda: (today, sunday),
        "for|in|over|of? next week": lambda: (sunday + _DAY, sunday + _WEEK),
        "for|on|over? this|the weekend": lambda: (sunday - _DAY, sunday),
        "in|of? this month": lambda: (today, periods.months_on(today, 0, day=_LAST)),
        "for|in|of? next month": lambda: (
            periods.months_on(today, 1, day=1),
            periods.months_on(today, 1, day=_LAST),
        ),
    }
    for pattern, days in ranges.items():
        if end := phrases.match(pattern, tokens, at):
            return end, *days()
    return None


def _next(tokens: Sequence[Token], at: int, today: date) -> tuple[int, date, date] | None:
    start = phrases.match("in|for|within|over? the? next|coming", tokens, at)
    count = number(tokens, start) if start else None
    if count is None or count[0] >= len(tokens) or tokens[count[0]].low not in _UNITS:
        return None
    return count[0] + 1, today, today + timedelta(days=count[1] * _UNITS[tokens[count[0]].low])


def _month(
    tokens: Sequence[Token], at: int, today: date
) -> tuple[int, date | None, date | None] | None:
    before = phrases.match("due? before", tokens, at)
    start = before or phrases.match("due? in|for|during", tokens, at)
    month = MONTHS.get(tokens[start].low) if start and start < len(tokens) else None
    if start is None or month is None or _has_day(tokens, start + 1):
        return None
    begin = periods.months_on(today, (month - today.month) % 12, day=1)
    if before:
        return start + 1, None, begin - _DAY
    return start + 1, max(begin, today), periods.months_on(begin, 0, day=_LAST)


def _has_day(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].low[:1].isdecimal()
