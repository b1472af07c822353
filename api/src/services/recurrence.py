"""When a recurring task is due next, by RFC 5545 section 3.3.10; dateutil counts.

Rules are counted in days of the task's own zone, and the time of day is the task's: 09:00 stays
09:00 when summer time ends. So a rule repeats days, never hours.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, cast

from dateutil.rrule import rrule, rrulestr

from src.errors import InvalidError

EXAMPLE = "A recurrence is written like FREQ=WEEKLY;BYDAY=MO,TH."
HORIZON, STEPS = timedelta(days=366 * 40), 366 * 9
"""How far, and of days how many, are looked at: a rule that names none of them (30 February) never
comes, and 29 February comes within eight years, or within forty when only weeks or years count."""
LAST_DAY = datetime(2500, 12, 31)  # noqa: DTZ001 - a wall clock
_WEEKDAY = r"(MO|TU|WE|TH|FR|SA|SU)"
_PART = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d{0,2}",
    "COUNT": r"[1-9]\d{0,3}",
    "UNTIL": r"\d{8}(T\d{6}Z?)?",
    "WKST": _WEEKDAY,
    "BYDAY": rf"([+-]?[1-5]?\d)?{_WEEKDAY}",
    "BYMONTHDAY": r"[+-]?([1-9]|[12]\d|3[01])",
    "BYYEARDAY": r"[+-]?[1-9]\d{0,2}",
    "BYWEEKNO": r"[+-]?[1-5]?[1-9]|[+-]?[1-5]0",
    "BYMONTH": r"[1-9]|1[0-2]",
    "BYSETPOS": r"[+-]?[1-9]\d{0,2}",
}
"""What each value of a part may be; lists are separated by commas."""
_ONLY_WITH = {
    "BYWEEKNO": {"YEARLY"},
    "BYYEARDAY": {"YEARLY"},
    "BYMONTHDAY": {"DAILY", "MONTHLY", "YEARLY"},
    "BYSETPOS": {"WEEKLY", "MONTHLY", "YEARLY"},
}
_HIGHEST_OF_MONTH, _LONGEST_LIST = 5, 60


class Following(NamedTuple):
    """The next occurrence."""

    day: date
    rule: str
    """What it goes on with: the rule with what is left of COUNT."""


def normalise(text: str) -> str:
    """Return a rule in the one way in which it is stored.

    Args:
        text: As RFC 5545 writes it, with or without `RRULE:`.

    Raises:
        InvalidError: It is none, or it repeats hours, or no day ever fits it.
    """
    parts = _parse(text)
    begin = datetime(2000, 1, 1)  # noqa: DTZ001 - every kind of year follows
    if _first(parts, begin, begin - timedelta(days=1)) is None:
        raise InvalidError("This recurrence never comes: no day fits it.")
    return _joined(parts)


def following(rule: str, due: date, *, not_before: date) -> Following | None:
    """Return the next occurrence after a day; None when the rule has ended.

    Args:
        rule: As `normalise` returned it.
        due: The day that the rule counts from, the first of COUNT.
        not_before: Occurrences before this day were missed and are passed over.
    """
    parts, begin = _parse(rule), datetime.combine(due, time())
    yesterday = datetime.combine(not_before, time()) - timedelta(days=1)
    found = _first(parts, begin, max(begin, yesterday))
    if found is None or ("UNTIL" in parts and found > _until(parts)):
        return None
    if "COUNT" in parts:
        passed = len(_uncounted(parts, begin).between(begin, found))
        left = int(parts["COUNT"]) - 1 - passed
        if left < 1:
            return None
        parts["COUNT"] = str(left)
    return Following(found.date(), _joined(parts))


def _first(parts: dict[str, str], begin: datetime, after: datetime) -> datetime | None:
    found: datetime | None = _uncounted(parts, begin, after).after(after)
    return found


def _uncounted(parts: dict[str, str], begin: datetime, after: datetime | None = None) -> rrule:
    kept = {name: value for name, value in parts.items() if name not in {"COUNT", "UNTIL"}}
    last = min(max(begin, after or begin) + _horizon(kept), LAST_DAY)
    made = rrulestr(_joined(kept), dtstart=begin)
    return cast("rrule", made).replace(until=last)  # of one line dateutil makes no set


def _horizon(parts: dict[str, str]) -> timedelta:
    if parts["FREQ"] != "DAILY":
        return HORIZON
    return min(HORIZON, timedelta(days=STEPS * int(parts.get("INTERVAL", "1"))))


def _until(parts: dict[str, str]) -> datetime:
    # The last day itself still counts, whatever its hour.
    return datetime.strptime(parts["UNTIL"][:8], "%Y%m%d")  # noqa: DTZ007 - a wall clock


def _parse(text: str) -> dict[str, str]:
    body = text.strip().upper().removeprefix("RRULE:")
    pairs = [part.partition("=") for part in body.split(";") if part.strip()]
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    if len(parts) != len(pairs) or "FREQ" not in parts:
        raise InvalidError(EXAMPLE)
    for name, value in parts.items():
        _check(name, value, parts["FREQ"])
    if {"COUNT", "UNTIL"} <= parts.keys():
        raise InvalidError("A recurrence ends by COUNT or by UNTIL, not by both.")
    if "UNTIL" in parts:
        _check_day(parts)
    return parts


def _check(name: str, value: str, frequency: str) -> None:
    values = value.split(",") if name.startswith("BY") else [value]
    pattern = _PART.get(name)
    if pattern is None or len(values) > _LONGEST_LIST:
        raise InvalidError(f"{EXAMPLE} It cannot have {name[:20]}.")
    for one in values:
        if not re.fullmatch(pattern, one) or not _fits(name, one, frequency):
            raise InvalidError(f"{EXAMPLE} It cannot have {name}={one[:20]} with {frequency[:7]}.")


def _fits(name: str, value: str, frequency: str) -> bool:
    if frequency not in _ONLY_WITH.get(name, {frequency}):
        return False
    if name != "BYDAY" or len(value) == len("MO"):
        return True
    number = abs(int(value[:-2]))
    highest = {"MONTHLY": _HIGHEST_OF_MONTH, "YEARLY": 53}.get(frequency, 0)
    return 1 <= number <= highest


def _check_day(parts: dict[str, str]) -> None:
    try:
        _until(parts)
    except ValueError as error:
        raise InvalidError("UNTIL is written like 20261231.") from error


def _joined(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())
