"""Dates in words: "tomorrow", "next friday", "in 3 days", "dec 24", "2026-12-24", "end of month".

Examples: "by friday" -> the coming Friday, today included; "next monday" -> the Monday of the
following week; "24/12" -> day first where the first figure cannot be a month, else month first.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import number
from src.agent.offline.reading.tokens import Token

Found = tuple[int, date]

WEEKDAYS = {
    name: index
    for index, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed weds",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_MONTH_NAMES = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug"
    "|september sep sept|october oct|november nov|december dec"
)
MONTHS = {
    name: index
    for index, names in enumerate(_MONTH_NAMES.split("|"), start=1)
    for name in names.split()
}
# Misspellings that phones do not correct are days, too.
_NEAR = {
    "today": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "tmr": 1,
    "tomorow": 1,
    "tomorrow's": 1,
    "yesterday": -1,
}
_FRIDAY, _SATURDAY, _WEEK, _LAST = 4, 5, 7, 31


def match(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    """The date phrase that starts at index `at`: where it ends, and the day it names."""
    readers: tuple[Callable[[Sequence[Token], int, date], Found | None], ...] = (
        # The longest phrases first: "the day after tomorrow" holds "tomorrow".
        _after_tomorrow,
        _near,
        _distance,
        _period,
        _weekday,
        _figures,
        _month_day,
    )
    return next((found for read in readers if (found := read(tokens, at, today))), None)


def _after_tomorrow(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    end = phrases.match("the? day after tomorrow", tokens, at)
    return (end, today + timedelta(days=2)) if end else None


def _near(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    days = _NEAR.get(tokens[at].low)
    return (at + 1, today + timedelta(days=days)) if days is not None else None


def _distance(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    """Read "in 3 days", "in a week", "2 weeks from now", "a week from today"."""
    start = phrases.match("in|within", tokens, at)
    count = number(tokens, start or at)
    if count is None or count[0] >= len(tokens):
        return None
    at_unit, amount = count
    day = _shifted(today, amount, tokens[at_unit].low.removesuffix("s"))
    end = at_unit + 1 if start else phrases.match("from now|today", tokens, at_unit + 1)
    return (end, day) if end and day else None


def _shifted(today: date, amount: int, unit: str) -> date | None:
    try:
        return {
            "day": lambda: today + timedelta(days=amount),
            "week": lambda: today + timedelta(weeks=amount),
            "month": lambda: _months(today, amount),
            "year": lambda: _months(today, 12 * amount),
        }[unit]()
    except (KeyError, OverflowError, ValueError):
        # Not a unit of days, or a day that no calendar has.
        return None


def _months(day_of: date, months: int, day: int | None = None) -> date:
    """That many months on, on `day` or the same day; a month that is too short ends earlier."""
    year, month = divmod(day_of.year * 12 + day_of.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day or day_of.day, last))


def _period(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    ends: dict[str, Callable[[], date]] = {
        "the? end of the|this? week": lambda: _coming(today, _FRIDAY),
        "the? end of the|this? month": lambda: _months(today, 0, day=_LAST),
        "the? end of the|this? year": lambda: today.replace(month=12, day=31),
        "the? end of next month": lambda: _months(today, 1, day=_LAST),
        "the? end of the? day": lambda: today,
        "this|the weekend": lambda: _coming(today, _SATURDAY),
        "next weekend": lambda: _coming(today, _SATURDAY) + timedelta(weeks=1),
        "next week": lambda: today + timedelta(days=_WEEK - today.weekday()),
        "next month": lambda: _months(today, 1, day=1),
        "next year": lambda: date(today.year + 1, 1, 1),
    }
    for pattern, day in ends.items():
        end = phrases.match(pattern, tokens, at)
        if end:
            return end, day()
    return None


def _coming(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % _WEEK)


def _weekday(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    following = phrases.match("next", tokens, at)
    # "this friday" and "friday" are the same day: the coming one, today included.
    start = following or phrases.match("this|coming", tokens, at) or at
    weekday = WEEKDAYS.get(tokens[start].low) if start < len(tokens) else None
    if weekday is None:
        return None
    if following:
        # "next friday" is of the week that begins next Monday, whatever today is.
        return start + 1, today + timedelta(days=_WEEK - today.weekday() + weekday)
    return phrases.match("week", tokens, start + 1) or start + 1, _coming(today, weekday)


def _figures(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    token = tokens[at]
    if token.kind != "date":
        return None
    figures = [int(figure) for figure in token.text.replace("/", "-").split("-")]
    # ISO dates are year first; slashes are month first where both readings make sense.
    if "-" in token.text:
        year, month, day = figures
    else:
        month, day = figures[:2]
        year = _full_year(figures[2]) if len(figures) > 2 else 0  # noqa: PLR2004 (month, day, year)
        if month > len(_MONTH_NAMES.split("|")):
            month, day = day, month
    found = _day(year, month, day, today)
    return (at + 1, found) if found else None


def _full_year(year: int) -> int:
    return year + 2000 if year < 100 else year  # noqa: PLR2004 ("26" is written for 2026)


def _month_day(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    """Read "dec 24", "december 24th", "the 24th of december", "24 dec 2027", "the 24th"."""
    end = phrases.match("the", tokens, at) or at
    if end >= len(tokens):
        return None
    if month := MONTHS.get(tokens[end].low):
        read = _ordinal(tokens, end + 1)
        return _with_year(tokens, end + 2, month, read[0], today) if read else None
    read = _ordinal(tokens, end)
    if read is None:
        return None
    at_month = phrases.match("of", tokens, end + 1) or end + 1
    if at_month < len(tokens) and (month := MONTHS.get(tokens[at_month].low)):
        return _with_year(tokens, at_month + 1, month, read[0], today)
    # "the 24th" alone is a day of this month, or of the next when that one is over.
    if not (end > at and read[1]):
        return None
    day = _day(today.year, today.month, read[0], today)
    if day and day < today:
        day = _months(today, 1, day=read[0])
    return (end + 1, day) if day else None


def _with_year(tokens: Sequence[Token], at: int, month: int, day: int, today: date) -> Found | None:
    at_year = phrases.match(",", tokens, at) or at
    # A number after the day is a year only with four figures: "dec 24 5 people".
    text = tokens[at_year].low if at_year < len(tokens) else ""
    if text.isdecimal() and len(text) == len("2026"):
        found = _day(int(text), month, day, today)
        return (at_year + 1, found) if found else None
    found = _day(0, month, day, today)
    return (at, found) if found else None


def _ordinal(tokens: Sequence[Token], at: int) -> tuple[int, bool] | None:
    """The day of a month, and whether it was written with its ending ("24th")."""
    text = tokens[at].low if at < len(tokens) else ""
    figures = text.rstrip("stndrh")
    if not figures.isdecimal() or not 1 <= int(figures) <= 31:  # noqa: PLR2004 (days of a month)
        return None
    return int(figures), figures != text


def _day(year: int, month: int, day: int, today: date) -> date | None:
    """That day; without a year (0) the coming one. None when no calendar has it."""
    try:
        found = date(year or today.year, month, day)
        return found.replace(year=found.year + 1) if not year and found < today else found
    except ValueError:
        return None
