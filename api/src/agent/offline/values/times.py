"""Times in words: "at 5pm", "17:00", "at noon", "in the evening", "at 5", "in 2 hours".

A bare hour after "at" is the one people mean: 1 to 6 are in the afternoon, 7 to 12 as they stand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import durations, hours, spoken_times, zones
from src.agent.offline.values.day_names import MONTHS, days_from_today, weekday

EXAMPLES = {
    "at 5pm": "17:00",
    "17:00": "17:00",
    "at 5": "17:00",
    "at noon": "12:00",
    "in the evening": "18:00",
    "9am EST": "09:00",
    "at 8 in the evening": "20:00",
}

_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0), "tonight": time(20)}
PARTS_OF_DAY = {
    "morning": time(9),
    "afternoon": time(15),
    "evening": time(18),
    "night": time(20),
}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_NOON, _FIRST_MORNING_HOUR, _HOURS, _MINUTES = 12, 7, 24, 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day; `day_shift` counts days from today when the words fix the day too.

    `zone` is where the clock is that shows it; None is the person's own. `is_open` tells that the
    words leave open which half of the day it is in.
    """

    time: time
    day_shift: int | None = None
    vague: bool = False
    zone: ZoneInfo | None = None
    is_open: bool = False

    def within(self, vague: "Moment") -> "Moment":
        """The same in the part of the day that other words name: "tonight at 9" is at 21:00."""
        late = self.is_open and vague.time.hour >= _NOON > self.time.hour
        return replace(self, time=self.time.replace(hour=self.time.hour + _NOON)) if late else self


def match(tokens: Sequence[Token], at: int, now: datetime) -> tuple[int, Moment] | None:
    """The time phrase that starts at index `at`: where it ends, and what it names."""
    found = _distance(tokens, at, now) or _part_of_day(tokens, at) or _named(tokens, at)
    if found:
        return found
    span = hours.match(tokens, at) or spoken_times.match(tokens, at)
    shown = (span[0], Moment(span[1])) if span else _clock(tokens, at)
    zone = zones.match(tokens, shown[0]) if shown else None
    return (zone[0], replace(shown[1], zone=zone[1])) if shown and zone else shown


def _distance(tokens: Sequence[Token], at: int, now: datetime) -> tuple[int, Moment] | None:
    start = phrases.match("in|within", tokens, at)
    if start is None:
        return _from_now(tokens, at, now)
    length = durations.match(tokens, start)
    if length is None or not _is_short(tokens, length):
        return None
    return length[0], _later(now, timedelta(minutes=length[1]))


def _is_short(tokens: Sequence[Token], length: tuple[int, int]) -> bool:
    """Whether it is one of hours and minutes: days from now are a date."""
    return tokens[length[0] - 1].low.rstrip("s") not in {"day", "week", "d"}


def _from_now(tokens: Sequence[Token], at: int, now: datetime) -> tuple[int, Moment] | None:
    """Read "24 hours from now"; days from now are a date."""
    length = durations.match(tokens, at)
    end = phrases.match("from now", tokens, length[0]) if length else None
    found = end and length and _is_short(tokens, length)
    return (end, _later(now, timedelta(minutes=length[1]))) if end and length and found else None


def _later(now: datetime, distance: timedelta) -> Moment:
    then = (now + distance).replace(second=0, microsecond=0)
    return Moment(then.time(), day_shift=(then.date() - now.date()).days)


def _part_of_day(tokens: Sequence[Token], at: int) -> tuple[int, Moment] | None:
    """Read "in the morning", "this evening"; a bare "morning" only directly after a day."""
    start = phrases.match("in the", tokens, at) or phrases.match("at|this|by", tokens, at) or at
    part = PARTS_OF_DAY.get(tokens[start].low) if start < len(tokens) else None
    # "evening dress" is a title; "tomorrow evening" is a time.
    if part is None or (start == at and not _is_day(tokens, at - 1)):
        return None
    today = 0 if tokens[at].low == "this" else None
    return start + 1, Moment(part, day_shift=today, vague=True)


def _is_day(tokens: Sequence[Token], at: int) -> bool:
    if at < 0:
        return False
    low = tokens[at].low
    dated = tokens[at].kind == "date" or (at > 0 and tokens[at - 1].low in MONTHS)
    return dated or low in MONTHS or weekday(low) is not None or days_from_today(low) is not None


def _named(tokens: Sequence[Token], at: int) -> tuple[int, Moment] | None:
    start = phrases.match("at|by|before", tokens, at) or at
    named = _NAMED.get(tokens[start].low) if start < len(tokens) else None
    if named is None:
        return None
    tonight = tokens[start].low == "tonight"
    return start + 1, Moment(named, day_shift=0 if tonight else None, vague=tonight)


def _clock(tokens: Sequence[Token], at: int) -> tuple[int, Moment] | None:
    start = phrases.match("at|by|before|from|around|@ around?", tokens, at)
    index = start or at
    if index >= len(tokens):
        return None
    token = tokens[index]
    # A bare figure is a time only after a word that asks for one: "at 5", not "buy 5".
    bare = token.kind == "word" and token.low.isdecimal() and start and _asks_time(tokens, at)
    # "version 2.10 notes" names no time; "at 2.10", "friday 19.30" and a last "19.30" do.
    dotted = "." in token.text and token.text[-1].isdecimal()
    clock = token.kind == "clock" and (
        not dotted or bool(start) or at + 1 == len(tokens) or _is_day(tokens, at - 1)
    )
    read = _CLOCK.fullmatch(token.text) if clock or bare else None
    if read is None:
        return None
    # The phrase goes on: "at 5 o'clock", then perhaps "in the afternoon".
    end = phrases.match("o'clock", tokens, index + 1) or index + 1
    moment = _time(int(read[1]), int(read[2] or 0), read[3], guess=bool(bare))
    return _with_part(tokens, end, moment) if moment else None


def _asks_time(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bare figure after this word is a time: "at 5", "around 4"; not "by 5 people"."""
    if tokens[at].low in {"at", "@"}:
        return True
    following = tokens[at + 2] if at + 2 < len(tokens) else None
    return following is None or following.kind != "word" or _is_day(tokens, at + 2)


def _with_part(tokens: Sequence[Token], end: int, moment: time) -> tuple[int, Moment]:
    """Read on: "at 5 in the afternoon", "8 in the morning"."""
    part = _part_of_day(tokens, end) if end < len(tokens) and tokens[end].low != "this" else None
    if part is None:
        is_open = tokens[end - 1].text[-1:].isdecimal() and 0 < moment.hour < _NOON
        return end, Moment(moment, is_open=is_open)
    late = part[1].time >= time(_NOON)
    hour = moment.hour % _NOON + (_NOON if late else 0)
    return part[0], Moment(moment.replace(hour=hour))


def _time(hour: int, minute: int, half: str | None, *, guess: bool) -> time | None:
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half.lower() == "p" else 0)
    # Nobody means five in the morning by "at 5".
    elif guess and 1 <= hour < _FIRST_MORNING_HOUR:
        hour += _NOON
    return time(hour, minute) if hour < _HOURS and minute < _MINUTES else None
