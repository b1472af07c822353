"""The values that a task's fields can have."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

from src.schemas.base import StorableText

PRIORITIES = ("high", "medium", "low", "none")
"""In the order of a list; the index is what the database stores."""
Priority = Literal["none", "low", "medium", "high"]
FIRST_YEAR, LAST_YEAR = 1970, 2500
MOST_TAGS = 20
DAY = r"^\d{4}-\d{2}-\d{2}$"
INSTANT = r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}"
"""How one begins; the rest is pydantic's to read."""
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"


def _written_as(pattern: str, example: str) -> Callable[[object], object]:
    """Refuse the numbers that pydantic takes for seconds since 1970."""

    def check(value: object) -> object:
        if isinstance(value, date | time) or (isinstance(value, str) and re.match(pattern, value)):
            return value
        message = f"must be written like {example}"
        raise ValueError(message)

    return check


def _sane_year(value: date) -> date:
    """Keep dates where every time zone conversion is defined."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        message = f"must be between the years {FIRST_YEAR} and {LAST_YEAR}"
        raise ValueError(message)
    return value


def _to_the_minute(value: time) -> time:
    return value.replace(second=0, microsecond=0)


def clean_tag(value: str) -> str:
    """Return a tag as it is stored: lower case, without # and spaces around it."""
    return re.sub(r"^[#\s]+", "", value).rstrip().lower()


def _clean_tags(values: list[str]) -> list[str]:
    return sorted({tag for value in values if (tag := clean_tag(value))})


def _once_each(values: list[int]) -> list[int]:
    return sorted(set(values))


DueDate = Annotated[
    date,
    BeforeValidator(_written_as(DAY, "2026-11-25")),
    AfterValidator(_sane_year),
    Field(examples=["2026-11-25"]),
]
TimeOfDay = Annotated[
    time,
    BeforeValidator(_written_as(CLOCK, "17:00, without an offset")),
    AfterValidator(_to_the_minute),
    PlainSerializer(lambda value: value.strftime("%H:%M"), return_type=str),
    # RFC 3339's format "time" would ask for seconds and an offset.
    WithJsonSchema({"type": "string", "pattern": CLOCK, "examples": ["17:00"]}),
]
Instant = Annotated[AwareDatetime, BeforeValidator(_written_as(INSTANT, "2026-11-25T17:00:00Z"))]
Title = Annotated[
    StorableText,
    Field(min_length=1, max_length=500, examples=["Water the tomatoes"]),
    AfterValidator(str.strip),
]
Notes = Annotated[StorableText, Field(max_length=20_000, examples=["The small ones first."])]
Tag = Annotated[StorableText, Field(min_length=1, max_length=50, examples=["garden"])]
Tags = Annotated[list[Tag], Field(max_length=MOST_TAGS), AfterValidator(_clean_tags)]
Estimate = Annotated[int, Field(strict=True, ge=1, le=100_000, description="Minutes.")]
Reminder = Annotated[int, Field(strict=True, ge=0, le=40_320, examples=[30])]
"""Minutes before a task is due; four weeks at most."""
Reminders = Annotated[list[Reminder], Field(max_length=10), AfterValidator(_once_each)]
Recurrence = Annotated[
    StorableText, Field(max_length=500, examples=["FREQ=WEEKLY;BYDAY=MO"], description="RFC 5545.")
]
RecursFrom = Literal["due", "completion"]
FilterText = Annotated[StorableText, Field(max_length=500, examples=["due:today -#work"])]
