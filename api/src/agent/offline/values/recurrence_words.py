"""The parts of an RRULE in words: "every 2 weeks on monday", "the first of each month", "daily"."""

from collections.abc import Callable, Sequence
from datetime import date, time

from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import number
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import recurrence_days
from src.agent.offline.values.times import PARTS_OF_DAY

EXAMPLES = {
    "every 3 days": {"FREQ": "DAILY", "INTERVAL": "3"},
    "every half year": {"FREQ": "MONTHLY", "INTERVAL": "6"},
    "every february 14": {"FREQ": "YEARLY", "BYMONTH": "2", "BYMONTHDAY": "14"},
    "biweekly": {"FREQ": "WEEKLY", "INTERVAL": "2"},
}
type Parts = dict[str, str]
type Read = tuple[int, Parts, time | None]

_UNITS: dict[str, tuple[str, int]] = {
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
}
_ADVERBS: dict[str, tuple[str, int]] = {
    "daily": ("DAILY", 1),
    "everyday": ("DAILY", 1),
    "weekly": ("WEEKLY", 1),
    "biweekly": ("WEEKLY", 2),
    "fortnightly": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1),
    "quarterly": ("MONTHLY", 3),
    "yearly": ("YEARLY", 1),
    "annually": ("YEARLY", 1),
}
_DAYS_OF_MONTH = frozenset(str(day) for day in range(1, 32))
_EVERY = "once|repeating? every|each|ev|evry|evrey|eveyr !?"
_GOES_ON = frozenset(
    """at on in starting from until till for by after before and about around
    task tasks todo one""".split()  # noqa: SIM905 (a word list reads better as words)
)
"""What may follow "weekly" where it says how often; before another noun it is part of a title."""


def match(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """The recurrence at index `at`: where it ends, its parts, and the time it names."""
    if monthly := recurrence_days.of_month(tokens, at):
        return *monthly, None
    if end := phrases.match("twice a|per year", tokens, at):
        return end, {"FREQ": "MONTHLY", "INTERVAL": "6"}, None
    if each := recurrence_days.plural(tokens, at):
        return *_with_days(tokens, each[0], each[1], today), None
    every = phrases.match(_EVERY, tokens, at) or phrases.match("once a|per", tokens, at)
    if every is None or every >= len(tokens):
        return _adverb(tokens, at, today)
    readers: tuple[Callable[[Sequence[Token], int, date], Read | None], ...] = (
        _part_of_day,
        _weekdays,
        _unit,
        _on_date,
    )
    return next((found for read in readers if (found := read(tokens, every, today))), None)


def _part_of_day(tokens: Sequence[Token], at: int, _today: date) -> Read | None:
    clock = PARTS_OF_DAY.get(tokens[at].low)
    return (at + 1, {"FREQ": "DAILY"}, clock) if clock else None


def _on_date(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """Read "every february 14", "every 15th"."""
    if found := recurrence_days.of_year(tokens, at, today):
        return *found, None
    day = recurrence_days.day_of_month(tokens, at) or _bare_day(tokens, at)
    if day is None:
        return None
    end = phrases.match("of the|each|every? month", tokens, day[0]) or day[0]
    return end, {"FREQ": "MONTHLY", "BYMONTHDAY": str(day[1])}, None


def _bare_day(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Read "every 27"; "every 27 guests" counts guests."""
    low = tokens[at].low
    alone = at + 1 == len(tokens) or tokens[at + 1].kind != "word"
    return (at + 1, int(low)) if low in _DAYS_OF_MONTH and alone else None


def _weekdays(tokens: Sequence[Token], at: int, _today: date) -> Read | None:
    """Read "every friday", "every other monday and thursday", "every 2nd tuesday"."""
    other = phrases.match("other|second|2nd", tokens, at)
    monthly = None if other else recurrence_days.within_month(tokens, at)
    if monthly and "BYDAY" in monthly[1]:
        # "every 3rd friday" is of the month.
        return monthly[0], {"FREQ": "MONTHLY"} | monthly[1], None
    days = recurrence_days.weekdays(tokens, other or at)
    if days is None:
        return None
    parts = {"FREQ": "WEEKLY"} | ({"INTERVAL": "2"} if other else {})
    return _night(tokens, days[0], parts | {"BYDAY": days[1]})


def _night(tokens: Sequence[Token], end: int, parts: Parts) -> Read:
    """Read on: "every wednesday night"."""
    clock = PARTS_OF_DAY.get(tokens[end].low) if end < len(tokens) else None
    return (end + 1 if clock else end), parts, clock


def _unit(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """Read "every week", "every 3 months", "every other day", "every half year"."""
    if end := phrases.match("half|6 -? year|months", tokens, at):
        return end, {"FREQ": "MONTHLY", "INTERVAL": "6"}, None
    other = phrases.match("other|second|2nd", tokens, at)
    count = (other, 2) if other else number(tokens, at) or (at, 1)
    unit = _UNITS.get(tokens[count[0]].low.removesuffix("s")) if count[0] < len(tokens) else None
    if unit is None:
        return None
    return *_with_days(tokens, count[0] + 1, _parts(unit, count[1]), today), None


def _adverb(tokens: Sequence[Token], at: int, today: date) -> Read | None:
    """Read "daily", "weekly on friday"; before a noun it is a word of the title."""
    at = phrases.match("repeat|repeats|repeating|recurring", tokens, at) or at
    unit = _ADVERBS.get(tokens[at].low) if at < len(tokens) else None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    plain = following is not None and following.kind == "word"
    if unit is None or (plain and following and following.low not in _GOES_ON):
        return None
    return *_with_days(tokens, at + 1, _parts(unit, 1), today), None


def _parts(unit: tuple[str, int], count: int) -> Parts:
    freq, times = unit
    interval = times * count
    return {"FREQ": freq} | ({"INTERVAL": str(interval)} if interval > 1 else {})


def _with_days(tokens: Sequence[Token], end: int, parts: Parts, today: date) -> tuple[int, Parts]:
    """Read on: "… on monday and thursday", "… on the 15th", "… on 4 july", "… on the last day"."""
    found: tuple[int, Parts] | None = None
    start = phrases.match("on|by|at? the?", tokens, end) or end
    if start < len(tokens) and parts["FREQ"] == "WEEKLY":
        days = recurrence_days.weekdays(tokens, start)
        found = (days[0], {"BYDAY": days[1]}) if days and start > end else None
    elif start < len(tokens) and parts["FREQ"] == "MONTHLY":
        found = recurrence_days.within_month(tokens, start) if start > end else None
    elif start < len(tokens) and parts["FREQ"] == "YEARLY":
        yearly = recurrence_days.of_year(tokens, start, today)
        found = yearly if start > end else None
    return (found[0], parts | found[1]) if found else (end, parts)
