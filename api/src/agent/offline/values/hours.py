"""A range of hours, of which the beginning counts: "between 5 and 6", "2-3pm"."""

import re
from collections.abc import Sequence
from datetime import time

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token

EXAMPLES = {
    "between 5 and 6": "17:00",
    "between 9 and 11am": "09:00",
    "from 14:00 to 15:30": "14:00",
    "2-3pm": "14:00",
    "10-12": "10:00",
    "from 3pm to 6pm": "15:00",
}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?(?:([ap])\.?m\.?)?", re.IGNORECASE)
_JOINED = re.compile(r"(\d{1,2}(?:[:.]\d{2})?)-(\d{1,2}(?:[:.]\d{2})?)", re.IGNORECASE)
_FROM = ("between", "at? from")
_TO = ("and|to|until|till|- ",)
_NOON, _FIRST_MORNING_HOUR, _HOURS, _MINUTES = 12, 7, 24, 60


def match(tokens: Sequence[Token], at: int) -> tuple[int, time] | None:
    """The range that starts at index `at`: where it ends, and its beginning."""
    return _spoken(tokens, at) or _joined(tokens, at)


def _spoken(tokens: Sequence[Token], at: int) -> tuple[int, time] | None:
    start = phrases.first(_FROM, tokens, at)
    # Two clocks with a dash need no word before them.
    first = at if start is None and tokens[at].kind == "clock" else start
    if first is None:
        return None
    last = phrases.first(_TO, tokens, first + 1)
    if last is None or last >= len(tokens):
        return None
    end = _half(tokens, last)
    return _range(tokens[first].text, tokens[last].text + end[1], end[0])


def _joined(tokens: Sequence[Token], at: int) -> tuple[int, time] | None:
    """Read "10-12", "2-3pm", "9-11 am" after a word that is not a number."""
    start = phrases.match("at|from|@", tokens, at) or at
    text = tokens[start].text if start < len(tokens) else ""
    half = re.search(r"[ap]m$", text, re.IGNORECASE)
    read = _JOINED.fullmatch(text[: half.start()] if half else text)
    alone = len(tokens) == 1 or half is not None
    if read is None or (start == at == 0 and not alone):
        return None
    end = _half(tokens, start)
    return _range(read[1], read[2] + (half[0] if half else end[1]), end[0])


def _half(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """Where a range ends, and the "am" or "pm" that may stand apart."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return (at + 2, following) if following in {"am", "pm"} else (at + 1, "")


def _range(first: str, last: str, end: int) -> tuple[int, time] | None:
    begin, finish = _CLOCK.fullmatch(first), _CLOCK.fullmatch(last.strip())
    if begin is None or finish is None:
        return None
    hour, minute = int(begin[1]), int(begin[2] or 0)
    half = (begin[3] or finish[3] or "").lower()
    # "between 9 and 11am" is all morning, "11-1pm" begins in it.
    crosses = not begin[3] and half == "p" and hour > int(finish[1]) % _NOON and hour < _NOON
    if half and not crosses:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    elif not half and not begin[2] and hour < _FIRST_MORNING_HOUR:
        # Nobody means five in the morning by "between 5 and 6".
        hour += _NOON
    return (end, time(hour, minute)) if hour < _HOURS and minute < _MINUTES else None
