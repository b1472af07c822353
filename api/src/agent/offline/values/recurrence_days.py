"""The days of a recurrence: "monday and thursday", "the last friday of the month", "4 july"."""

import re
from collections.abc import Sequence
from datetime import date

from src.agent.offline.reading import phrases
from src.agent.offline.reading.numbers import ordinal
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import dates
from src.agent.offline.values.day_names import weekday

EXAMPLES = {
    "monday, wednesday and friday": "MO,WE,FR",
    "weekday": "MO,TU,WE,TH,FR",
    "weekend": "SA,SU",
    "tue & thu": "TU,TH",
}
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_GROUPS = {
    "weekday": ",".join(CODES[:5]),
    "workday": ",".join(CODES[:5]),
    "weekend": ",".join(CODES[5:]),
}
_MONTH = ("of|in the|each|every|a month", "of|in each|every month", "each|every month", "monthly")
_MOST_OF_MONTH = 4

type Parts = dict[str, str]


def weekdays(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """The weekdays listed from index `at`: where the list ends, and BYDAY."""
    found: list[str] = []
    end = at
    while end < len(tokens) and (codes := _codes(tokens[end].low)):
        found += codes
        end += 1
        # Between two days there may be a comma, a word, or nothing.
        following = phrases.first((", and?", "and|&|+"), tokens, end) or end
        if following >= len(tokens) or not _codes(tokens[following].low):
            break
        end = following
    return (end, ",".join(sorted(set(found), key=CODES.index))) if found else None


def _codes(word: str) -> list[str]:
    """The days of one word: "friday", "fridays", "mon/wed", "weekdays"."""
    if group := _GROUPS.get(word.removesuffix("s")):
        return group.split(",")
    parts = re.split(r"[/&+]", word)
    days = [weekday(part) or weekday(part.removesuffix("s")) for part in parts]
    return [] if None in days else [CODES[day - 1] for day in days if day]


def plural(tokens: Sequence[Token], at: int) -> tuple[int, Parts] | None:
    """Read "on mondays", "tuesdays and fridays", "on weekdays": the plural says each of them."""
    start = phrases.match("on the?", tokens, at) or at
    if end := phrases.match("monday|mon to|through|thru|- friday|fri", tokens, start):
        return end, {"FREQ": "WEEKLY", "BYDAY": _GROUPS["weekday"]}
    days = weekdays(tokens, start)
    if days and days[1].count(",") > 1:
        # Three days named one after another come again, whatever their number.
        return days[0], {"FREQ": "WEEKLY", "BYDAY": days[1]}
    if days is None or not tokens[start].low.endswith("days" if start == at else "s"):
        return None
    # "thurs" and "tues" are short, not many.
    many = tokens[start].low.removesuffix("s") in _GROUPS or tokens[start].low.endswith("days")
    return (days[0], {"FREQ": "WEEKLY", "BYDAY": days[1]}) if many else None


def of_month(tokens: Sequence[Token], at: int) -> tuple[int, Parts] | None:
    """Read "the 1st of every month", "last friday of the month", "at the end of each month"."""
    start = phrases.match("on|at|by|every|each the?", tokens, at) or at
    start = phrases.match("the", tokens, start) or start
    ends = phrases.match("every|each month end", tokens, at)
    if end := ends or phrases.match("end of every|each month", tokens, start):
        return end, {"FREQ": "MONTHLY", "BYMONTHDAY": "-1"}
    found = _within(tokens, start)
    end = phrases.first(_MONTH, tokens, found[0]) if found else None
    if found is None or end is None:
        return None
    # "the 24th of the month" may be one day; of every month it comes again.
    says_each = any(token.low in {"every", "each", "monthly"} for token in tokens[at:end])
    return (end, {"FREQ": "MONTHLY"} | found[1]) if says_each or "BYDAY" in found[1] else None


def within_month(tokens: Sequence[Token], at: int) -> tuple[int, Parts] | None:
    """Read the day after "every month on the": "15th", "last day", "first monday"."""
    return _within(tokens, at)


def _within(tokens: Sequence[Token], at: int) -> tuple[int, Parts] | None:
    if end := phrases.match("last day", tokens, at):
        return end, {"BYMONTHDAY": "-1"}
    place = ordinal(tokens[at]) if at < len(tokens) else None
    days = weekdays(tokens, at + 1) if place and not tokens[at].low.isdecimal() else None
    if days and place and place <= _MOST_OF_MONTH and days[1] in CODES:
        return days[0], {"BYDAY": f"{place}{days[1]}"}
    day = day_of_month(tokens, at)
    return (day[0], {"BYMONTHDAY": str(day[1])}) if day else None


def day_of_month(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A day of the month, as "15th", "day 15" or "first"."""
    start = phrases.match("day", tokens, at) or at
    if start >= len(tokens):
        return None
    low = tokens[start].low
    read = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?", low)
    if read and (read[2] or start > at) and 1 <= int(read[1]) <= 31:  # noqa: PLR2004 (days of a month)
        return start + 1, int(read[1])
    place = None if low.isdecimal() else ordinal(tokens[start])
    return (start + 1, place) if place and place > 0 else None


def of_year(tokens: Sequence[Token], at: int, today: date) -> tuple[int, Parts] | None:
    """Read "february 14", "the 4th of july"."""
    found = dates.month_day(tokens, at, today)
    if found is None:
        return None
    end, day = found
    return end, {"FREQ": "YEARLY", "BYMONTH": str(day.month), "BYMONTHDAY": str(day.day)}
