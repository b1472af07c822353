"""Dates in words: "tomorrow", "next friday", "in 3 days", "dec 24", "2026-12-24", "24.12.".

Examples: "by friday" -> the coming Friday, today included; "next monday" -> the Monday of the
following week; "24/12" -> day first where the first figure cannot be a month, else month first.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import number
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import periods
from src.agent.offline.values.day_names import MONTHS, days_from_today, month, weekday

EXAMPLES = {
    "tomorrow": "2026-11-25",
    "the day after tomorrow": "2026-11-26",
    "next friday": "2026-12-04",
    "in 3 days": "2026-11-27",
    "dec 24": "2026-12-24",
    "24.12.": "2026-12-24",
    "the 5th": "2026-12-05",
}
Found = tuple[int, date]

_WEEK = 7
_SHORT = re.compile(r"(\d{1,3})(d|w|mo|y)")
_UNITS = {"d": "day", "w": "week", "mo": "month", "y": "year"}


def match(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    """The date phrase that starts at index `at`: where it ends, and the day it names."""
    readers: tuple[Callable[[Sequence[Token], int, date], Found | None], ...] = (
        # The longest phrases first: "the day after tomorrow" holds "tomorrow".
        _after_tomorrow,
        _near,
        _distance,
        periods.match,
        _weekday,
        _figures,
        month_day,
        _day_alone,
    )
    return next((found for read in readers if (found := read(tokens, at, today))), None)


def _after_tomorrow(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    end = phrases.match("the? day after", tokens, at)
    if end is None or end >= len(tokens) or days_from_today(tokens[end].low) != 1:
        return None
    return end + 1, today + timedelta(days=2)


def _near(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    start = phrases.match("later|sometime", tokens, at) or at
    days = days_from_today(tokens[start].low) if start < len(tokens) else None
    return (start + 1, today + timedelta(days=days)) if days is not None else None


def _distance(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    """Read "in 3 days", "in a week", "2 weeks from now", "a week from today"."""
    start = phrases.match("in|within|+", tokens, at)
    if start and start < len(tokens) and (short := _SHORT.fullmatch(tokens[start].low)):
        day = _shifted(today, int(short[1]), _UNITS[short[2]])
        return (start + 1, day) if day else None
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
            "month": lambda: periods.months_on(today, amount),
            "year": lambda: periods.months_on(today, 12 * amount),
        }[unit]()
    except (KeyError, OverflowError, ValueError):
        # Not a unit of days, or a day that no calendar has.
        return None


def _weekday(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    following = phrases.match("next", tokens, at)
    # "this friday" and "friday" are the same day: the coming one, today included.
    start = following or phrases.match("this|coming", tokens, at) or at
    named = weekday(tokens[start].low) if start < len(tokens) else None
    if named is None:
        return None
    if following:
        # "next friday" is of the week that begins next Monday, whatever today is.
        return start + 1, today + timedelta(days=_WEEK - today.weekday() + named - 1)
    end = phrases.match("week", tokens, start + 1) or start + 1
    return end, periods.coming(today, named - 1)


def _figures(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    token = tokens[at]
    if token.kind != "date":
        return None
    figures = [int(figure) for figure in re.findall(r"\d+", token.text)]
    year = _full_year(figures[2]) if len(figures) > 2 else 0  # noqa: PLR2004 (day, month, year)
    if "-" in token.text:
        # ISO dates are year first.
        year, month_of, day = figures
    elif "." in token.text:
        day, month_of = figures[:2]
    else:
        # Slashes are month first where both readings make sense.
        month_of, day = figures[:2]
        if month_of > max(MONTHS.values()):
            month_of, day = day, month_of
    found = _day(year, month_of, day, today)
    return (at + 1, found) if found else None


def _full_year(year: int) -> int:
    return year + 2000 if year < 100 else year  # noqa: PLR2004 ("26" is written for 2026)


def month_day(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    """Read "dec 24", "december 24th", "the 24th of december", "24 dec 2027"."""
    start = phrases.match("the", tokens, at) or at
    if start >= len(tokens):
        return None
    if named := month(tokens[start].low):
        # "dec. 14"
        at_day = phrases.match(".", tokens, start + 1) or start + 1
        read = _ordinal(tokens, at_day)
        return _with_year(tokens, at_day + 1, named, read[0], today) if read else None
    read = _ordinal(tokens, start)
    if read is None:
        return None
    at_month = phrases.match("of", tokens, start + 1) or start + 1
    if at_month < len(tokens) and (named := month(tokens[at_month].low)):
        return _with_year(tokens, at_month + 1, named, read[0], today)
    return None


def _day_alone(tokens: Sequence[Token], at: int, today: date) -> Found | None:
    """Read "the 24th": a day of this month, or of the next when that one is over."""
    start = phrases.match("the", tokens, at)
    read = _ordinal(tokens, start) if start else None
    if not start or not read or not read[1]:
        return None
    day = _day(today.year, today.month, read[0], today)
    if day and day < today:
        day = periods.months_on(today, 1, day=read[0])
    return (start + 1, day) if day else None


def _with_year(tokens: Sequence[Token], at: int, named: int, day: int, today: date) -> Found | None:
    at_year = phrases.match(",", tokens, at) or at
    # A number after the day is a year only with four figures: "dec 24 5 people".
    text = tokens[at_year].low if at_year < len(tokens) else ""
    if text.isdecimal() and len(text) == len("2026"):
        found = _day(int(text), named, day, today)
        return (at_year + 1, found) if found else None
    found = _day(0, named, day, today)
    return (at, found) if found else None


def _ordinal(tokens: Sequence[Token], at: int) -> tuple[int, bool] | None:
    """The day of a month, and whether it was written with its ending ("24th")."""
    text = tokens[at].low if at < len(tokens) else ""
    figures = text.rstrip("stndrh")
    if not figures.isdecimal() or not 1 <= int(figures) <= 31:  # noqa: PLR2004 (days of a month)
        return None
    return int(figures), figures != text


def _day(year: int, month_of: int, day: int, today: date) -> date | None:
    """That day; without a year (0) the coming one. None when no calendar has it."""
    try:
        found = date(year or today.year, month_of, day)
        return found.replace(year=found.year + 1) if not year and found < today else found
    except ValueError:
        return None
