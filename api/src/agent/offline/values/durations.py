"""Lengths of time in minutes: "20 min", "an hour and a half", "1.5h", "half an hour", "2 days"."""

import re
from collections.abc import Sequence

from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import number
from src.agent.offline.reading.tokens import Token

EXAMPLES = {
    "20 min": 20,
    "an hour": 60,
    "an hour and a half": 90,
    "half an hour": 30,
    "1.5h": 90,
    "1h30": 90,
    "90min": 90,
    "two days": 2880,
    "1 hour 30 minutes": 90,
}
_UNITS = {
    unit: minutes
    for units, minutes in (
        ("minute minutes min mins m", 1),
        ("hour hours h hr hrs", 60),
        ("day days d", 24 * 60),
        ("week weeks", 7 * 24 * 60),
    )
    for unit in units.split()
}
_WHOLE = re.compile(r"(\d{1,3})(?:[.,](\d))?-?(minutes?|mins?|m|hours?|hrs?|h)(?:(\d{1,2})m?)?")


def match(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The length that starts at index `at`: where it ends, and its minutes."""
    if end := phrases.match("half an? hour", tokens, at):
        return end, 30
    found = _compact(tokens, at) or _counted(tokens, at)
    if found is None:
        return None
    end, minutes = found
    if half := phrases.match("and a half", tokens, end):
        return half, minutes * 3 // 2
    # "1 hour 30 minutes", "one hour and ten minutes" are one length; days do not go on so.
    more = _counted(tokens, phrases.match("and", tokens, end) or end)
    same = more is not None and 0 < more[1] < 60 <= minutes < 24 * 60 and tokens[end].low != "and"  # noqa: PLR2004 (minutes after hours)
    return (more[0], minutes + more[1]) if more and same else found


def _compact(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Read "90min", "1.5h", "1h30"."""
    read = _WHOLE.fullmatch(tokens[at].low) if at < len(tokens) else None
    if read is None:
        return None
    unit = _UNITS[read[3]]
    return at + 1, int(read[1]) * unit + int(read[2] or 0) * unit // 10 + int(read[4] or 0)


def _counted(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    count = number(tokens, at)
    if count is None and at < len(tokens) and re.fullmatch(r"\d{1,2}[.,]5", tokens[at].low):
        unit = _unit(tokens, at + 1)
        return (at + 2, int(float(tokens[at].low.replace(",", ".")) * unit)) if unit else None
    unit = _unit(tokens, count[0]) if count else None
    return (count[0] + 1, count[1] * unit) if count and unit else None


def _unit(tokens: Sequence[Token], at: int) -> int | None:
    return _UNITS.get(tokens[at].low) if at < len(tokens) else None
