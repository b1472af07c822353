"""The names of days and months, with the slips that phones do not correct."""

from functools import cache

from src.agent.offline.reading.spelling import near

EXAMPLES = {"friday": 5, "weds": 3, "thrusday": 4, "wensday": 3, "sundae": None}

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
        ),
        start=1,
    )
    for name in names.split()
}
MONTHS = {
    name: index
    for index, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
NEAR = {
    "today": 0,
    "tod": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "tmr": 1,
    "tmw": 1,
    "2moro": 1,
    "tomorrow's": 1,
    "yesterday": -1,
}
_FULL = tuple(name for name in WEEKDAYS if name.endswith("day"))
_LONG_MONTHS = tuple(name for name in MONTHS if len(name) >= len("january"))


@cache
def weekday(word: str) -> int | None:
    """The number of a weekday, Monday is 1."""
    return WEEKDAYS.get(word) or WEEKDAYS.get(near(word, _FULL) or "")


@cache
def month(word: str) -> int | None:
    """The number of a month, January is 1."""
    # One letter at most: "remember" is two away from a month.
    return MONTHS.get(word) or MONTHS.get(near(word, _LONG_MONTHS, most=1) or "")


@cache
def days_from_today(word: str) -> int | None:
    """How far "tomorrow" and its kind are from today."""
    found = NEAR.get(word)
    return NEAR.get(near(word, ("tomorrow",)) or "") if found is None else found
