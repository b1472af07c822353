"""Times as they are spoken: "half past four", "quarter to 5", "ten past six", "at ten to six"."""

from collections.abc import Sequence
from datetime import time

from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import number
from src.agent.offline.reading.tokens import Token

EXAMPLES = {
    "half past four": "16:30",
    "at quarter to 5": "16:45",
    "at ten to six": "17:50",
    "half past seven pm": "19:30",
    "quarter past 9": "09:15",
}
_NOON, _FIRST_MORNING_HOUR, _HOUR = 12, 7, 60


def match(tokens: Sequence[Token], at: int) -> tuple[int, time] | None:
    """The time that starts at index `at`: where it ends, and the time."""
    start = phrases.match("at|by|before|around", tokens, at) or at
    minutes = _minutes(tokens, start)
    way = phrases.match("past|after|to|before", tokens, minutes[0]) if minutes else None
    hour = number(tokens, way) if way else None
    if minutes is None or way is None or hour is None or not 1 <= hour[1] <= _NOON:
        return None
    later = tokens[way - 1].low in {"past", "after"}
    # "ten to six" said of nothing else is a score or a price: a word must ask for a time.
    if tokens[minutes[0] - 1].low not in {"half", "quarter"} and start == at:
        return None
    half = tokens[hour[0]].low if hour[0] < len(tokens) else ""
    end = hour[0] + (half in {"am", "pm"})
    total = hour[1] % _NOON * _HOUR + (minutes[1] if later else -minutes[1])
    early = hour[1] < _FIRST_MORNING_HOUR or hour[1] == _NOON
    if half == "pm" or (half != "am" and early):
        total += _NOON * _HOUR
    total %= 2 * _NOON * _HOUR
    return end, time(total // _HOUR, total % _HOUR)


def _minutes(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    if end := phrases.match("half", tokens, at):
        return end, 30
    if end := phrases.match("a? quarter", tokens, at):
        return end, 15
    found = number(tokens, at)
    return (phrases.match("minutes", tokens, found[0]) or found[0], found[1]) if found else None
